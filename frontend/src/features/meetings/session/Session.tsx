import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { api, body, ifMatch } from "../../../api/client";
import { asProblem, type Problem } from "../../../api/problems";
import { useKeys } from "../../../app/keys";
import { links } from "../../../app/links";
import { useNet } from "../../../app/Shell";
import { useLanguage, useStrings } from "../../../i18n";
import { common } from "../../../i18n/common";
import { moment } from "../../../i18n/format";
import { useWord } from "../../../i18n/words";
import { Icon } from "../../../ui/Icon";
import { Bones, Loaded, ProblemNote, useNow, Written } from "../../../ui/parts";
import { ofMeeting } from "../../actions/queries";
import { useLive } from "../../decisions/live";
import { slotOf } from "../agenda";
import type { DecisionItem } from "../DecisionList";
import { ItemForm } from "../ItemForm";
import type { AgendaItemRead, MeetingRead } from "../queries";
import { Presence } from "./Presence";
import { type MeetingSessionRead, notes, session } from "./queries";
import { SessionItem } from "./SessionItem";
import { Speakers } from "./Speakers";
import "./session.css";
import { waitingCount } from "./outbox";
import { strings } from "./session.strings";
import { ahead, usedBy, usedInAll } from "./time";
import { useLine, useOutbox } from "./useOutbox";

interface Props {
  found: MeetingRead;
  decisions: DecisionItem[];
}

/** One screen to run a meeting, and afterwards to complete its record. */
export function Session({ found, decisions }: Props) {
  const net = useNet();
  const stands = useQuery(session(net, found.id));
  useLive(net, found.state === "in_session", LIVE);
  if (stands.data) return <Running found={found} decisions={decisions} stands={stands.data} />;
  return <Loaded query={stands}>{() => <Bones rows={4} />}</Loaded>;
}

const LIVE = ["meetings", "decisions", "action-points"];

function Running({ found, decisions, stands }: Props & { stands: MeetingSessionRead }) {
  const t = useStrings(strings);
  const net = useNet();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as { item?: string };
  const [adding, setAdding] = useState(false);
  const writes = stands.may.includes("note");
  const { box, status } = useOutbox(net, found.id);
  const noted = useQuery(notes(net, found.id, writes));
  const actions = useQuery(ofMeeting(net, found.id));
  const items = found.agenda_items.filter((item) => item.place > 0);
  const current = items.find((item) => item.id === stands.current_item_id);
  const chosen =
    items.find((item) => item.id === search.item) ??
    current ??
    items.find((item) => !item.outcome && !item.moved_on_at) ??
    items[0];
  const choose = (id?: string, replace = false) =>
    void navigate({ to: ".", search: (id ? { item: id } : {}) as never, resetScroll: false, replace });
  const turns = useTurns(found, stands, () => choose());
  const going = items.filter((item) => !item.moved_on_at);
  const next = going[current ? going.findIndex((item) => item.id === current.id) + 1 : 0];
  const open = (move: string) => stands.moves.some((each) => each.move === move && !each.refused);
  useKeys({ n: open("next") ? () => void turns.make("next") : undefined });
  return (
    <div className="session">
      <Bar found={found} stands={stands} items={items} turns={turns} next={next} />
      <Sending count={waitingCount(status)} sending={status.sending} waiting={status.waiting} sentAt={status.sentAt} />
      {turns.problem && <ProblemNote problem={turns.problem} />}
      <div className="agenda-split">
        <section className="stack" aria-label={t("session")}>
          <ItemList items={items} stands={stands} chosen={chosen} choose={choose} />
          {found.may.includes("propose") && (
            <div>
              <button type="button" className="btn small" onClick={() => setAdding(true)}>
                <Icon name="plus" size={16} /> {t("addItem")}
              </button>
            </div>
          )}
          <Speakers found={found} stands={stands} />
        </section>
        {chosen && (
          <SessionItem
            key={chosen.id}
            found={found}
            item={chosen}
            stands={stands}
            decisions={decisions}
            actions={actions.data?.items ?? []}
            note={noted.data?.items.find((each) => each.agenda_item_id === chosen.id)}
            noted={!writes || noted.isSuccess}
            box={box}
            status={status}
            pin={() => search.item !== chosen.id && choose(chosen.id, true)}
            toCurrent={current && current.id !== chosen.id ? () => choose() : undefined}
            giveFloor={
              open("turn") && current?.id !== chosen.id && !chosen.moved_on_at
                ? () => turns.make("turn", chosen.id)
                : undefined
            }
          />
        )}
      </div>
      <Presence found={found} />
      {adding && <ItemForm found={found} close={() => setAdding(false)} made={(id) => choose(id)} />}
    </div>
  );
}

interface Turns {
  make: (move: string, item?: string) => Promise<void>;
  problem: Problem | null;
  busy: boolean;
}

/** Turns are given at the server, by its clock; who was quicker is shown, and nothing is skipped. */
function useTurns(found: MeetingRead, stands: MeetingSessionRead, made: () => void): Turns {
  const c = useStrings(common);
  const net = useNet();
  const queries = useQueryClient();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const key = session(net, found.id).queryKey;
  const make = async (move: string, item?: string) => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      const answer = await body(
        api.POST(
          `/api/v1/networks/{network}/meetings/{meeting_id}/session/${move}` as "/api/v1/networks/{network}/meetings/{meeting_id}/session/turn",
          {
            params: {
              path: { network: net, meeting_id: found.id },
              header: { "If-Match": ifMatch(stands.version) },
            } as never,
            body: (item ? { item_id: item } : undefined) as never,
          },
        ),
      );
      queries.setQueryData(key, answer);
      if (move !== "pause" && move !== "resume") made();
    } catch (thrown) {
      setProblem(asProblem(thrown, { title: c("failed"), detail: c("failedDetail") }));
      queries.invalidateQueries({ queryKey: key });
    } finally {
      setBusy(false);
    }
  };
  return { make, problem, busy };
}

interface BarProps {
  found: MeetingRead;
  stands: MeetingSessionRead;
  items: AgendaItemRead[];
  turns: Turns;
  next?: AgendaItemRead;
}

/** The time of the whole meeting, and what moves it on. */
function Bar({ found, stands, items, turns, next }: BarProps) {
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

/** Whether what was typed has arrived. */
function Sending(status: { count: number; sending: boolean; waiting: boolean; sentAt: number }) {
  const t = useStrings(strings);
  const line = useLine();
  const down = !line || status.waiting;
  if (status.count === 0 && !status.sentAt && !down) return null;
  return (
    <p className="sending" data-waiting={status.count > 0 || down || undefined} role="status">
      {status.count > 0 ? t("notSent", { count: status.count }) : down ? null : t("allSent")}
      {down && ` ${t("lineDown")}`}
    </p>
  );
}

interface ListProps {
  items: AgendaItemRead[];
  stands: MeetingSessionRead;
  chosen?: AgendaItemRead;
  choose: (id: string) => void;
}

/** The agenda with the time that each item used. */
function ItemList({ items, stands, chosen, choose }: ListProps) {
  const t = useStrings(strings);
  const word = useWord();
  const now = useNow(stands.server_time);
  return (
    <ol className="agenda in-session">
      {items.map((item) => {
        const used = Math.floor(usedBy(stands, item.id, now) / 60);
        const on = stands.current_item_id === item.id;
        const done = stands.outcomes.some((each) => each.agenda_item_id === item.id) || Boolean(item.outcome);
        return (
          <li key={item.id} data-chosen={item.id === chosen?.id || undefined} data-on={on || undefined}>
            <button
              type="button"
              className="line"
              aria-current={item.id === chosen?.id ? "true" : undefined}
              onClick={() => choose(item.id)}
            >
              <span className="place" data-done={(done && !on) || undefined}>
                {done && !on ? <Icon name="tick" size={16} /> : item.place}
              </span>
              <span className="what">
                <Written text={item.title} />
                {done && <span className="sr">, {t("hasOutcome")}</span>}
                {on && <span className="sr">, {t("now")}</span>}
                <span className="under">
                  {word("agenda.kind", item.kind)}
                  {item.presenter && ` · ${t("presents", { organisation: item.presenter })}`}
                </span>
              </span>
              <span className={used > item.duration_minutes ? "much tone-ochre" : "much"}>
                {item.moved_on_at
                  ? t("movedOn")
                  : used > 0 || on
                    ? t("usedOf", { used, planned: item.duration_minutes })
                    : t("min", { count: item.duration_minutes })}
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
