import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import type { Problem } from "../../api/problems";
import { useNet } from "../../app/Shell";
import { LANGUAGES, NAMES, useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { useWord } from "../../i18n/words";
import { Dialog, Field, Form, type Values } from "../../ui/Form";
import { composition } from "../members/queries";
import { overview } from "../objectives/queries";
import { parse, plain } from "./numbers";
import {
  ACCUMULATES,
  type Candidate,
  CIRCLES,
  DIRECTIONS,
  dimensions,
  FRAMEWORKS,
  type IndicatorRead,
  KINDS,
  SPANS,
  useAnew,
} from "./queries";
import { strings } from "./strings";

interface Draft {
  reporters: string[];
  objectives: number[];
  dimensions: string[];
  codes: { framework: string; code: string }[];
  targets: { period: string; value: string }[];
}

interface FieldsProps {
  problem: Problem | null;
  found?: IndicatorRead;
  candidate?: Candidate;
  draft: Draft;
  change: (next: Partial<Draft>) => void;
}

export const draftOf = (found?: IndicatorRead, candidate?: Candidate): Draft => ({
  reporters: found?.reporters.map((each) => each.organisation_id) ?? [],
  objectives: found?.objectives ?? candidate?.objectives ?? [],
  dimensions: found?.dimensions.map((each) => each.code).filter((code) => code !== "place") ?? [],
  codes:
    found?.codes.map(({ framework, code }) => ({ framework, code })) ??
    (candidate ? [{ framework: "sdg", code: candidate.code }] : []),
  targets: found?.targets.map(({ period, value }) => ({ period, value })) ?? [],
});

/** What is typed, as the API takes it; a number that is none goes as it was typed, and the server says so at its field. */
export function bodyOf(values: Values, draft: Draft, spoken: "en" | "ru" | "tk") {
  const exact = (text: string | undefined) => {
    const number = parse(text ?? "", spoken);
    return number === undefined ? (text ?? "") : number;
  };
  const texts = (name: string) =>
    Object.fromEntries(LANGUAGES.map((each) => [each, values[`${name}_${each}`]?.trim() || null]));
  const definition = texts("definition");
  const pair = values.kind !== "quantity";
  return {
    code: values.code?.trim(),
    title: texts("title"),
    definition: Object.values(definition).some(Boolean) ? definition : null,
    ...(values.kind ? { kind: values.kind, decimals: Number(values.decimals), frequency: values.frequency } : {}),
    ...(values.kind && pair ? { part_decimals: Number(values.part_decimals), per: Number(values.per) || 1 } : {}),
    unit: texts("unit"),
    direction: values.direction,
    accumulates: values.accumulates,
    counts_people: values.counts_people === "yes",
    baseline: values.baseline_period
      ? {
          period: values.baseline_period.trim(),
          value: exact(values.baseline_value),
          note: values.baseline_note?.trim() || null,
        }
      : null,
    targets: draft.targets
      .filter((each) => each.period.trim() || each.value.trim())
      .map((each) => ({ period: each.period.trim(), value: exact(each.value) })),
    source: values.source?.trim() || null,
    method: values.method?.trim() || null,
    responsible_id: values.responsible_id || null,
    reporter_ids: draft.reporters.filter((each) => each !== values.responsible_id),
    codes: draft.codes.filter((each) => each.code.trim()),
    objectives: draft.objectives,
    sdg_targets: (values.sdg_targets ?? "").split(/[\s,;]+/).filter(Boolean),
    dimensions: draft.dimensions,
    by_place: values.by_place === "on",
    visibility: values.visibility,
  };
}

/** Title, unit, how it counts, baseline and targets, who reports it, and what it belongs to. */
export function Fields({ problem, found, candidate, draft, change }: FieldsProps) {
  const t = useStrings(strings);
  const word = useWord();
  const net = useNet();
  const spoken = useLanguage();
  const [kind, setKind] = useState<string>(found?.kind ?? (candidate ? "percentage" : "quantity"));
  const members = useQuery(composition(net)).data?.items ?? [];
  const objectives = useQuery(overview(net)).data?.items ?? [];
  const lists = (useQuery(dimensions(net)).data?.items ?? []).filter((each) => each.code !== "place");
  const counted = (found?.values.length ?? 0) > 0;
  const words = (of: string, values: readonly string[]) => values.map((value) => ({ value, label: word(of, value) }));
  const inThree = (
    name: string,
    label: "titleIn" | "unitIn",
    value?: Record<string, string | null | undefined> | null,
  ) =>
    LANGUAGES.map((each) => (
      <Field
        key={each}
        label={t(label, { language: NAMES[each] })}
        name={`${name}_${each}`}
        pointer={`/${name}/${each}`}
        value={value?.[each] ?? ""}
        optional={each !== "en"}
        problem={problem}
        lang={each}
      />
    ));
  return (
    <>
      <Field label={t("code")} name="code" value={found?.code ?? ""} max={40} problem={problem} />
      {inThree("title", "titleIn", found?.title ?? candidate?.title)}
      {inThree("unit", "unitIn", found?.unit)}
      {!counted && (
        <>
          <Field
            label={t("kind")}
            name="kind"
            options={words("indicator.kind", KINDS)}
            chosen={kind}
            choose={setKind}
            problem={problem}
          />
          <Field
            label={t("frequency")}
            name="frequency"
            options={words("period.span", SPANS)}
            value={found?.frequency ?? "quarter"}
            problem={problem}
          />
          <Field
            label={t("decimals")}
            name="decimals"
            options={upTo(6)}
            value={String(found?.decimals ?? (kind === "quantity" ? 0 : 1))}
            problem={problem}
          />
          {kind !== "quantity" && (
            <>
              <Field
                label={t("partDecimals")}
                name="part_decimals"
                options={upTo(6)}
                value={String(found?.part_decimals ?? 0)}
                problem={problem}
              />
              <Field
                label={t("per")}
                name="per"
                kind="number"
                value={String(found?.per ?? (kind === "percentage" ? 100 : 1))}
                help={t("perHelp")}
                problem={problem}
              />
            </>
          )}
        </>
      )}
      <Field
        label={t("direction")}
        name="direction"
        options={words("indicator.direction", DIRECTIONS)}
        value={found?.direction ?? "increase"}
        problem={problem}
      />
      <Field
        label={t("accumulates")}
        name="accumulates"
        options={words("indicator.accumulates", ACCUMULATES)}
        value={found?.accumulates ?? "latest"}
        problem={problem}
      />
      <Field
        label={t("countsPeople")}
        name="counts_people"
        options={[
          { value: "yes", label: t("yes") },
          { value: "no", label: t("no") },
        ]}
        value={found && !found.counts_people ? "no" : "yes"}
        help={t("countsPeopleHelp")}
        problem={problem}
      />
      <Field
        label={t("baselinePeriod")}
        name="baseline_period"
        pointer="/baseline/period"
        value={found?.baseline?.period ?? ""}
        help={t("periodHelp")}
        max={7}
        optional
        problem={problem}
      />
      <Field
        label={t("baselineValue")}
        name="baseline_value"
        pointer="/baseline/value"
        value={plain(found?.baseline?.value ?? null, spoken)}
        max={23}
        optional
        problem={problem}
      />
      <Targets draft={draft} change={change} problem={problem} />
      <Field
        label={t("responsible")}
        name="responsible_id"
        options={[
          { value: "", label: t("none_") },
          ...members
            .filter((each) => each.organisation_kind !== "government")
            .map((each) => ({ value: each.organisation_id, label: each.acronym })),
        ]}
        value={found?.responsible_id ?? ""}
        optional
        problem={problem}
      />
      <Ticks
        legend={t("reporters")}
        all={members.map((each) => ({ value: each.organisation_id, label: each.acronym }))}
        chosen={draft.reporters}
        choose={(reporters) => change({ reporters })}
      />
      <Ticks
        legend={t("split")}
        all={lists.map((each) => ({ value: each.code, label: written(each.title, spoken).text }))}
        chosen={draft.dimensions}
        choose={(chosen) => change({ dimensions: chosen })}
      >
        <label>
          <input type="checkbox" name="by_place" defaultChecked={found?.by_place} /> {t("byPlace")}
        </label>
      </Ticks>
      <Ticks
        legend={t("objectivesField")}
        all={objectives.map((each) => ({
          value: String(each.number),
          label: `${each.number}. ${written(each.title, spoken).text}`,
        }))}
        chosen={draft.objectives.map(String)}
        choose={(chosen) => change({ objectives: chosen.map(Number).sort((a, b) => a - b) })}
      />
      <Codes draft={draft} change={change} />
      <Field
        label={t("sdg")}
        name="sdg_targets"
        value={found?.sdg_targets.join(", ") ?? ""}
        help="10.7, 8.8"
        optional
        problem={problem}
      />
      <Field label={t("source")} name="source" value={found?.source ?? ""} optional problem={problem} />
      <Field label={t("method")} name="method" kind="prose" value={found?.method ?? ""} optional problem={problem} />
      <details>
        <summary>{t("definition")}</summary>
        {LANGUAGES.map((each) => (
          <Field
            key={each}
            label={`${t("definition")} (${NAMES[each]})`}
            name={`definition_${each}`}
            pointer={`/definition/${each}`}
            kind="prose"
            value={found?.definition?.[each] ?? ""}
            optional
            problem={problem}
            lang={each}
          />
        ))}
      </details>
      <Field
        label={t("visibility")}
        name="visibility"
        options={words("visibility", CIRCLES)}
        value={found?.visibility ?? "members"}
        problem={problem}
      />
    </>
  );
}

const upTo = (most: number) => Array.from({ length: most + 1 }, (_, at) => ({ value: String(at), label: String(at) }));

function Targets({ draft, change, problem }: Pick<FieldsProps, "draft" | "change" | "problem">) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const spoken = useLanguage();
  const put = (at: number, next: Partial<Draft["targets"][number]>) =>
    change({ targets: draft.targets.map((each, other) => (other === at ? { ...each, ...next } : each)) });
  return (
    <fieldset className="pairs">
      <legend className="legend">{t("targets")}</legend>
      {draft.targets.map((each, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row has no name of its own while it is typed
        <div className="row" key={at}>
          <label>
            {t("targetPeriod")}
            <input
              value={each.period}
              maxLength={7}
              data-pointer={`/targets/${at}/period`}
              aria-invalid={problem?.at(`/targets/${at}/period`) ? true : undefined}
              onChange={(event) => put(at, { period: event.target.value })}
            />
          </label>
          <label>
            {t("targetValue")}
            <input
              value={/^-?\d+(\.\d+)?$/.test(each.value) ? plain(each.value, spoken) : each.value}
              maxLength={23}
              data-pointer={`/targets/${at}/value`}
              aria-invalid={problem?.at(`/targets/${at}/value`) ? true : undefined}
              onChange={(event) => put(at, { value: event.target.value })}
            />
          </label>
          <button
            type="button"
            className="btn small"
            onClick={() => change({ targets: draft.targets.filter((_, other) => other !== at) })}
          >
            {c("remove")}
            <span className="sr"> {each.period}</span>
          </button>
        </div>
      ))}
      <div>
        <button
          type="button"
          className="btn small"
          onClick={() => change({ targets: [...draft.targets, { period: "", value: "" }] })}
        >
          {t("addTarget")}
        </button>
      </div>
    </fieldset>
  );
}

function Codes({ draft, change }: Pick<FieldsProps, "draft" | "change">) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const put = (at: number, next: Partial<Draft["codes"][number]>) =>
    change({ codes: draft.codes.map((each, other) => (other === at ? { ...each, ...next } : each)) });
  return (
    <fieldset className="pairs">
      <legend className="legend">{t("codes")}</legend>
      {draft.codes.map((each, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row has no name of its own while it is typed
        <div className="row" key={at}>
          <label>
            {t("framework")}
            <select value={each.framework} onChange={(event) => put(at, { framework: event.target.value })}>
              {FRAMEWORKS.map((value) => (
                <option key={value} value={value}>
                  {word("indicator.framework", value)}
                </option>
              ))}
            </select>
          </label>
          <label>
            {t("code")}
            <input value={each.code} maxLength={40} onChange={(event) => put(at, { code: event.target.value })} />
          </label>
          <button
            type="button"
            className="btn small"
            onClick={() => change({ codes: draft.codes.filter((_, other) => other !== at) })}
          >
            {c("remove")}
            <span className="sr"> {each.code}</span>
          </button>
        </div>
      ))}
      <div>
        <button
          type="button"
          className="btn small"
          onClick={() => change({ codes: [...draft.codes, { framework: "national", code: "" }] })}
        >
          {c("add")}
        </button>
      </div>
    </fieldset>
  );
}

interface TicksProps {
  legend: string;
  all: { value: string; label: string }[];
  chosen: string[];
  choose: (chosen: string[]) => void;
  children?: ReactNode;
}

function Ticks({ legend, all, chosen, choose, children }: TicksProps) {
  return (
    <fieldset className="ticks">
      <legend className="legend">{legend}</legend>
      {children}
      {all.map(({ value, label }) => (
        <label key={value}>
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={(event) =>
              choose(event.target.checked ? [...chosen, value] : chosen.filter((each) => each !== value))
            }
          />{" "}
          {label}
        </label>
      ))}
    </fieldset>
  );
}

/** Everything about an indicator but its values. */
export function EditIndicator({ found, close }: { found: IndicatorRead; close: () => void }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const spoken = useLanguage();
  const anew = useAnew();
  const [draft, setDraft] = useState(() => draftOf(found));
  const send = (values: Values) =>
    body(
      api.PATCH("/api/v1/networks/{network}/indicators/{indicator_id}", {
        params: {
          path: { network: net, indicator_id: found.id },
          header: { "If-Match": ifMatch(found.version) },
        },
        body: bodyOf(values, draft, spoken),
      } as never),
    );
  return (
    <Dialog title={t("editIndicator")} close={close} panel>
      <Form act={c("save")} cancel={close} send={send} done={() => void anew().then(close)}>
        {(problem) => (
          <Fields problem={problem} found={found} draft={draft} change={(next) => setDraft({ ...draft, ...next })} />
        )}
      </Form>
    </Dialog>
  );
}
