import { type PointerEvent, useRef } from "react";
import { useLanguage, useStrings } from "../../i18n";
import { barOf, dayOf, daysOf, type Grip, labelAt, moved, type Scale, type Tick, xOf } from "./gantt";
import type { Activity, Span } from "./model";
import { shortMonth } from "./months";
import { strings } from "./strings";

const HIGH = 32;
const EDGE = 8;

interface Lines {
  scale: Scale;
  ticks: Tick[];
  today: string;
}

/** Quarters, years and today, behind every row: together they make the lines of the chart. */
function Grid({ scale, ticks, today, high }: Lines & { high: number }) {
  const now = xOf(scale, dayOf(today)) + scale.perDay / 2;
  return (
    <>
      {ticks
        .filter((tick) => tick.quarter)
        .map((tick) => (
          <line
            key={tick.day}
            className={tick.month === 0 ? "year" : "quarter"}
            x1={tick.x}
            x2={tick.x}
            y1="0"
            y2={high}
          />
        ))}
      {now >= 0 && now <= scale.width && <line className="today" x1={now} x2={now} y1="0" y2={high} />}
    </>
  );
}

export function Head({ scale, ticks, by, today }: Lines & { by: "month" | "quarter" }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const now = xOf(scale, dayOf(today)) + scale.perDay / 2;
  const wide = t("today").length * 7 + 14;
  const left = Math.min(Math.max(now - wide / 2, 0), scale.width - wide);
  return (
    <svg
      width={scale.width}
      height="44"
      viewBox={`0 0 ${scale.width} 44`}
      aria-hidden="true"
      className="wp-time wp-head"
    >
      {ticks.map((tick, at) => (
        <g key={tick.day}>
          {(at === 0 || tick.month === 0) && (
            <text className="yearname" x={tick.x + 2} y="14">
              {tick.year}
            </text>
          )}
          <text x={tick.x + 2} y="34">
            {by === "month" ? shortMonth(tick.month, spoken) : `Q${tick.month / 3 + 1}`}
          </text>
        </g>
      ))}
      {now >= 0 && now <= scale.width && (
        <>
          <rect className="todaybox" x={left} y="1" width={wide} height="18" rx="4" />
          <text className="todayname" x={left + wide / 2} y="14" textAnchor="middle">
            {t("today")}
          </text>
          <line className="today" x1={now} x2={now} y1="19" y2="44" />
        </>
      )}
    </svg>
  );
}

interface Props extends Lines {
  activity: Activity | undefined;
  span: Span | null;
  label: { text: string; waits: boolean } | null;
  moving: boolean;
  drag: (span: Span | null) => void;
  drop: (span: Span) => void;
}

export function Time({ activity, span, label, scale, ticks, today, moving, drag, drop }: Props) {
  const from = useRef<{ x: number; grip: Grip; span: Span; now: Span } | null>(null);
  if (!activity || !span)
    return (
      <svg
        width={scale.width}
        height={HIGH}
        viewBox={`0 0 ${scale.width} ${HIGH}`}
        aria-hidden="true"
        className="wp-time"
      >
        <Grid scale={scale} ticks={ticks} today={today} high={HIGH} />
      </svg>
    );
  const bar = barOf(scale, span, today);
  const thin = activity.forecast && barOf(scale, activity.forecast, today);
  const beside = label && labelAt(scale, thin ? widest(bar, thin) : bar, label.text.length);
  const start = (event: PointerEvent<SVGRectElement>) => {
    if (!activity.edits || event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    const inside = event.nativeEvent.offsetX - bar.x;
    const grip: Grip = inside < EDGE && bar.width > 3 * EDGE ? "start" : inside > bar.width - EDGE ? "end" : "whole";
    from.current = { x: event.clientX, grip, span, now: span };
  };
  const go = (event: PointerEvent) => {
    const held = from.current;
    if (!held) return;
    held.now = moved(held.span, held.grip, daysOf(scale, event.clientX - held.x));
    drag(held.now);
  };
  const let_go = () => {
    const held = from.current;
    from.current = null;
    if (held) drop(held.now);
  };
  const give_up = () => {
    from.current = null;
    drag(null);
  };
  return (
    <svg
      width={scale.width}
      height={HIGH}
      viewBox={`0 0 ${scale.width} ${HIGH}`}
      aria-hidden="true"
      className={moving ? "wp-time moving" : "wp-time"}
      data-status={activity.status}
    >
      <Grid scale={scale} ticks={ticks} today={today} high={HIGH} />
      <rect className="whole" x={bar.x + 0.75} y="8" width={Math.max(bar.width - 1.5, 2)} height="14" rx="3" />
      {activity.status === "ongoing" && bar.past > 0 && (
        <rect
          className="past"
          x={bar.x + 0.75}
          y="8"
          width={Math.max(Math.min(bar.past, bar.width - 1.5), 1)}
          height="14"
          rx="3"
        />
      )}
      {thin && <rect className="forecast" x={thin.x} y="24.5" width={thin.width} height="4" rx="1.5" />}
      {beside && label && (
        <text
          className={`beside${label.waits ? " waits" : ""}${beside === "inside" ? " inside" : ""}`}
          x={
            beside === "after"
              ? Math.max(bar.x + bar.width, thin ? thin.x + thin.width : 0) + 8
              : beside === "before"
                ? Math.min(bar.x, thin ? thin.x : bar.x) - 8
                : bar.x + 6
          }
          y="19.5"
          textAnchor={beside === "before" ? "end" : "start"}
        >
          {label.text}
        </text>
      )}
      {activity.edits && (
        <rect
          className="grip"
          x={bar.x}
          y="4"
          width={Math.max(bar.width, 12)}
          height="24"
          onPointerDown={start}
          onPointerMove={go}
          onPointerUp={let_go}
          onPointerCancel={give_up}
        />
      )}
    </svg>
  );
}

const widest = (one: { x: number; width: number; past: number }, other: { x: number; width: number }) => {
  const x = Math.min(one.x, other.x);
  return { x, width: Math.max(one.x + one.width, other.x + other.width) - x, past: 0 };
};
