import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body } from "../../api/client";
import type { Problem } from "../../api/problems";
import { useNet } from "../../app/Shell";
import { LANGUAGES, NAMES, useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { useWord } from "../../i18n/words";
import { Dialog, Field, Form, type Values } from "../../ui/Form";
import { Titles, titleOf } from "./Adding";
import { changed } from "./changed";
import { numbersOf, STATUSES } from "./model";
import {
  type ActivityRead,
  activity,
  match,
  REGIONS,
  reference,
  told,
  useAgencies,
  type WorkplanRead,
} from "./queries";
import { strings } from "./strings";

const MARKERS = ["gender", "human_rights", "peace"] as const;
const NAME = { gender: "gender", human_rights: "human_rights", peace: "sustaining_peace" } as const;
const MOST = 10;

/** Everything that an activity says besides its money; only what the writer changed is sent. */
export function AboutForm({ found, plan, close }: { found: ActivityRead; plan: WorkplanRead; close: () => void }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const net = useNet();
  const queries = useQueryClient();
  const agencies = useAgencies();
  const [opened] = useState(found);
  const [contributors, setContributors] = useState(found.contributors.map((each) => each.organisation_id));
  const [targets, setTargets] = useState(found.sdg_targets);
  const [places, setPlaces] = useState(found.places);
  if (agencies.length === 0) return null;
  const send = async (values: Values) => {
    const wanted = changed(opened, { ...asSent(values), contributor_ids: contributors, sdg_targets: targets, places });
    if (Object.keys(wanted).length === 0) return found;
    return body(
      api.PATCH("/api/v1/networks/{network}/workplans/{workplan_id}/activities/{activity_id}", {
        params: {
          path: { network: net, workplan_id: plan.id, activity_id: found.id },
          header: match(found.version),
        },
        body: wanted,
      } as never),
    );
  };
  return (
    <Dialog title={t("editAbout")} close={close} panel>
      <Form
        act={c("save")}
        cancel={close}
        keep={`${found.id}.activity`}
        send={send}
        done={(answer) => {
          queries.setQueryData(activity(net, plan.id, found.id).queryKey, answer as ActivityRead);
          queries.invalidateQueries({ queryKey: [net, "workplans"] });
          close();
        }}
      >
        {(problem) => (
          <>
            <Titles problem={problem} title={found.title} />
            {LANGUAGES.map((each) => (
              <Field
                key={each}
                label={`${t("description")} (${NAMES[each]})`}
                name={`description_${each}`}
                pointer={`/description/${each}`}
                kind="prose"
                value={found.description?.[each] ?? ""}
                lang={each}
                optional
                problem={problem}
              />
            ))}
            <Field
              label={t("output")}
              name="output_id"
              value={found.output_id}
              options={plan.results
                .filter((each) => each.kind === "output")
                .map((each) => ({ value: each.id, label: `${each.code} ${each.title.en ?? ""}` }))}
              problem={problem}
            />
            <Field
              label={t("field_lead_id")}
              name="lead_id"
              value={found.lead.organisation_id}
              options={agencies.map((each) => ({ value: each.id, label: each.acronym }))}
              problem={problem}
            />
            <Ticks
              legend={t("contributors")}
              all={agencies.map((each) => ({ value: each.id, label: each.acronym }))}
              chosen={contributors}
              choose={setContributors}
            />
            <Field
              label={t("status")}
              name="status"
              value={found.status}
              options={STATUSES.map((value) => ({ value, label: word("activity.status", value) }))}
              problem={problem}
            />
            <Field
              label={t("field_starts_on")}
              name="starts_on"
              kind="date"
              value={found.starts_on}
              problem={problem}
            />
            <Field label={t("field_ends_on")} name="ends_on" kind="date" value={found.ends_on} problem={problem} />
            <Field
              label={t("partners")}
              name="implementing_partners"
              kind="prose"
              value={found.implementing_partners.map((each) => each.name).join("\n")}
              help={t("onePerLine")}
              optional
              problem={problem}
            />
            <Field
              label={t("government")}
              name="government_counterpart"
              value={found.government_counterpart?.name ?? ""}
              optional
              problem={problem}
            />
            <Field
              label={t("objectives")}
              name="objectives"
              value={found.objectives.join(", ")}
              help={t("numbersHelp")}
              optional
              problem={problem}
            />
            <Field
              label={t("tor")}
              name="tor_objectives"
              value={found.tor_objectives.join(", ")}
              help={t("numbersHelp")}
              optional
              problem={problem}
            />
            <Targets codes={targets} choose={setTargets} problem={problem} />
            <Ticks
              legend={t("places")}
              all={Object.entries(REGIONS).map(([value, label]) => ({ value, label }))}
              chosen={places}
              choose={setPlaces}
            />
            {MARKERS.map((each) => (
              <div key={each} className="stack">
                <Field
                  label={t(NAME[each])}
                  name={`${each}_marker`}
                  value={String(found[`${each}_marker`] ?? "")}
                  options={[
                    { value: "", label: "–" },
                    ...([0, 1, 2, 3] as const).map((level) => ({
                      value: String(level),
                      label: `${level} ${t(`level${level}`)}`,
                    })),
                  ]}
                  optional
                  problem={problem}
                />
                <Field
                  label={`${t("justification")}: ${t(NAME[each])}`}
                  name={`${each}_reason`}
                  kind="prose"
                  value={found[`${each}_reason`] ?? ""}
                  help={t("threeSentences")}
                  optional
                  problem={problem}
                />
              </div>
            ))}
          </>
        )}
      </Form>
    </Dialog>
  );
}

const lines = (text: string | undefined) =>
  (text ?? "")
    .split("\n")
    .map((each) => each.trim())
    .filter(Boolean)
    .map((name) => ({ organisation_id: null, name }));

const level = (text: string | undefined) => (text ? Number(text) : null);

function asSent(values: Values): Record<string, unknown> {
  const { description_en, description_ru, description_tk } = values;
  const told = description_en || description_ru || description_tk;
  return {
    title: titleOf(values),
    description: told ? { en: description_en ?? "", ru: description_ru || null, tk: description_tk || null } : null,
    output_id: values.output_id,
    lead_id: values.lead_id,
    status: values.status,
    starts_on: values.starts_on,
    ends_on: values.ends_on,
    implementing_partners: lines(values.implementing_partners),
    government_counterpart: lines(values.government_counterpart)[0] ?? null,
    objectives: numbersOf(values.objectives ?? ""),
    tor_objectives: numbersOf(values.tor_objectives ?? ""),
    gender_marker: level(values.gender_marker),
    gender_reason: values.gender_reason || null,
    human_rights_marker: level(values.human_rights_marker),
    human_rights_reason: values.human_rights_reason || null,
    peace_marker: level(values.peace_marker),
    peace_reason: values.peace_reason || null,
  };
}

interface TicksProps {
  legend: string;
  all: { value: string; label: string }[];
  chosen: string[];
  choose: (next: string[]) => void;
}

function Ticks({ legend, all, chosen, choose }: TicksProps) {
  return (
    <fieldset>
      <legend className="legend">{legend}</legend>
      <div className="wp-ticks">
        {all.map(({ value, label }) => (
          <label key={value}>
            <input
              type="checkbox"
              checked={chosen.includes(value)}
              onChange={(event) =>
                choose(event.target.checked ? [...chosen, value] : chosen.filter((each) => each !== value))
              }
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface TargetsProps {
  codes: string[];
  choose: (next: string[]) => void;
  problem: Problem | null;
}

/** At most ten targets, counted while they are chosen. */
function Targets({ codes, choose, problem }: TargetsProps) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const spoken = useLanguage();
  const known = useQuery(reference("sdg-targets")).data ?? [];
  const fault = problem?.at("/sdg_targets");
  const full = codes.length >= MOST;
  return (
    <fieldset>
      <legend className="legend">
        {t("sdg")}{" "}
        <span className={full ? "small tone-ochre" : "small"} role="status">
          {t("sdgCount", { count: codes.length })}
        </span>
      </legend>
      <ul className="wp-targets">
        {codes.map((code) => (
          <li key={code}>
            {code}
            <button
              type="button"
              className="btn plain small"
              aria-label={`${c("remove")} ${code}`}
              onClick={() => choose(codes.filter((each) => each !== code))}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      <label className="field">
        <span>{t("sdgAdd")}</span>
        <select
          value=""
          disabled={full}
          onChange={(event) => event.target.value && choose([...codes, event.target.value])}
        >
          <option value="">–</option>
          {known
            .filter((each) => !codes.includes(each.code))
            .map((each) => (
              <option key={each.code} value={each.code}>
                {each.code} {written(told(each, "gist"), spoken).text}
              </option>
            ))}
        </select>
      </label>
      {fault && <div className="error">{fault}</div>}
    </fieldset>
  );
}
