import { useNavigate } from "@tanstack/react-router";
import { useStrings } from "../../i18n";
import "../../ui/compare.css";
import type { DecisionRead, RoundRead } from "./queries";
import { strings } from "./strings";

export type View = "changes" | "clean" | "side";

interface Props {
  found: DecisionRead;
  round?: RoundRead;
  /** The round compared with. */
  from: number;
  view: View;
  /** Those that there are: no changes before the second round, nothing beside a text in one language. */
  views: View[];
  show: (view: View) => void;
  choose: (search: { base?: number; view?: undefined }) => void;
}

/** What changed, the clean text, or two languages side by side; and between which two rounds. */
export function Compare({ found, round, from, view, views, show, choose }: Props) {
  const t = useStrings(strings);
  const navigate = useNavigate();
  const rounds = found.rounds.map((each) => each.number);
  const draft = found.state === "revising";
  const to = round?.number ?? 0;
  const earlier = rounds.filter((number) => to === 0 || number < to);
  const go = (next: number) =>
    navigate({ to: ".", search: { round: next } as never, replace: true, resetScroll: false });
  return (
    <>
      {views.length > 1 && (
        // biome-ignore lint/a11y/useSemanticElements: views of one text, not a form's fieldset
        <div className="segmented" role="group" aria-label={t("text")}>
          {views.map((each) => (
            <button key={each} type="button" aria-pressed={view === each} onClick={() => show(each)}>
              {each === "changes" ? t("changes", { number: from }) : t(each)}
            </button>
          ))}
        </div>
      )}
      {view === "changes" && rounds.length + Number(draft) > 2 && (
        <span className="between">
          <label>
            {t("from")}
            <select value={from} onChange={(event) => choose({ base: Number(event.target.value), view: undefined })}>
              {earlier.map((number) => (
                <option key={number} value={number}>
                  {t("round", { number })}
                </option>
              ))}
            </select>
          </label>
          <label>
            {t("toRound")}
            <select value={to} onChange={(event) => void go(Number(event.target.value))}>
              {rounds.slice(1).map((number) => (
                <option key={number} value={number}>
                  {t("round", { number })}
                </option>
              ))}
              {draft && <option value={0}>{t("asItStands")}</option>}
            </select>
          </label>
        </span>
      )}
    </>
  );
}
