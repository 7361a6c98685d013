import { Link } from "@tanstack/react-router";
import { links } from "../../../app/links";
import { useNet } from "../../../app/Shell";
import { useLanguage, useStrings } from "../../../i18n";
import { moment } from "../../../i18n/format";
import { useWord } from "../../../i18n/words";
import { useNow } from "../../../ui/parts";
import { slotOf } from "../agenda";
import type { AgendaItemRead, MeetingRead } from "../queries";
import type { MeetingSessionRead } from "./queries";
import { strings } from "./session.strings";
import { ahead, usedBy, usedInAll } from "./time";
import type { Turns } from "./turns";
import { useLine } from "./useOutbox";

interface BarProps {
  found: MeetingRead;
  stands: MeetingSessionRead;
  items: AgendaItemRead[];
  turns: Turns;
  next?: AgendaItemRead;
}

/** The time of the whole meeting, and what moves it on. */
export function Bar({ found, stands, items, turns, next }: BarProps) {
  const t = useStrings(strings);
  const net = useNet();
  const word = useWord();
  const spoken = useLanguage();
  const line = useLine();
  const now = useNow(stands.server_time);
  const used = Math.floor(usedInAll(stands, now) / 60);
  const slot = slotOf(found.starts_at, found.ends_at);
  const plan = ahead(stands, items, now);
  const paused = stands.state === "paused";
  const at = (name: string) => stands.moves.find(({ move }) => move === name);
  const button = (name: string, label: string, main = false) => {
    const move = at(name);
    if (!move) return null;
    return (
      <button
        type="button"
        className={main ? "btn main" : "btn"}
        aria-disabled={move.refused || !line ? true : undefined}
        title={move.refused?.title ?? (line ? undefined : t("needsLine"))}
        disabled={turns.busy}
        onClick={() => !move.refused && line && void turns.make(name)}
      >
        {label}
      </button>
    );
  };
  return (
    <div className="session-bar">
      <p className="grow">
        {slot === null ? t("timeUsedAlone", { used }) : t("timeUsed", { used, slot })}
        {stands.items.length > 0 && (
          <>
            {", "}
            <span className={plan < 0 ? "tone-ochre" : undefined}>
              {plan === 0 ? t("onPlan") : t(plan > 0 ? "aheadBy" : "behindBy", { count: Math.abs(plan) })}
            </span>
          </>
        )}
        {stands.idle_seconds >= 60 && (
          <span className="small"> · {t("idle", { minutes: Math.floor(stands.idle_seconds / 60) })}</span>
        )}
      </p>
      {paused && stands.turns.length > 0 && (
        <strong className="tone-ochre">
          {t("inBreak", { at: moment(stands.turns.at(-1)?.until_at ?? "", spoken).slice(-5) })}
        </strong>
      )}
      <TimeBar items={items} stands={stands} slot={slot ?? 0} now={now} />
      <div className="row acts">
        {found.state === "in_session" && (
          <Link className="btn" to={links.wall(net, found.id)}>
            {t("wall")}
          </Link>
        )}
        {button("back", word("session.move", "back"))}
        {paused ? button("resume", word("session.move", "resume"), true) : button("pause", t("break"))}
        {button(
          "next",
          stands.state === "waiting" && next ? t("begin", { place: next.place }) : word("session.move", "next"),
          !paused,
        )}
      </div>
    </div>
  );
}

interface TimeProps {
  items: AgendaItemRead[];
  stands: MeetingSessionRead;
  slot: number;
  now: number;
}

/** The same as a picture: one piece per item, what is used of it filled; more than it had in ochre. */
function TimeBar({ items, stands, slot, now }: TimeProps) {
  const whole = Math.max(
    slot,
    items.reduce((sum, item) => sum + item.duration_minutes, 0),
  );
  if (items.length === 0 || whole === 0) return null;
  let from = 0;
  return (
    <svg className="minutes-bar" viewBox={`0 0 ${whole} 8`} preserveAspectRatio="none" aria-hidden="true">
      <rect x="0" y="2" width={slot} height="4" fill="var(--line)" />
      {items.map((item) => {
        const x = from;
        from += item.duration_minutes;
        const width = item.duration_minutes - whole / 200;
        const part = usedBy(stands, item.id, now) / 60 / item.duration_minutes;
        return (
          <g key={item.id}>
            <rect x={x} y="1" width={width} height="6" fill="var(--p3)" />
            {part > 0 && (
              <rect
                x={x}
                y="1"
                width={width * Math.min(1, part)}
                height="6"
                fill={part > 1 ? "var(--ochre)" : "var(--petrol)"}
              />
            )}
          </g>
        );
      })}
    </svg>
  );
}
