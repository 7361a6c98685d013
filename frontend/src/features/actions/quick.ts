/** One line as a secretary types it: `send the list @UNDP 15 Jan`. */
export interface Quick {
  title: string;
  owner: string | null;
  due: string | null;
}

const MONTHS: Record<string, number> = {};
for (const names of [
  "jan feb mar apr may jun jul aug sep oct nov dec",
  "янв фев мар апр мая июн июл авг сен окт ноя дек",
  "ýan few mar apr maý iýun iýul awg sen okt noý dek",
]) {
  names.split(" ").forEach((name, at) => {
    MONTHS[name] = at + 1;
  });
}

const DAY = /(?:^|\s)(\d{1,2})(?:[./](\d{1,2})|\s+(\p{L}{3,}))(?:[./\s]+(\d{4}))?\.?\s*$/u;
const ISO = /(?:^|\s)(\d{4})-(\d{2})-(\d{2})\s*$/;

/** The month that a word begins with: “January”, “января”, “ýanwar”. */
function monthOf(word: string): number | null {
  const lower = word.toLowerCase();
  for (const length of [4, 3]) {
    const found = MONTHS[lower.slice(0, length)];
    if (found) return found;
  }
  return null;
}

const two = (value: number) => String(value).padStart(2, "0");

/** The day as the API wants it; without a year it is the next one to come. Null where there is no such day. */
function dated(year: number | null, month: number, day: number, today: string): string | null {
  const of = (in_: number) => `${in_}-${two(month)}-${two(day)}`;
  const here = Number(today.slice(0, 4));
  const text = year !== null ? of(year) : of(here) >= today ? of(here) : of(here + 1);
  const made = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(made.getTime()) || made.toISOString().slice(0, 10) !== text ? null : text;
}

/** Who and by when are taken out of the line; what is left is what is to be done. */
export function read(line: string, today: string): Quick {
  let rest = line.trim();
  let due: string | null = null;
  const iso = ISO.exec(rest);
  const day = iso ? null : DAY.exec(rest);
  if (iso) due = dated(Number(iso[1]), Number(iso[2]), Number(iso[3]), today);
  else if (day) {
    const month = day[2] ? Number(day[2]) : monthOf(day[3] ?? "");
    if (month) due = dated(day[4] ? Number(day[4]) : null, month, Number(day[1]), today);
  }
  if (due) rest = rest.slice(0, (iso ?? day)?.index).trim();
  const who = /(?:^|\s)@([\p{L}\d-]+)/u.exec(rest);
  if (who) rest = rest.replace(who[0], " ");
  return { title: rest.replace(/\s+/g, " ").trim(), owner: who?.[1] ?? null, due };
}
