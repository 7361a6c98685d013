import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { useWord } from "../../i18n/words";
import { Dialog, Field, Form, type Values } from "../../ui/Form";
import { Loaded } from "../../ui/parts";
import { composition, type MemberItem } from "../members/queries";
import { guidingPrinciples, type ObjectiveRead, sdgTargets } from "./queries";
import { PRIORITIES } from "./rules";
import { strings } from "./strings";

const TOR = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;

interface Props {
  objective: ObjectiveRead;
  keep: (answer: ObjectiveRead) => void;
  close: () => void;
}

/** Priority, who leads and contributes, and what the objective serves. */
export function Change(props: Props) {
  const t = useStrings(strings);
  const net = useNet();
  const query = useQuery(composition(net));
  return (
    <Dialog title={t("change")} close={props.close} panel>
      <Loaded query={query}>{(list) => <Fields {...props} members={list.items} />}</Loaded>
    </Dialog>
  );
}

function Fields({ objective: found, keep, close, members }: Props & { members: MemberItem[] }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const net = useNet();
  const spoken = useLanguage();
  const [contributors, setContributors] = useState(found.contributors.map((each) => each.organisation_id));
  const [tor, setTor] = useState(found.tor_objectives);
  const [targets, setTargets] = useState(found.sdg_targets);
  const [principles, setPrinciples] = useState(found.guiding_principles);
  const all = useQuery(guidingPrinciples);
  const nobody = { value: "", label: t("nobody") };
  const un = members.filter((each) => each.kind === "member");
  const send = (values: Values) =>
    body(
      api.PATCH("/api/v1/networks/{network}/objectives/{number}", {
        params: {
          path: { network: net, number: found.number },
          header: { "If-Match": ifMatch(found.version) },
        },
        body: {
          priority: values.priority,
          lead_id: values.lead_id || null,
          government_id: values.government_id || null,
          contributor_ids: contributors,
          tor_objectives: tor,
          sdg_targets: targets,
          guiding_principles: principles,
        },
      } as never),
    );
  return (
    <Form
      act={c("save")}
      cancel={close}
      send={send}
      done={(answer) => {
        keep(answer as ObjectiveRead);
        close();
      }}
    >
      {(problem) => (
        <>
          <Field
            label={t("priority")}
            name="priority"
            options={PRIORITIES.map((value) => ({ value, label: word("objective.priority", value) }))}
            value={found.priority}
            problem={problem}
          />
          <Field
            label={t("leadLong")}
            name="lead_id"
            options={[nobody, ...un.map((each) => ({ value: each.organisation_id, label: each.acronym }))]}
            value={found.lead?.organisation_id ?? ""}
            problem={problem}
            optional
          />
          <Field
            label={t("government")}
            name="government_id"
            options={[
              nobody,
              ...members
                .filter((each) => each.organisation_kind === "government")
                .map((each) => ({ value: each.organisation_id, label: written(each.name, spoken).text })),
            ]}
            value={found.government?.organisation_id ?? ""}
            problem={problem}
            optional
          />
          <Ticks
            legend={t("contributing")}
            many
            all={un.map((each) => ({ value: each.organisation_id, label: each.acronym }))}
            chosen={contributors}
            choose={setContributors}
          />
          <Ticks
            legend={t("tor")}
            all={TOR.map((value) => ({ value, label: `${value}. ${t(`tor${value}`)}` }))}
            chosen={tor}
            choose={setTor}
          />
          <Targets codes={targets} choose={setTargets} />
          {all.data && (
            <Ticks
              legend={t("principles")}
              all={all.data.items.map((each) => ({
                value: each.number,
                label: written({ en: each.title_en, ru: each.title_ru, tk: each.title_tk }, spoken).text,
              }))}
              chosen={principles}
              choose={setPrinciples}
            />
          )}
        </>
      )}
    </Form>
  );
}

interface TicksProps<T> {
  legend: string;
  many?: boolean;
  all: { value: T; label: string }[];
  chosen: T[];
  choose: (next: T[]) => void;
}

function Ticks<T extends string | number>({ legend, many, all, chosen, choose }: TicksProps<T>) {
  return (
    <fieldset>
      <legend className="legend">{legend}</legend>
      <div className={many ? "ticks many" : "ticks"}>
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

function Targets({ codes, choose }: { codes: string[]; choose: (next: string[]) => void }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const known = useQuery(sdgTargets);
  const [typed, setTyped] = useState("");
  const [unknown, setUnknown] = useState("");
  const add = () => {
    const code = typed.trim().toLowerCase();
    if (!code) return;
    if (known.data && !known.data.some((each) => each.code === code)) return setUnknown(code);
    setUnknown("");
    setTyped("");
    if (!codes.includes(code)) choose([...codes, code]);
  };
  return (
    <fieldset>
      <legend className="legend">{t("sdg")}</legend>
      <div className="targets">
        {codes.map((code) => (
          <button
            key={code}
            type="button"
            className="btn small"
            aria-label={`${c("remove")} ${code}`}
            onClick={() => choose(codes.filter((each) => each !== code))}
          >
            {code} <span aria-hidden="true">×</span>
          </button>
        ))}
      </div>
      <div className="field">
        <label htmlFor="new-target">
          {t("addTarget")} <span className="small">{c("optional")}</span>
        </label>
        <div className="row">
          <input
            id="new-target"
            className="grow"
            list="known-targets"
            value={typed}
            aria-describedby="new-target-more"
            aria-invalid={unknown ? true : undefined}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter") return;
              event.preventDefault();
              add();
            }}
          />
          <button type="button" className="btn" onClick={add}>
            {c("add")}
          </button>
        </div>
        <datalist id="known-targets">
          {known.data?.map((each) => (
            <option key={each.code} value={each.code}>
              {each.gist_en}
            </option>
          ))}
        </datalist>
        <div id="new-target-more" className={unknown ? "error" : "help"} role={unknown ? "alert" : undefined}>
          {unknown ? t("unknownTarget", { code: unknown }) : t("addTargetHelp")}
        </div>
      </div>
    </fieldset>
  );
}
