import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import type { Problem } from "../../api/problems";
import { useNet } from "../../app/Shell";
import { LANGUAGES, NAMES, useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { useWord } from "../../i18n/words";
import { Dialog, Field, Form, type Values } from "../../ui/Form";
import { composition } from "../members/queries";
import { overview } from "../objectives/queries";
import { Codes, Targets, Ticks } from "./FormRows";
import { bodyOf, type Draft, draftOf } from "./formBody";
import { plain } from "./numbers";
import {
  ACCUMULATES,
  type Candidate,
  CIRCLES,
  DIRECTIONS,
  dimensions,
  type IndicatorRead,
  KINDS,
  SPANS,
  useAnew,
} from "./queries";
import { strings } from "./strings";

interface FieldsProps {
  problem: Problem | null;
  found?: IndicatorRead;
  candidate?: Candidate;
  draft: Draft;
  change: (next: Partial<Draft>) => void;
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
