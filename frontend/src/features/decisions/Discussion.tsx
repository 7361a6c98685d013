import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useNet } from "../../app/Shell";
import { useStrings } from "../../i18n";
import { Loaded } from "../../ui/parts";
import { type DecisionRead, FINAL } from "./queries";
import { Threads, WriteRemark } from "./Remarks";
import { Suggestions } from "./Suggestions";
import { comments, type Talk, useVoices } from "./talk";
import { talk as words } from "./talk.strings";

interface Props {
  found: DecisionRead;
  round: number;
  /** Ids of the paragraphs shown above, in their order. */
  ids: string[];
  talk: Talk;
  /** The paragraph opened above: what stands beside it is not told twice. */
  opened?: string;
  open: (paragraph: string) => void;
}

/** Everything that was said, under the text: suggestions first, for they ask for an answer. */
export function Discussion({ found, round, ids, talk, opened, open }: Props) {
  const t = useStrings(words);
  const net = useNet();
  const voices = useVoices(net);
  const asked = useQuery(comments(net, found.id));
  const [writing, setWriting] = useState(false);
  const said = talk.said.filter(({ first }) => !opened || first.paragraph_id !== opened);
  const suggested = talk.suggested.filter((each) => each.paragraph_id !== opened);
  const where = (paragraph: string | null) => {
    if (!paragraph) return t("onWhole");
    const number = ids.indexOf(paragraph) + 1;
    if (number === 0) return t("onGone");
    return (
      <button type="button" className="link" onClick={() => open(paragraph)}>
        {t("onParagraph", { number })}
      </button>
    );
  };
  const over = FINAL.includes(found.state);
  return (
    <section className="stack discussion" aria-label={t("remarks")}>
      {suggested.length > 0 && (
        <>
          <h2>{t("suggestions")}</h2>
          <Suggestions found={found} all={suggested} where={where} />
        </>
      )}
      <h2>{t("remarks")}</h2>
      <Loaded query={asked}>
        {() => (
          <>
            {talk.said.length === 0 && <p className="small">{t("noRemarks")}</p>}
            <Threads found={found} round={round} threads={said} where={where} />
          </>
        )}
      </Loaded>
      {writing && <WriteRemark found={found} paragraph={null} close={() => setWriting(false)} />}
      {!writing && !over && voices.remark.length > 0 && (
        <div>
          <button type="button" className="btn small" onClick={() => setWriting(true)}>
            {t("addWhole")}
          </button>
        </div>
      )}
    </section>
  );
}
