import { useState } from "react";
import { useNet } from "../../app/Shell";
import { useStrings } from "../../i18n";
import { type DecisionRead, FINAL, SUGGESTED_IN } from "./queries";
import { Threads, WriteRemark } from "./Remarks";
import { Suggestions, WriteSuggestion } from "./Suggestions";
import { beside, countOf, type Talk, useVoices } from "./talk";
import { talk as words } from "./talk.strings";

interface Props {
  found: DecisionRead;
  /** The number of the round whose text is shown; null: what stands now. */
  round: number | null;
  talk: Talk;
  id: string;
  number: number;
  /** The paragraph of the authoritative text as it stands, where it can still be put into other words. */
  stands?: string;
  opened: boolean;
  toggle: () => void;
}

/** Beside a paragraph's number: how much was said about it, and, opened, what. */
export function Beside({ found, round, talk, id, number, stands, opened, toggle }: Props) {
  const t = useStrings(words);
  const here = beside(talk, id);
  const { remarks, suggestions } = countOf(here);
  const count = remarks + suggestions;
  const over = FINAL.includes(found.state);
  // nothing was said about it, and nothing more can be
  if (over && here.said.length + here.suggested.length === 0) return null;
  return (
    <>
      <button
        type="button"
        className={count > 0 ? "beside some" : "beside"}
        aria-expanded={opened}
        aria-label={count > 0 ? t("besideSome", { number, remarks, suggestions }) : t("besideNone", { number })}
        onClick={toggle}
      >
        <svg width="18" height="18" viewBox="0 0 20 20" fill="none" stroke="currentColor" aria-hidden="true">
          <path d="M3 4h14v9.5H9.5L6 17v-3.5H3z" strokeWidth="1.5" strokeLinejoin="round" />
        </svg>
        {count > 0 && <span aria-hidden="true">{count}</span>}
      </button>
      {opened && <Opened found={found} round={round} here={here} id={id} number={number} stands={stands} />}
    </>
  );
}

type OpenedProps = Omit<Props, "talk" | "opened" | "toggle"> & { here: Talk };

function Opened({ found, round, here, id, number, stands }: OpenedProps) {
  const t = useStrings(words);
  const voices = useVoices(useNet());
  const [writing, setWriting] = useState<"remark" | "suggestion" | null>(null);
  const over = FINAL.includes(found.state);
  const close = () => setWriting(null);
  const empty = here.said.length + here.suggested.length === 0;
  const suggesting = stands !== undefined && voices.speak.length > 0 && SUGGESTED_IN.includes(found.state);
  return (
    <section className="thread" aria-label={t("paragraph", { number })}>
      {empty && !writing && <p className="small">{t("noRemarks")}</p>}
      <Suggestions found={found} all={here.suggested} />
      <Threads found={found} round={round ?? found.round_count} threads={here.said} />
      {writing === "remark" && <WriteRemark found={found} paragraph={id} close={close} />}
      {writing === "suggestion" && stands !== undefined && (
        <WriteSuggestion found={found} paragraph={id} stands={stands} close={close} />
      )}
      {!writing && !over && (
        <div className="row">
          {voices.remark.length > 0 && (
            <button type="button" className="btn small" onClick={() => setWriting("remark")}>
              {t("addRemark")}
            </button>
          )}
          {suggesting && (
            <button type="button" className="btn small" onClick={() => setWriting("suggestion")}>
              {t("suggest")}
            </button>
          )}
        </div>
      )}
    </section>
  );
}
