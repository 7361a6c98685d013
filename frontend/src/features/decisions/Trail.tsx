import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { useWord } from "../../i18n/words";
import { type DecisionRead, numbered, type RoundRead } from "./queries";
import { strings } from "./strings";

/** The number of another decision, leading to it. */
export function Numbered({ number }: { number: string }) {
  const net = useNet();
  const found = useQuery(numbered(net, number)).data;
  return found ? <Link to={links.decision(net, found.id)}>{number}</Link> : <span>{number}</span>;
}

/** “TKM/2026/002 · workplan · round 1, silence procedure”, and what became of it later. */
export function Trail({ found, round }: { found: DecisionRead; round?: RoundRead }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const net = useNet();
  const ended = found.superseded_by ?? found.rescinded_by;
  return (
    <>
      <Link to={links.decisions(net)}>{c("decisions")}</Link> /{" "}
      <strong className={ended ? "ended" : undefined}>{found.number ?? t("draft")}</strong> ·{" "}
      {word("decision.kind", found.kind)}
      {round && ` · ${t("round", { number: round.number })}, ${word("procedure", round.procedure)}`}
      {ended && (
        <>
          {" · "}
          {t(found.superseded_by ? "supersededBy" : "rescindedBy")} <Numbered number={ended} />
        </>
      )}
    </>
  );
}
