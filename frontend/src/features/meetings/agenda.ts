/** What the agenda adds up to, and where things stand in it. Pure, so that it can be trusted. */

export interface Timed {
  duration_minutes: number;
}

export const minutesOf = (items: Timed[]): number => items.reduce((sum, item) => sum + item.duration_minutes, 0);

/** Minutes between two instants; null where one is not set. */
export function slotOf(from: string | null, until: string | null): number | null {
  if (!from || !until) return null;
  return Math.round((new Date(until).getTime() - new Date(from).getTime()) / 60_000);
}

export interface Sum {
  planned: number;
  slot: number | null;
  /** Minutes that do not fit; 0 when all do. */
  over: number;
  left: number;
}

export function sumOf(items: Timed[], slot: number | null): Sum {
  const planned = minutesOf(items);
  const rest = slot === null ? 0 : slot - planned;
  return { planned, slot, over: Math.max(0, -rest), left: Math.max(0, rest) };
}

/** When each item begins, if every one before it keeps its time. */
export function beginnings(items: Timed[], from: string): string[] {
  let at = new Date(from).getTime();
  return items.map((item) => {
    const begins = new Date(at).toISOString();
    at += item.duration_minutes * 60_000;
    return begins;
  });
}

/** The list with one entry at another place; out of range changes nothing. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list];
  if (from === to || from < 0 || to < 0 || from >= list.length || to >= list.length) return next;
  const [taken] = next.splice(from, 1);
  if (taken !== undefined) next.splice(to, 0, taken);
  return next;
}
