import { useLanguage, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { left, shortDay } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { type Mark, PositionMark } from "../../ui/PositionMark";
import { Moment, useNow } from "../../ui/parts";
import { Ring } from "../../ui/Ring";
import { announced } from "./announce";
import { type DecisionRead, FINAL, markOf, type RoundRead, seatsOf } from "./queries";
import { ORDER } from "./Seats";
import { strings } from "./strings";
import { useZone } from "./zone";

interface Props {
  found: DecisionRead;
  round: RoundRead;
  /** The last round, while it is open. */
  open: boolean;
}

/** The ring of agencies around the text: what is left of the time, or how it ended. */
export function RoundRing({ found, round, open }: Props) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const here = useZone();
  const now = useNow(found.server_time, new Date(round.deadline_at).getTime() - Date.now() < 180_000 ? 1000 : 15_000);
  const ends = new Date(round.deadline_at).getTime();
  const rest = open ? left(round.deadline_at, now) : null;
  const whole = ends - new Date(round.opened_at).getTime();
  return (
    <div className="ring-box">
      <Ring
        seats={seatsOf(found, round)}
        name={(mark) => word("position", mark)}
        you={t("you")}
        lead={open ? t("closesIn") : t("closed")}
        main={rest ? t(`short_${rest.unit}`, { count: rest.count }) : open ? t("closing") : endOf(found, round, word)}
        foot={shortDay(round.closed_at ?? round.deadline_at, spoken, here.zone)}
        remaining={open ? Math.max(0, Math.min(1, (ends - now) / whole)) : null}
        urgent={open && ends - now < 86_400_000}
      />
      <Tally round={round} />
      <p className="deadline">
        {t("deadline")}: <Moment at={round.deadline_at} {...here} />{" "}
        {rest && <strong>{c(rest.unit, { count: rest.count })}</strong>}
      </p>
      <Announced ends={ends} now={now} open={open} />
    </div>
  );
}

/** How it ended: of the last round the decision's own state, once it is over; of an earlier one its outcome. */
function endOf(found: DecisionRead, round: RoundRead, word: ReturnType<typeof useWord>): string {
  if (round === found.rounds.at(-1) && FINAL.includes(found.state)) return word("decision.state", found.state);
  return round.outcome ? word("round.outcome", round.outcome) : word("round.state", round.state);
}

/** Screen readers hear of the time at 24 hours, at one hour and at the end, and not every minute. */
function Announced({ ends, now, open }: { ends: number; now: number; open: boolean }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const due = announced(ends - now, open);
  const said = { closed: t("closed"), hour: c("minutes", { count: 60 }), day: c("hours", { count: 24 }) };
  return (
    <span className="sr" role="status">
      {due && said[due]}
    </span>
  );
}

/** How many of each, for a phone where the list is far below. */
function Tally({ round }: { round: RoundRead }) {
  const word = useWord();
  const counts = new Map<Mark, number>();
  for (const position of round.positions) counts.set(markOf(position), (counts.get(markOf(position)) ?? 0) + 1);
  return (
    <ul className="tally">
      {[...ORDER].reverse().flatMap((mark) => {
        const count = counts.get(mark);
        return count
          ? [
              <li key={mark}>
                <PositionMark mark={mark} /> {count} {word("position", mark).toLocaleLowerCase()}
              </li>,
            ]
          : [];
      })}
    </ul>
  );
}
