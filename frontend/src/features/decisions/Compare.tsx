import { useNavigate } from "@tanstack/react-router";
import { useStrings } from "../../i18n";
import type { DecisionRead, RoundRead } from "./queries";
import { strings } from "./strings";

interface Props {
  found: DecisionRead;
  round?: RoundRead;
  /** The round compared with. */
  from: number;
  clean: boolean;
  view: (clean: boolean) => void;
  choose: (search: { base?: number; view?: undefined }) => void;
}

/** What changed or the clean text; and between which two. */
export function Compare({ found, round, from, clean, view, choose }: Props) {
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
      {/* biome-ignore lint/a11y/useSemanticElements: two views of one text, not a form's fieldset */}
      <div className="segmented" role="group" aria-label={t("text")}>
        <button type="button" aria-pressed={!clean} onClick={() => view(false)}>
          {t("changes", { number: from })}
        </button>
        <button type="button" aria-pressed={clean} onClick={() => view(true)}>
          {t("clean")}
        </button>
      </div>
      {!clean && rounds.length + Number(draft) > 2 && (
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
