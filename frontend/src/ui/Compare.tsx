import { useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useStrings } from "../i18n";
import "./compare.css";
import { strings } from "./compare.strings";
import { inline } from "./Markdown";
import { Words } from "./parts";

interface Search {
  base?: number;
  number?: number;
  how?: "side";
}

interface CompareProps {
  /** Of every version that the reader may see. */
  numbers: number[];
  show: (base: number, number: number, beside: boolean) => ReactNode;
}

/** Two versions of a text, chosen in the address, in one text or side by side. */
export function Compare({ numbers, show }: CompareProps) {
  const t = useStrings(strings);
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as Search;
  const all = [...numbers].sort((one, other) => one - other);
  const known = (number: number | undefined, otherwise: number) =>
    number && all.includes(Number(number)) ? Number(number) : otherwise;
  const number = known(search.number, all.at(-1) ?? 1);
  const base = known(search.base, all.filter((each) => each < number).at(-1) ?? all[0] ?? 1);
  const beside = search.how === "side";
  const go = (next: Search) =>
    void navigate({ to: ".", search: { ...search, ...next } as never, replace: true, resetScroll: false });
  const choice = (label: string, value: number, set: (value: number) => void) => (
    <label>
      {label}
      <select value={value} onChange={(event) => set(Number(event.target.value))}>
        {all.map((each) => (
          <option key={each} value={each}>
            {t("version", { number: each })}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <section className="stack" aria-label={t("compare")}>
      <div className="row">
        <h2>{t("compare")}</h2>
        <span className="between">
          {choice(t("from"), base, (value) => go({ base: value }))}
          {choice(t("to"), number, (value) => go({ number: value }))}
        </span>
        {/* biome-ignore lint/a11y/useSemanticElements: toggles side by side, not a form's fieldset */}
        <div className="segmented" role="group" aria-label={t("howCompared")}>
          <button type="button" aria-pressed={!beside} onClick={() => go({ how: undefined })}>
            {t("oneText")}
          </button>
          <button type="button" aria-pressed={beside} onClick={() => go({ how: "side" })}>
            {t("sideBySide")}
          </button>
        </div>
      </div>
      {base === number ? <p className="quiet">{t("noDifference")}</p> : show(base, number, beside)}
    </section>
  );
}

interface Token {
  op: string;
  text: string;
}

/** The numbers over two columns. */
export function Heads({ base, number }: { base: number; number: number }) {
  const t = useStrings(strings);
  return (
    <p className="heads" lang={document.documentElement.lang}>
      <strong>{t("version", { number: base })}</strong>
      <strong>{t("version", { number })}</strong>
    </p>
  );
}

/** A paragraph that changed: in one text with its words marked, or as it was and as it is. */
export function Changed({ tokens, change, beside }: { tokens: Token[]; change: string; beside: boolean }) {
  if (!beside)
    return (
      <p className={change === "equal" ? "words quiet" : "words"} data-change={change}>
        <Words tokens={tokens} show={inline} />
      </p>
    );
  const side = (left: string) => tokens.filter(({ op }) => op !== left);
  return (
    <div className="pair" data-change={change}>
      <p className="words">{change === "added" ? "–" : <Words tokens={side("insert")} show={inline} />}</p>
      <p className="words">{change === "removed" ? "–" : <Words tokens={side("delete")} show={inline} />}</p>
    </div>
  );
}
