import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { links } from "../../../app/links";
import { useNet } from "../../../app/Shell";
import { useStrings } from "../../../i18n";
import { useWord } from "../../../i18n/words";
import { type Mark, PositionMark } from "../../../ui/PositionMark";
import { Chip, Written } from "../../../ui/parts";
import { type DecisionRead, decision, type PositionRead, TONE } from "../../decisions/queries";
import type { DecisionItem } from "../DecisionList";
import type { InvitationRead, MeetingRead } from "../queries";
import { hereOf, PresenceMark } from "./Presence";
import { strings } from "./session.strings";

/** Decisions before the meeting under this item: every organisation with its answer, and whether it is in the room. */
export function Seats({ found, decisions }: { found: MeetingRead; decisions: DecisionItem[] }) {
  const before = decisions.filter((each) => each.roll_count > 0);
  return before.map((each) => <Seated key={each.id} found={found} id={each.id} />);
}

function Seated({ found, id }: { found: MeetingRead; id: string }) {
  const t = useStrings(strings);
  const word = useWord();
  const net = useNet();
  const read = useQuery(decision(net, id)).data;
  const round = read?.rounds.at(-1);
  if (!read || !round) return null;
  const presence = new Map(found.invitations.map((each) => [each.acronym, each.presence]));
  return (
    <section className="seated" aria-label={t("decisionOf", { number: read.number ?? t("unnumbered") })}>
      <div className="row">
        <p className="grow">
          <Link to={links.decision(net, read.id)}>
            <strong>{read.number ?? t("unnumbered")}</strong> <Written text={read.title} />
          </Link>
        </p>
        <Chip tone={TONE[read.state]}>{word("decision.state", read.state)}</Chip>
      </div>
      <ul className="seats" aria-label={t("seats")}>
        {round.positions.map((each) => (
          <Seat key={each.organisation_id} position={each} presence={presence.get(each.acronym) ?? null} />
        ))}
      </ul>
      <Missing read={read} />
    </section>
  );
}

function Seat({ position, presence }: { position: PositionRead; presence: InvitationRead["presence"] }) {
  const t = useStrings(strings);
  const word = useWord();
  const mark: Mark = position.value ?? "not_answered";
  return (
    <li>
      <PositionMark mark={mark} />
      <strong>{position.acronym}</strong>
      <span className="sr">
        : {word("position", mark)}, {presence ? word("attendance", presence) : t("unrecorded")}
      </span>
      <PresenceMark here={hereOf(presence)} />
    </li>
  );
}

const Missing = ({ read }: { read: DecisionRead }) =>
  read.needs.length > 0 ? (
    <ul className="seats-need" role="status">
      {read.needs.map((need) => (
        <li key={need.sentence}>{need.sentence}</li>
      ))}
    </ul>
  ) : null;
