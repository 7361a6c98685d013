import { Link } from "@tanstack/react-router";
import type { Schemas } from "../../api/client";
import { links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { useStrings } from "../../i18n";
import { useWord } from "../../i18n/words";
import { Bones, Chip, Written } from "../../ui/parts";
import { TONE } from "../decisions/queries";
import { strings } from "./strings";

export type DecisionItem = Schemas["DecisionItem"];

/** Decisions of this meeting, each with where it stands. */
export function DecisionList({ decisions, plain }: { decisions?: DecisionItem[]; plain?: boolean }) {
  const t = useStrings(strings);
  const word = useWord();
  const net = useNet();
  if (!decisions) return <Bones rows={3} />;
  if (decisions.length === 0) return plain ? null : <p className="empty">{t("noDecisions")}</p>;
  return (
    <ul className="decided">
      {decisions.map((each) => (
        <li key={each.id}>
          <span className="number">{each.number ?? t("unnumbered")}</span>
          <Link to={links.decision(net, each.id)}>
            <Written text={each.title} />
          </Link>
          <Chip tone={TONE[each.state]}>{word("decision.state", each.state)}</Chip>
          {each.roll_count > 0 && (
            <span className="small">{t("answered", { count: each.answered_count, all: each.roll_count })}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
