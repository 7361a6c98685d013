import type { Language } from "../../i18n";

export const RATINGS = ["not_assessed", "early", "some_progress", "good_progress"] as const;
export type Rating = (typeof RATINGS)[number];
export const PRIORITIES = ["high", "medium", "low", "not_prioritised"] as const;
export type Priority = (typeof PRIORITIES)[number];

export interface Rated {
  period: string;
  rating: Rating;
}

interface Tile {
  number: number;
  priority: Priority;
  rating: Rating;
  ratings: Rated[];
  lead: { acronym: string } | null;
}

export const level = (rating: Rating): number => RATINGS.indexOf(rating);
/** How many of the three bars of a priority rise. */
export const bars = (priority: Priority): number => 3 - PRIORITIES.indexOf(priority);

const index = (period: string): number => Number(period.slice(0, 4)) * 2 + Number(period.slice(-1)) - 1;
const period = (at: number): string => `${Math.floor(at / 2)}-H${(at % 2) + 1}`;

/** The half-years that every tile shows alike: from the first that was rated to the present one, six at most. */
export function halfYears(items: Pick<Tile, "ratings">[], now: string, most = 6): string[] {
  const last = index(now);
  const first = Math.min(last, ...items.flatMap((item) => item.ratings.map((each) => index(each.period))));
  const from = Math.max(first, last - most + 1);
  return Array.from({ length: last - from + 1 }, (_, at) => period(from + at));
}

/** The half-years that can still be reported: the present one and those before it. */
export const reportable = (now: string, count = 4): string[] =>
  Array.from({ length: count }, (_, at) => period(index(now) - at));

/** What was approved for one half-year; null is a gap. */
export const ratedIn = (ratings: Rated[], wanted: string): Rating | null =>
  ratings.find((each) => each.period === wanted)?.rating ?? null;

/** One number for each rating, and which objectives nobody has assessed. */
export function tally(items: Pick<Tile, "number" | "rating">[]) {
  const count = (rating: Rating) => items.filter((item) => item.rating === rating).length;
  const none = items.filter((item) => item.rating === "not_assessed").map((item) => item.number);
  return {
    good: count("good_progress"),
    some: count("some_progress"),
    early: count("early"),
    none,
  };
}

export interface Wanted {
  lens?: string;
  lead?: string;
  priority?: string;
}

/** What is asked for, in its order; on a phone those that my organisation leads come first. */
export function chosen<T extends Tile>(items: T[], wanted: Wanted, mine: string[] = []): T[] {
  const kept = items.filter(
    (item) =>
      (!wanted.lead || item.lead?.acronym === wanted.lead) && (!wanted.priority || item.priority === wanted.priority),
  );
  const rank = (item: T) => PRIORITIES.indexOf(item.priority);
  const own = (item: T) => (item.lead && mine.includes(item.lead.acronym) ? 0 : 1);
  return [...kept].sort(
    (a, b) => own(a) - own(b) || (wanted.lens === "priority" ? rank(a) - rank(b) : 0) || a.number - b.number,
  );
}

export interface Point {
  x: number;
  y: number;
  period: string;
  rating: Rating;
}

/** A step line over half-years: one run of points for each stretch without a gap. Blank breaks the line. */
export function runs(ratings: Rated[], periods: string[], width: number, top: number, step: number): Point[][] {
  const each = width / Math.max(periods.length, 1);
  const found: Point[][] = [];
  let open = false;
  periods.forEach((wanted, at) => {
    const rating = ratedIn(ratings, wanted);
    if (!rating || rating === "not_assessed") {
      open = false;
      return;
    }
    const point = { x: each * (at + 0.5), y: top + step * (3 - level(rating)), period: wanted, rating };
    if (open) found[found.length - 1]?.push(point);
    else found.push([point]);
    open = true;
  });
  return found;
}

/** The path of one run: level until the next half-year begins, then up or down. */
export function path(run: Point[], each: number): string {
  return run
    .map((point, at) => {
      const from = point.x - each / 2;
      const to = point.x + each / 2;
      return `${at === 0 ? `M${from} ${point.y}` : `V${point.y}`}H${to}`;
    })
    .join("");
}

/** From how many half-years on an assessment is told to be old: the present one and the last are fresh. */
export const OLD = 2;

/** The period before or after in a row, by an arrow; at the ends it stays. */
export function beside(shown: string[], chosen: string, key: string): string | null {
  const by = { ArrowRight: 1, ArrowLeft: -1, Home: -shown.length, End: shown.length }[key];
  if (by === undefined) return null;
  return shown[Math.min(shown.length - 1, Math.max(0, shown.indexOf(chosen) + by))] ?? null;
}

/** The years that can be asked for, newest first; the Compact is of December 2018. */
export const years = (now: string): string[] =>
  Array.from({ length: Number(now.slice(0, 4)) - 2018 }, (_, at) => String(Number(now.slice(0, 4)) - at));

/** The name of a half-year: 1st half 2026. */
export function halfYear(value: string, spoken: Language): string {
  const [year = "", half = ""] = value.split("-H");
  if (spoken === "ru") return `${half}-е полугодие ${year}`;
  if (spoken === "tk") return `${year}-njy ýylyň ${half === "1" ? "birinji" : "ikinji"} ýarymy`;
  return `${half === "1" ? "1st" : "2nd"} half ${year}`;
}

/** 2.4 MB, as people read sizes before they download. */
export function size(bytes: number, spoken: Language): string {
  const [value, unit] =
    bytes < 1_000_000 ? [Math.max(1, Math.round(bytes / 1_000)), 0] : [Math.round(bytes / 100_000) / 10, 1];
  const units = { en: ["kB", "MB"], ru: ["кБ", "МБ"], tk: ["kB", "MB"] }[spoken];
  return `${spoken === "en" ? value : String(value).replace(".", ",")}\u00a0${units[unit]}`;
}

/** Whether a half-year lies in one that is locked: itself, or its year. */
export const locked = (periods: string[], halfYear: string): boolean =>
  periods.some((each) => each === halfYear || each === halfYear.slice(0, 4));

/** The cell to go to in a map of rows and columns, by a key; at its edges it stays. */
export function over(
  [row, column]: [number, number],
  key: string,
  rows: number,
  columns: number,
): [number, number] | null {
  const fits = (at: number, count: number) => Math.min(count - 1, Math.max(0, at));
  const to: Record<string, [number, number]> = {
    ArrowUp: [row - 1, column],
    ArrowDown: [row + 1, column],
    ArrowLeft: [row, column - 1],
    ArrowRight: [row, column + 1],
    Home: [row, 0],
    End: [row, columns - 1],
  };
  const wanted = to[key];
  return wanted ? [fits(wanted[0], rows), fits(wanted[1], columns)] : null;
}
