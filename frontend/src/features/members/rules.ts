export interface Speaker {
  name: string;
  role: string;
}

/** The days of change before and after a day; none lies ahead of today. */
export function around(changes: string[], on: string, today: string): { before?: string; after?: string } {
  const before = changes.filter((day) => day < on).at(-1);
  const after = changes.find((day) => day > on && day <= today);
  return { before, after };
}

/** How many days of this year brought a change. */
export const thisYear = (changes: string[], today: string): number =>
  changes.filter((day) => day.slice(0, 4) === today.slice(0, 4) && day <= today).length;

export const named = (speakers: Speaker[], role: string): string[] =>
  speakers.filter((each) => each.role === role).map((each) => each.name);

interface Item {
  kind: string;
  acronym: string;
  name: { en?: string | null; ru?: string | null; tk?: string | null };
  speakers: Speaker[];
}

/** The organisations in which these words occur, in any language, without regard to case and diacritics. */
export function matching<T extends Item>(items: T[], words: string): T[] {
  const wanted = fold(words).split(" ").filter(Boolean);
  return items.filter((item) => {
    const text = fold(
      [item.acronym, item.name.en, item.name.ru, item.name.tk, ...item.speakers.map((each) => each.name)].join(" "),
    );
    return wanted.every((word) => text.includes(word));
  });
}

const fold = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Members in the network's order; observers and partners apart. */
export function parted<T extends Item>(items: T[]): { members: T[]; others: T[] } {
  return {
    members: items.filter((item) => item.kind === "member"),
    others: items.filter((item) => item.kind !== "member"),
  };
}

interface Term {
  state: string;
  until_on: string | null;
}

/** What waits for a confirmation, what holds or will hold, and what is over: ended, or past its last day. */
export function byTerm<T extends Term>(items: T[], today: string): { waiting: T[]; present: T[]; over: T[] } {
  const over = (item: T) => item.state === "ended" || (item.until_on !== null && item.until_on < today);
  return {
    waiting: items.filter((item) => item.state === "proposed" && !over(item)),
    present: items.filter((item) => item.state === "confirmed" && !over(item)),
    over: items.filter(over),
  };
}

export interface Fault {
  row: number;
  column: string;
  detail: string;
}

/** What stands against a file, by row; nothing if the problem is another one. */
export function faultsOf(body: { rows?: unknown; [fact: string]: unknown }): Fault[] {
  if (!Array.isArray(body.rows)) return [];
  return [...(body.rows as Fault[])].sort((a, b) => a.row - b.row || a.column.localeCompare(b.column));
}

/** Today at the duty station, as a date field has it. */
export const todayAt = (zone: string, now = new Date()): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short" }).format(now);
