import type { Schemas } from "../../api/client";

export type NetworkRead = Schemas["NetworkRead"];
export const UNITS = { hours: 3600, minutes: 60, seconds: 1 } as const;
export type Unit = keyof typeof UNITS;

/** Seconds in the largest unit that holds them whole; the field counts silence in hours, not in days. */
export function inUnits(seconds: number): { count: number; unit: Unit } {
  const unit = (Object.keys(UNITS) as Unit[]).find((each) => seconds % UNITS[each] === 0) ?? "seconds";
  return { count: seconds / UNITS[unit], unit };
}

export const inSeconds = (count: string, unit: string): number => Math.round(Number(count) * UNITS[unit as Unit]);

export const SETTINGS = [
  "name",
  "country",
  "time_zone",
  "languages",
  "established_on",
  "silence_minimum_seconds",
  "silence_default_seconds",
  "urgent_period_seconds",
  "adopted_by",
  "working_days",
  "holidays",
  "meetings_per_year",
  "small_cell_threshold",
] as const;
export type Setting = (typeof SETTINGS)[number];

export interface Change {
  seq: number;
  at: string;
  organisation: string | null;
  settings: Setting[];
}

type Entry = Pick<Schemas["JournalEntryRead"], "seq" | "at" | "organisation" | "payload">;

/** Which settings each entry changed: the record after it against the record after the one before (newest first). */
export function changesOf(entries: Entry[]): Change[] {
  const rows = entries.map((entry) => (entry.payload?.row ?? {}) as Record<string, unknown>);
  return entries.slice(0, -1).flatMap(({ seq, at, organisation }, index) => {
    const [after, before] = [rows[index] ?? {}, rows[index + 1] ?? {}];
    const settings = SETTINGS.filter(
      (name) => name in after && name in before && JSON.stringify(after[name]) !== JSON.stringify(before[name]),
    );
    return settings.length > 0 ? [{ seq, at, organisation, settings }] : [];
  });
}
