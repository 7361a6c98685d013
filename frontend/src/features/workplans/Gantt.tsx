// biome-ignore-all lint/a11y/noNoninteractiveElementToInteractiveRole: rows that fold and cells that are walked are a treegrid
import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { day } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { useCells } from "./cells";
import { GanttRow } from "./GanttRow";
import { Head } from "./GanttTime";
import { keyMove, moved, scaleOf, ticksOf } from "./gantt";
import { type Activity, type Result, type Row, type Span, STATUSES, spanOf } from "./model";
import { ganttRows } from "./rows";
import { strings } from "./strings";
import { fold, shown } from "./tree";

interface Props {
  results: Result[];
  activities: Activity[];
  today: string;
  folded: ReadonlySet<string>;
  toggle: (id: string) => void;
  save: (activity: Activity, span: Span) => Promise<boolean>;
  tell: (sentence: string) => void;
}

/** What the columns before the time take; on a wide sheet titles have more of it. */
const LEFT = 536;
const WIDER = 130;
const TAIL = 190;
const COLUMNS = 5;

/** Who does what, until when: the same rows as the table, each with its bar. Moved by pointer or by keys, in draft. */
export function Gantt({ results, activities, today, folded, toggle, save, tell }: Props) {
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const net = useNet();
  const navigate = useNavigate();
  const [box, room] = useRoom();
  const [zoom, setZoom] = useState(0);
  const [moving, setMoving] = useState<{ id: string; span: Span } | null>(null);
  const roomy = room >= 1300;
  const left = roomy ? LEFT + WIDER : LEFT;
  const rows = shown(ganttRows(results, activities), folded);
  const scale = useMemo(
    () =>
      scaleOf([...activities.map(spanOf), ...activities.map((each) => each.forecast)], today, room - left, zoom, TAIL),
    [activities, today, room, left, zoom],
  );
  const ticks = ticksOf(scale);
  const cells = useCells(rows.length, COLUMNS);
  const said = (activity: Activity, span: Span) => ({
    title: activity.title,
    from: day(span.starts_on, spoken),
    until: day(span.ends_on, spoken),
  });
  const keep = async (activity: Activity, span: Span) => {
    setMoving(null);
    if (span.starts_on === activity.starts_on && span.ends_on === activity.ends_on) return;
    if (await save(activity, span)) tell(t("movedTo", said(activity, span)));
  };
  /** While a bar is being moved the arrows mean days. */
  const shift = (event: KeyboardEvent, activity: Activity, span: Span): void => {
    const by = keyMove(event.key, event.shiftKey, event.ctrlKey);
    if (by) {
      const next = moved(span, by.grip, by.days);
      setMoving({ id: activity.id, span: next });
      tell(t("movingNow", said(activity, next)));
    } else if (event.key === "Enter") keep(activity, span);
    else if (event.key === "Escape") {
      setMoving(null);
      tell(t("givenUp"));
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const press = (event: KeyboardEvent) => {
    const row = rows[cells.here.row];
    if (!row || (event.target as HTMLElement).closest("button, a")) return;
    if (moving && row.activity?.id === moving.id) return shift(event, row.activity, moving.span);
    const does = cells.here.column <= 1 && !event.ctrlKey ? fold(event.key, row, folded.has(row.id)) : null;
    if (does) {
      event.preventDefault();
      if (does === "parent") cells.focus({ row: rows.findIndex((each) => each.id === row.parent), column: 1 });
      else toggle(row.id);
    } else if (event.key === "+" || event.key === "-") {
      event.preventDefault();
      setZoom((level) => Math.min(Math.max(level + (event.key === "+" ? 1 : -1), -2), 6));
    } else if (event.key === "Enter") {
      event.preventDefault();
      enter(row);
    } else cells.arrows(event);
  };
  const enter = (row: Row) => {
    if (!row.activity) return toggle(row.id);
    const span = spanOf(row.activity);
    if (cells.here.column === COLUMNS - 1 && row.activity.edits && span) {
      setMoving({ id: row.id, span });
      tell(t("movingNow", said(row.activity, span)));
    } else navigate({ to: links.activity(net, row.activity.plan, row.id) });
  };
  const may = activities.some((each) => each.edits);
  return (
    <>
      <div className="row wp-zoom">
        {(["zoomOut", "zoomFit", "zoomIn"] as const).map((each, at) => (
          <button
            key={each}
            type="button"
            className="btn small"
            aria-label={each === "zoomFit" ? undefined : t(each)}
            disabled={(at === 0 && zoom <= -2) || (at === 2 && zoom >= 6)}
            onClick={() => setZoom(at === 1 ? 0 : zoom + at - 1)}
          >
            {each === "zoomFit" ? t(each) : each === "zoomIn" ? "+" : "−"}
          </button>
        ))}
        {may && <span className="small wp-keys">{t("moveHelp")}</span>}
      </div>
      <svg width="0" height="0" aria-hidden="true" className="wp-defs">
        <defs>
          <pattern id="wp-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="6" height="6" className="ground" />
            <line x1="0" y1="0" x2="0" y2="6" />
          </pattern>
        </defs>
      </svg>
      <div ref={box} className={roomy ? "wp-gantt roomy" : "wp-gantt"}>
        <table
          ref={cells.grid}
          role="treegrid"
          aria-label={t("ganttLabel")}
          aria-rowcount={rows.length + 1}
          onKeyDown={press}
        >
          <thead>
            <tr>
              <th scope="col">{t("number")}</th>
              <th scope="col">{t("activity")}</th>
              <th scope="col">{t("lead")}</th>
              <th scope="col" className="num">
                {t("mobilise")} <span className="small">{t("thousand")}</span>
              </th>
              <th scope="col" className="time">
                <span className="sr">{t("timeline")}</span>
                <Head scale={scale} ticks={ticks.ticks} by={ticks.by} today={today} />
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <GanttRow
                key={row.id}
                row={row}
                at={at}
                cell={cells.cell}
                scale={scale}
                ticks={ticks.ticks}
                today={today}
                folded={folded.has(row.id)}
                toggle={() => toggle(row.id)}
                moving={moving?.id === row.id ? moving.span : null}
                drag={(span) => setMoving(span && { id: row.id, span })}
                drop={(span) => row.activity && keep(row.activity, span)}
              />
            ))}
          </tbody>
        </table>
      </div>
      <ul className="wp-legend">
        {STATUSES.map((status) => (
          <li key={status}>
            <svg width="34" height="14" aria-hidden="true" className="wp-swatch" data-status={status}>
              <rect className="whole" x="1" y="1" width="32" height="12" rx="3" />
              {status === "ongoing" && <rect className="past" x="1" y="1" width="18" height="12" rx="3" />}
            </svg>
            {word("activity.status", status)}
            <strong>{activities.filter((each) => each.status === status).length}</strong>
          </li>
        ))}
        <li className="small">{t("darkPart")}</li>
        {activities.some((each) => each.forecast) && <li className="small">{t("forecastBar")}</li>}
      </ul>
    </>
  );
}

/** How wide the page leaves the chart. */
function useRoom(): [React.RefObject<HTMLDivElement | null>, number] {
  const box = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(1100);
  useEffect(() => {
    if (!box.current) return;
    const watch = new ResizeObserver(([entry]) => entry && setRoom(Math.max(Math.floor(entry.contentRect.width), 960)));
    watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  return [box, room];
}
