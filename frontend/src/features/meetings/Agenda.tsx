import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { type DragEvent, type KeyboardEvent, useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { asProblem, type Problem } from "../../api/problems";
import { links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { moment } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Icon } from "../../ui/Icon";
import { ProblemNote, Written } from "../../ui/parts";
import { beginnings, minutesOf, moved, slotOf, sumOf } from "./agenda";
import { strings as ways } from "./agenda.strings";
import { agendaOf } from "./agendaQueries";
import { Backlog } from "./Backlog";
import { Begin, Standing } from "./Begin";
import type { DecisionItem } from "./DecisionList";
import { Item } from "./Item";
import { ItemForm } from "./ItemForm";
import { type AgendaItemRead, type MeetingRead, meeting } from "./queries";
import { strings } from "./strings";

/** Left what is on the agenda, right the chosen item. */
export function Agenda({ found, decisions }: { found: MeetingRead; decisions: DecisionItem[] }) {
  const t = useStrings(strings);
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as { item?: string };
  const a = useStrings(ways);
  const [adding, setAdding] = useState(false);
  const [standing, setStanding] = useState(false);
  const items = found.agenda_items.filter((item) => item.place > 0);
  const waiting = found.agenda_items.filter((item) => item.place === 0);
  const chosen = found.agenda_items.find((item) => item.id === search.item) ?? items[0] ?? waiting[0];
  const choose = (id: string) => navigate({ to: ".", search: { item: id } as never, resetScroll: false });
  const order = useOrder(found, items);
  return (
    <div className="agenda-split">
      <section className="stack" aria-label={t("tabAgenda")}>
        <div className="row">
          <Sums found={found} items={items} />
          {found.may.includes("propose") && (
            <button type="button" className="btn" onClick={() => setAdding(true)}>
              <Icon name="plus" size={16} /> {found.may.includes("arrange") ? t("addItem") : t("proposeItem")}
            </button>
          )}
          {found.may.includes("arrange") && (
            <button type="button" className="btn" onClick={() => setStanding(true)}>
              {a("standing")}
            </button>
          )}
        </div>
        <Bar found={found} items={items} />
        {items.length === 0 && <p className="empty">{t("emptyAgenda")}</p>}
        {items.length === 0 && found.may.includes("arrange") && <Begin found={found} />}
        <Order found={found} order={order} chosen={chosen} choose={choose} />
        {waiting.length > 0 && (
          <Waiting found={found} waiting={waiting} chosen={chosen} choose={choose} order={order} />
        )}
        <Undo order={order} />
        {order.problem && <ProblemNote problem={order.problem} />}
      </section>
      {chosen && (
        <Item
          key={chosen.id}
          found={found}
          item={chosen}
          decisions={decisions.filter((each) => each.agenda_item_id === chosen.id)}
        />
      )}
      <div className="stack behind">
        <Moved found={found} />
        <Backlog found={found} />
      </div>
      {adding && <ItemForm found={found} close={() => setAdding(false)} made={choose} />}
      {standing && <Standing found={found} close={() => setStanding(false)} />}
    </div>
  );
}

interface SumsProps {
  found: MeetingRead;
  items: AgendaItemRead[];
}

/** Minutes against the slot; over it in ochre. */
function Sums({ found, items }: SumsProps) {
  const t = useStrings(strings);
  const sum = sumOf(items, slotOf(found.starts_at, found.ends_at));
  return (
    <p className="minutes-sum">
      {sum.slot === null ? t("sumAlone", { planned: sum.planned }) : t("sum", { planned: sum.planned, slot: sum.slot })}
      {sum.over > 0 && (
        <strong className="tone-ochre">
          {" "}
          <Icon name="warning" size={16} /> {t("over", { count: sum.over })}
        </strong>
      )}
    </p>
  );
}

/** The same as a picture: one piece per item, what does not fit in ochre. */
function Bar({ found, items }: SumsProps) {
  const slot = slotOf(found.starts_at, found.ends_at) ?? 0;
  const whole = Math.max(minutesOf(items), slot);
  if (items.length === 0 || whole === 0) return null;
  let from = 0;
  return (
    <svg className="minutes-bar" viewBox={`0 0 ${whole} 8`} preserveAspectRatio="none" aria-hidden="true">
      <rect x="0" y="2" width={slot} height="4" fill="var(--line)" />
      {items.map((item) => {
        const x = from;
        from += item.duration_minutes;
        const width = item.duration_minutes - whole / 200;
        const over = slot > 0 ? Math.max(0, Math.min(item.duration_minutes, from - slot)) : 0;
        return (
          <g key={item.id}>
            <rect x={x} y="1" width={width} height="6" fill="var(--p3)" />
            {over > 0 && (
              <rect x={x + item.duration_minutes - over} y="0" width={over} height="8" fill="var(--ochre)" />
            )}
          </g>
        );
      })}
    </svg>
  );
}

/** Puts the agenda in an order, at once on the screen, and says so; taken back with the reason when it is refused. */
function useOrder(found: MeetingRead, items: AgendaItemRead[]) {
  const c = useStrings(common);
  const a = useStrings(ways);
  const t = useStrings(strings);
  const spoken = useLanguage();
  const net = useNet();
  const queries = useQueryClient();
  const [wanted, setWanted] = useState<string[] | null>(null);
  const [said, setSaid] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const known = new Map(found.agenda_items.map((item) => [item.id, item]));
  const shown = wanted ? wanted.flatMap((id) => known.get(id) ?? []) : items;
  const [before, setBefore] = useState<string[] | null>(null);
  const put = async (ids: string[], about: AgendaItemRead | null) => {
    setWanted(ids);
    setProblem(null);
    try {
      const answer = await body(
        api.PUT("/api/v1/networks/{network}/meetings/{meeting_id}/agenda-items/order", {
          params: { path: { network: net, meeting_id: found.id }, header: { "If-Match": ifMatch(found.version) } },
          body: { items: ids },
        }),
      );
      queries.setQueryData(meeting(net, found.id).queryKey, answer);
      const title = written(about?.title, spoken).text;
      setSaid(about ? t("movedTo", { title, place: ids.indexOf(about.id) + 1, all: ids.length }) : a("undone"));
      setBefore(about && ids.length === items.length ? items.map((item) => item.id) : null);
    } catch (thrown) {
      setProblem(asProblem(thrown, { title: c("failed"), detail: c("failedDetail") }));
    } finally {
      setWanted(null);
    }
  };
  const shift = (from: number, to: number) => {
    const about = shown[from];
    if (!about || wanted || to < 0 || to >= shown.length || from === to) return;
    void put(
      moved(shown, from, to).map((item) => item.id),
      about,
    );
  };
  const take = (about: AgendaItemRead) => void put([...shown.map((item) => item.id), about.id], about);
  // one step back, as long as the same items stand there
  const same = before?.length === items.length && before.every((id) => known.get(id)?.place);
  const undo = before && same ? () => void put(before, null) : null;
  return { shown, shift, take, said, problem, undo };
}

type Ordering = ReturnType<typeof useOrder>;

/** What the last change of the order did, said aloud and shown, with the way back. */
function Undo({ order }: { order: Ordering }) {
  const a = useStrings(ways);
  return (
    <div className="row">
      <p className={order.said ? "small grow" : "sr"} role="status">
        {order.said}
      </p>
      {order.undo && (
        <button type="button" className="btn small" onClick={order.undo}>
          {a("undo")}
        </button>
      )}
    </div>
  );
}

/** What left this agenda before the meeting, and where it is now. */
function Moved({ found }: { found: MeetingRead }) {
  const a = useStrings(ways);
  const net = useNet();
  const moved = useQuery(agendaOf(net, found.id)).data?.moved ?? [];
  if (moved.length === 0) return null;
  return (
    <section className="tray stack" aria-label={a("movedOn")}>
      <h2>{a("movedOn")}</h2>
      <ul className="ways">
        {moved.map((each) => (
          <li key={each.id}>
            <Written text={each.title} />
            {each.carried_to && (
              <Link to={links.meeting(net, each.carried_to.meeting_id)}>
                {a("carriedTo", { number: each.carried_to.number })}
              </Link>
            )}
            {each.waits && <span className="quiet">{a("waitsNow")}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface OrderProps {
  found: MeetingRead;
  order: Ordering;
  chosen?: AgendaItemRead;
  choose: (id: string) => void;
}

function Order({ found, order, chosen, choose }: OrderProps) {
  const t = useStrings(strings);
  const { shown, shift } = order;
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const arranges = found.may.includes("arrange");
  const begins = found.starts_at ? beginnings(shown, found.starts_at) : [];
  const drag = (at: number) =>
    arranges
      ? {
          draggable: true,
          "data-over": over === at && dragged !== at ? ((dragged ?? 0) < at ? "below" : "above") : undefined,
          onDragStart: (event: DragEvent) => {
            event.dataTransfer.effectAllowed = "move";
            setDragged(at);
          },
          onDragOver: (event: DragEvent) => {
            if (dragged === null) return;
            event.preventDefault();
            setOver(at);
          },
          onDrop: (event: DragEvent) => {
            event.preventDefault();
            if (dragged !== null) shift(dragged, at);
          },
          onDragEnd: () => {
            setDragged(null);
            setOver(null);
          },
        }
      : {};
  return (
    <>
      <ol className="agenda" data-testid="agenda">
        {shown.map((item, at) => (
          <li key={item.id} data-chosen={item.id === chosen?.id || undefined} {...drag(at)}>
            <Line
              item={item}
              place={at + 1}
              chosen={item.id === chosen?.id}
              begins={begins[at]}
              choose={() => choose(item.id)}
              shift={arranges ? (by) => shift(at, at + by) : undefined}
            />
            {arranges && (
              <span className="order">
                <Shift label={t("up")} of={item} by={-1} refused={at === 0} shift={() => shift(at, at - 1)} />
                <Shift
                  label={t("down")}
                  of={item}
                  by={1}
                  refused={at === shown.length - 1}
                  shift={() => shift(at, at + 1)}
                />
              </span>
            )}
          </li>
        ))}
      </ol>
      {arranges && shown.length > 1 && <p className="small">{t("orderHelp")}</p>}
    </>
  );
}

interface ShiftProps {
  label: string;
  of: AgendaItemRead;
  by: 1 | -1;
  refused: boolean;
  shift: () => void;
}

function Shift({ label, of, by, refused, shift }: ShiftProps) {
  const spoken = useLanguage();
  return (
    <button
      type="button"
      className="btn plain icon"
      aria-label={`${label}: ${written(of.title, spoken).text}`}
      aria-disabled={refused || undefined}
      onClick={() => !refused && shift()}
    >
      <svg
        width="16"
        height="16"
        viewBox="0 0 20 20"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        aria-hidden="true"
      >
        <path d={by < 0 ? "M5 12l5-5 5 5" : "M5 8l5 5 5-5"} strokeLinecap="round" strokeLinejoin="round" />
      </svg>
    </button>
  );
}

interface LineProps {
  item: AgendaItemRead;
  place: number;
  chosen: boolean;
  begins?: string;
  choose: () => void;
  shift?: (by: 1 | -1) => void;
}

/** One item and its place; Alt and an arrow move it. */
function Line({ item, place, chosen, begins, choose, shift }: LineProps) {
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const press = (event: KeyboardEvent) => {
    if (!event.altKey || !shift || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    shift(event.key === "ArrowUp" ? -1 : 1);
  };
  return (
    <button
      type="button"
      className="line"
      aria-current={chosen ? "true" : undefined}
      onClick={choose}
      onKeyDown={press}
    >
      <span className="place">{place}</span>
      <span className="what">
        <Written text={item.title} />
        <span className="under">
          {word("agenda.kind", item.kind)}
          {item.presenter && ` · ${t("presents", { organisation: item.presenter })}`}
        </span>
      </span>
      <span className="much">
        {t("min", { count: item.duration_minutes })}
        {begins && <span className="under">{moment(begins, spoken).slice(-5)}</span>}
      </span>
    </button>
  );
}

interface WaitingProps {
  found: MeetingRead;
  order: Ordering;
  waiting: AgendaItemRead[];
  chosen?: AgendaItemRead;
  choose: (id: string) => void;
}

/** What members proposed waits here until the secretariat gives it a place. */
function Waiting({ found, order, waiting, chosen, choose }: WaitingProps) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  return (
    <section className="tray stack" aria-label={t("proposed")}>
      <h2>{t("proposed")}</h2>
      <ul className="agenda">
        {waiting.map((item) => (
          <li key={item.id} data-chosen={item.id === chosen?.id || undefined}>
            <button
              type="button"
              className="line"
              aria-current={item.id === chosen?.id ? "true" : undefined}
              onClick={() => choose(item.id)}
            >
              <span className="place" aria-hidden="true">
                +
              </span>
              <span className="what">
                <Written text={item.title} />
                <span className="under">{t("proposedBy", { organisation: item.proposed_by ?? "–" })}</span>
              </span>
              <span className="much">{t("min", { count: item.duration_minutes })}</span>
            </button>
            {found.may.includes("arrange") && (
              <button type="button" className="btn small take" onClick={() => order.take(item)}>
                {t("take")}
                <span className="sr">: {written(item.title, spoken).text}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
