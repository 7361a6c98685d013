import type { ReactNode } from "react";
import type { Problem } from "../../api/problems";
import { useLanguage, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { useWord } from "../../i18n/words";
import type { Draft } from "./formBody";
import { plain } from "./numbers";
import { FRAMEWORKS } from "./queries";
import { strings } from "./strings";

interface RowsProps {
  problem: Problem | null;
  draft: Draft;
  change: (next: Partial<Draft>) => void;
}

export function Targets({ draft, change, problem }: RowsProps) {
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

export function Codes({ draft, change }: Omit<RowsProps, "problem">) {
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

export function Ticks({ legend, all, chosen, choose, children }: TicksProps) {
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
