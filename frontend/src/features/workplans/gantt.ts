/** Geometry of the Gantt, in whole days: no time zone, no float of a day. */
const DAY = 86_400_000;

/** Days since 1970 of a date; the same day everywhere. */
export const dayOf = (iso: string): number => Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY);
export const isoOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

export interface Span {
  starts_on: string;
  ends_on: string;
}

export interface Scale {
  from: number;
  /** The first day that is no longer shown. */
  until: number;
  perDay: number;
  width: number;
}

const monthOf = (day: number) => {
  const at = new Date(day * DAY);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() };
};
const firstOf = (year: number, month: number) => Math.round(Date.UTC(year, month, 1) / DAY);

/**
 * From the first month that anything touches to the end of the last, and as many months more as words beside the last
 * bars need (`tail`, in pixels); fitted into `room`, zoom steps by a half.
 */
export function scaleOf(spans: (Span | null)[], today: string, room: number, zoom = 0, tail = 0): Scale {
  const days = spans.flatMap((span) => (span ? [dayOf(span.starts_on), dayOf(span.ends_on)] : []));
  const [first, last] = days.length ? [Math.min(...days), Math.max(...days)] : [dayOf(today), dayOf(today) + 364];
  const start = monthOf(first);
  const end = monthOf(last);
  const from = firstOf(start.year, start.month);
  const over = firstOf(end.year, end.month + 1);
  const more = Math.ceil(((over - from) * tail) / Math.max(room - tail, 1) / 30.5);
  const until = firstOf(end.year, end.month + 1 + more);
  const perDay = Math.max(room / (until - from), 0.2) * 1.5 ** zoom;
  return { from, until, perDay, width: Math.round((until - from) * perDay) };
}

export const xOf = (scale: Scale, day: number): number => Math.round((day - scale.from) * scale.perDay * 10) / 10;

export interface Tick {
  day: number;
  x: number;
  year: number;
  /** 0 to 11. */
  month: number;
  /** A month that begins a quarter has a line; one that begins a year a strong one. */
  quarter: boolean;
}

/** The months, or the quarters where months have no room for their names. */
export function ticksOf(scale: Scale, least = 32): { by: "month" | "quarter"; ticks: Tick[] } {
  const by = scale.perDay * 30 >= least ? "month" : "quarter";
  const ticks: Tick[] = [];
  let { year, month } = monthOf(scale.from);
  for (let day = scale.from; day < scale.until; day = firstOf(year, month)) {
    const at = monthOf(day);
    const quarter = at.month % 3 === 0;
    if (by === "month" || quarter) ticks.push({ day, x: xOf(scale, day), ...at, quarter });
    year = at.year;
    month = at.month + 1;
  }
  return { by, ticks };
}

export interface Bar {
  x: number;
  width: number;
  /** How much of it has passed. */
  past: number;
}

/** The last day belongs to it: a bar of one day is one day wide. */
export function barOf(scale: Scale, { starts_on, ends_on }: Span, today: string): Bar {
  const x = xOf(scale, dayOf(starts_on));
  const end = xOf(scale, dayOf(ends_on) + 1);
  const passed = xOf(scale, dayOf(today) + 1);
  const width = Math.max(end - x, 3);
  return { x, width, past: Math.min(Math.max(passed - x, 0), width) };
}

/** Where a label of this length stands: after the bar, before it, or nowhere without covering something. */
export function labelAt(scale: Scale, bar: Bar, letters: number): "after" | "before" | "inside" {
  const wide = letters * 6.6 + 10;
  if (bar.x + bar.width + wide <= scale.width) return "after";
  return bar.x >= wide ? "before" : "inside";
}

export type Grip = "whole" | "start" | "end";

/** Dates moved by days: a bar keeps its length, an edge stops at the other one. */
export function moved({ starts_on, ends_on }: Span, grip: Grip, days: number): Span {
  const start = dayOf(starts_on);
  const end = dayOf(ends_on);
  if (grip === "start") return { starts_on: isoOf(Math.min(start + days, end)), ends_on };
  if (grip === "end") return { starts_on, ends_on: isoOf(Math.max(end + days, start)) };
  return { starts_on: isoOf(start + days), ends_on: isoOf(end + days) };
}

/** Days that a key moves by while a bar is being moved; null: the key means something else. */
export function keyMove(key: string, shift: boolean, ctrl: boolean): { grip: Grip; days: number } | null {
  const days = { ArrowLeft: -1, ArrowRight: 1, PageUp: -30, PageDown: 30 }[key];
  if (days === undefined) return null;
  return { grip: shift ? "end" : ctrl ? "start" : "whole", days };
}

/** How far a pointer has gone, in days. */
export const daysOf = (scale: Scale, pixels: number): number => Math.round(pixels / scale.perDay);
