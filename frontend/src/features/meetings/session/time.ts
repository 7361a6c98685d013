import type { MeetingSessionRead } from "./queries";

/** Seconds that an item has used so far, the running turn included, by the server's clock. */
export function usedBy(session: MeetingSessionRead, item: string, now: number): number {
  const counted = session.items.find((each) => each.item_id === item)?.used_seconds ?? 0;
  return counted + (session.current_item_id === item ? sinceRead(session, now) : 0);
}

/** Seconds since the session was read, while a turn runs; never negative. */
function sinceRead(session: MeetingSessionRead, now: number): number {
  if (!session.since_at) return 0;
  return Math.max(0, Math.floor((now - new Date(session.server_time).getTime()) / 1000));
}

export const usedInAll = (session: MeetingSessionRead, now: number): number =>
  session.used_seconds + sinceRead(session, now);

/** 26:10, and −1:05 when the time is over. */
export function clock(seconds: number): string {
  const whole = Math.abs(Math.trunc(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (value: number) => String(value).padStart(2, "0");
  const told = hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
  return seconds < 0 ? `\u2212${told}` : told;
}

/** How far the meeting is ahead of its plan (or behind, negative), in whole minutes, by the items that had the floor. */
export function ahead(
  session: MeetingSessionRead,
  items: { id: string; duration_minutes: number }[],
  now: number,
): number {
  const had = items.filter((item) => item.id !== session.current_item_id && usedBy(session, item.id, now) > 0);
  const planned = had.reduce((sum, item) => sum + item.duration_minutes * 60, 0);
  const used = had.reduce((sum, item) => sum + usedBy(session, item.id, now), 0);
  const current = items.find((item) => item.id === session.current_item_id);
  const over = current ? Math.max(0, usedBy(session, current.id, now) - current.duration_minutes * 60) : 0;
  return Math.round((planned - used - over) / 60);
}

interface OnAgenda {
  id: string;
  place: number;
  outcome: string | null;
  moved_on_at: string | null;
}

/** What had neither time nor outcome, and has not moved on: it was not reached. */
export function unreached<T extends OnAgenda>(items: T[], session: MeetingSessionRead): T[] {
  const had = new Set([
    ...session.items.map(({ item_id }) => item_id),
    ...session.outcomes.map(({ agenda_item_id }) => agenda_item_id),
  ]);
  return items.filter((item) => !had.has(item.id) && !item.outcome && !item.moved_on_at);
}
