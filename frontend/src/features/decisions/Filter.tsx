import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { network } from "../../app/queries";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { useWord } from "../../i18n/words";
import { Icon } from "../../ui/Icon";
import { Press } from "../../ui/Press";
import { composition } from "../members/queries";
import { overview } from "../objectives/queries";
import { download } from "./download";
import { exportOf, type FilterName, FURTHER, type Narrowed, years } from "./filters";
import { KINDS, STATES } from "./queries";
import { register } from "./register.strings";
import { strings } from "./strings";

const VALUES = ["support", "no_objection", "reservation", "disassociate", "objection", "ad_referendum", "recused"];

interface Props {
  shown: Narrowed;
  go: (next: Narrowed) => void;
}

/** What the register is narrowed by, and the same as a file. */
export function Filter({ shown, go }: Props) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const r = useStrings(register);
  const word = useWord();
  const net = useNet();
  const about = useQuery(network(net)).data;
  const set = (name: FilterName, value: string) => {
    const { [name]: _, ...rest } = shown;
    go(value ? { ...rest, [name]: value } : rest);
  };
  const choice = (name: FilterName, label: string, options: [string, string][]) => (
    <Choice name={name} label={label} options={options} value={shown[name] ?? ""} set={set} />
  );
  const words = (of: string, values: readonly string[]) =>
    values.map((each): [string, string] => [each, word(of, each)]);
  return (
    <search className="narrow-by" aria-label={r("narrow")}>
      <div className="filters">
        <Words value={shown.q ?? ""} set={(value) => set("q", value)} />
        {choice("state", c("state"), words("decision.state", STATES))}
        {choice("kind", c("kind"), words("decision.kind", KINDS))}
        {choice(
          "year",
          r("year"),
          years(Date.now(), about?.established_on).map((year) => [year, year]),
        )}
        <Export shown={shown} />
        {Object.keys(shown).length > 0 && (
          <button type="button" className="btn plain" onClick={() => go({})}>
            <Icon name="cross" size={16} /> {t("clear")}
          </button>
        )}
      </div>
      <details open={FURTHER.some((name) => shown[name]) || undefined}>
        <summary>{r("further")}</summary>
        <Further shown={shown} set={set} choice={choice} positions={words("position", VALUES)} />
      </details>
    </search>
  );
}

interface ChoiceProps {
  name: FilterName;
  label: string;
  options: [string, string][];
  value: string;
  set: (name: FilterName, value: string) => void;
}

function Choice({ name, label, options, value, set }: ChoiceProps) {
  const c = useStrings(common);
  return (
    <label className={value ? "chosen" : undefined}>
      {label}
      <select name={name} value={value} onChange={(event) => set(name, event.target.value)}>
        <option value="">{c("all")}</option>
        {options.map(([each, said]) => (
          <option key={each} value={each}>
            {said}
          </option>
        ))}
      </select>
    </label>
  );
}

interface FurtherProps {
  shown: Narrowed;
  set: (name: FilterName, value: string) => void;
  choice: (name: FilterName, label: string, options: [string, string][]) => ReactNode;
  positions: [string, string][];
}

function Further({ shown, set, choice, positions }: FurtherProps) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const r = useStrings(register);
  const spoken = useLanguage();
  const net = useNet();
  const members = useQuery(composition(net)).data?.items ?? [];
  const objectives = useQuery(overview(net)).data?.items ?? [];
  const date = (name: "from_on" | "until_on") => (
    <label className={shown[name] ? "chosen" : undefined}>
      {r(name)}
      <input type="date" name={name} value={shown[name] ?? ""} onChange={(event) => set(name, event.target.value)} />
    </label>
  );
  return (
    <div className="filters">
      {choice(
        "organisation_id",
        c("organisation"),
        members.map((each) => [each.organisation_id, each.acronym]),
      )}
      {choice("value", t("position"), positions)}
      {choice(
        "objective",
        r("objective"),
        objectives.map((each) => [String(each.number), `${each.number}. ${written(each.title, spoken).text}`]),
      )}
      {date("from_on")}
      {date("until_on")}
      {choice("superseded", r("standing"), [
        ["false", r("inForce")],
        ["true", r("ended")],
      ])}
    </div>
  );
}

/** Words of number, title or text; asked for after a pause in the typing. */
function Words({ value, set }: { value: string; set: (value: string) => void }) {
  const r = useStrings(register);
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the typing starts the pause anew
  useEffect(() => {
    if (typed.trim() === value) return;
    const timer = setTimeout(() => set(typed.trim()), 400);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <label className={value ? "words-field chosen" : "words-field"}>
      {r("words")}
      <input type="search" name="q" maxLength={200} value={typed} onChange={(event) => setTyped(event.target.value)} />
    </label>
  );
}

/** Exactly the decisions that the list shows. */
function Export({ shown }: { shown: Narrowed }) {
  const r = useStrings(register);
  const net = useNet();
  const spoken = useLanguage();
  return (
    <span className="exports">
      {r("export")}
      <span className="row">
        {(["xlsx", "csv", "pdf"] as const).map((format) => (
          <Press
            key={format}
            className="btn"
            name={`${r("export")}: ${r(format)}`}
            act={() => download(exportOf(net, format, spoken, shown), spoken, `decisions.${format}`)}
          >
            {format.toUpperCase()}
          </Press>
        ))}
      </span>
    </span>
  );
}
