import { PLACE } from "../../i18n/format";

export type QuarterState = "held" | "convened" | "open" | "missed" | "before";

export interface Dated {
  id: string;
  number: string;
  kind: string;
  state: string;
  starts_at: string | null;
}

export interface Quarter {
  year: number;
  quarter: number;
  state: QuarterState;
  meeting: Dated | null;
}

const LOCAL = new Intl.DateTimeFormat("en-CA", { timeZone: PLACE, year: "numeric", month: "2-digit", day: "2-digit" });

/** The local day of an instant as 2026-12-10: years and quarters are those of the duty station. */
export const localDay = (at: string | number | Date): string => LOCAL.format(new Date(at));
export const yearOf = (at: string | number | Date): number => Number(localDay(at).slice(0, 4));
export const quarterOf = (at: string | number | Date): number => Math.ceil(Number(localDay(at).slice(5, 7)) / 3);

/** Whether each quarter of a year has its regular meeting. `since`: the day the network was established. */
export function rhythm(meetings: Dated[], year: number, now: number, since: string | null): Quarter[] {
  return [1, 2, 3, 4].map((quarter) => {
    const here = meetings.filter(
      (each) =>
        each.kind === "regular" &&
        each.starts_at !== null &&
        yearOf(each.starts_at) === year &&
        quarterOf(each.starts_at) === quarter,
    );
    const held = here.find((each) => each.state === "held");
    const convened = here.find((each) => each.state === "convened" || each.state === "in_session");
    const meeting = held ?? convened ?? null;
    const state = held ? "held" : convened ? "convened" : without(year, quarter, localDay(now), since);
    return { year, quarter, state, meeting };
  });
}

/** A quarter without a meeting: still open, over before there was a network, or missed. */
function without(year: number, quarter: number, today: string, since: string | null): QuarterState {
  const over = quarter === 4 ? `${year + 1}-01-01` : `${year}-${String(quarter * 3 + 1).padStart(2, "0")}-01`;
  if (today < over) return "open";
  return since !== null && since >= over ? "before" : "missed";
}

/** The years worth showing: those with a regular meeting, and this one; the latest first. */
export function yearsOf(meetings: Dated[], now: number): number[] {
  const kept = meetings.filter(
    (each) => each.kind === "regular" && ["held", "convened", "in_session"].includes(each.state),
  );
  const years = kept.flatMap((each) => (each.starts_at ? [yearOf(each.starts_at)] : []));
  return [...new Set([yearOf(now), ...years])].sort((a, b) => b - a);
}
