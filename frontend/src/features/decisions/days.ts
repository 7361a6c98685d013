import type { Schemas } from "../../api/client";

type Calendar = Pick<Schemas["NetworkRead"], "working_days" | "holidays">;

export type DayOff = { kind: "weekend" } | { kind: "holiday"; name: Schemas["HolidayRead"]["name"]; checked: boolean };

/** Why the duty station does not work on a day of its own calendar (2026-12-12); null: it works. */
export function dayOff(day: string, { working_days, holidays }: Calendar): DayOff | null {
  const holiday = holidays.find(({ on }) => on === day);
  if (holiday) return { kind: "holiday", name: holiday.name, checked: holiday.confidence === "verified" };
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
  return working_days.includes(weekday) ? null : { kind: "weekend" };
}
