const HOUR = 3_600_000;

/** What screen readers are told of the time: at 24 hours, at one hour and at the end, and never in between. */
export function announced(rest: number, open: boolean): "closed" | "hour" | "day" | null {
  if (!open) return "closed";
  if (rest < HOUR) return "hour";
  return rest < 24 * HOUR ? "day" : null;
}
