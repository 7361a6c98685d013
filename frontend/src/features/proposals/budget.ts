/** Money in whole cents, as `bigint`: nothing here is ever a float. The page's preview; the server's sums replace it. */
export type Cents = bigint;

const SPACES = /[\s\u00a0\u2007\u2009\u202f'’]/g;
const BLANK = new Set(["", "-", "–", "—"]);

const grouped = (text: string, sign: string): string | null => {
  const groups = text.split(sign);
  const sound =
    groups.length > 1 && /^\d{1,3}$/.test(groups[0] ?? "") && groups.slice(1).every((group) => /^\d{3}$/.test(group));
  return sound ? groups.join("") : null;
};

/** "1,234.50", "1 234,50", "1.234,50", "$1234": cents. Blank is null; what is no amount is undefined. */
export function parse(typed: string): Cents | null | undefined {
  const text = typed.replace(/^\s*(USD|\$)|(USD|\$)\s*$/gi, "").trim();
  if (BLANK.has(text)) return null;
  const sign = decimalSign(text);
  const at = sign ? text.lastIndexOf(sign) : -1;
  const whole = wholeOf(at < 0 ? text : text.slice(0, at));
  const rest = at < 0 ? "" : text.slice(at + 1);
  if (whole === null || whole.length > 13 || !/^\d{0,2}$/.test(rest)) return undefined;
  return BigInt(whole) * 100n + BigInt(rest.padEnd(2, "0"));
}

/** The sign before the cents: the last of two kinds; a single one, unless exactly three digits follow it. */
function decimalSign(text: string): "," | "." | null {
  const comma = text.lastIndexOf(",");
  const dot = text.lastIndexOf(".");
  if (comma < 0 && dot < 0) return null;
  if (comma >= 0 && dot >= 0) return comma > dot ? "," : ".";
  const sign = comma >= 0 ? "," : ".";
  const [before = "", after = "", ...more] = text.split(sign);
  if (more.length > 0) return null;
  return /^\d{3}$/.test(after) && /^[1-9]\d{0,2}$/.test(before.trim()) ? null : sign;
}

function wholeOf(text: string): string | null {
  if (/^\d+$/.test(text)) return text;
  const spaced = text.trim().replace(SPACES, " ");
  for (const sign of [",", ".", " "]) {
    const found = spaced.includes(sign) ? grouped(spaced, sign) : null;
    if (found) return found;
  }
  return null;
}

/** Cents of an amount as the API writes it: "1234.50". */
export function fromAmount(amount: string): Cents {
  const [whole = "0", rest = ""] = amount.split(".");
  return BigInt(whole) * 100n + BigInt(rest.padEnd(2, "0").slice(0, 2));
}

export const toAmount = (cents: Cents): string => `${cents / 100n}.${String(cents % 100n).padStart(2, "0")}`;

/** Floored once per organisation, as the server does: rounding up could exceed the ceiling. */
export const indirect = (direct: Cents, basisPoints: number): Cents => (direct * BigInt(basisPoints)) / 10_000n;

export interface Line {
  puno: string;
  output: string | null;
  category: number;
  year: number;
  cents: Cents;
}

export interface Share {
  direct: Cents;
  indirect: Cents;
  total: Cents;
}

export interface Totals extends Share {
  byPuno: Map<string, Share>;
  byYear: Map<number, Share>;
  /** By `shareKey`: the cost of one organisation in one year. */
  byPunoYear: Map<string, Share>;
  byCategory: Map<number, Cents>;
  byOutput: Map<string | null, Cents>;
}

export const shareKey = (puno: string, year: number) => `${puno}|${year}`;

/** Splits cents over years in proportion, by largest remainder; ties go to the earlier year. Nothing is lost. */
export function apportion(amount: Cents, weights: Map<number, Cents>): Map<number, Cents> {
  const years = [...weights.keys()].sort((one, other) => one - other);
  const whole = years.reduce((sum, year) => sum + (weights.get(year) ?? 0n), 0n);
  if (whole === 0n) return new Map(years.map((year, at) => [year, at === 0 ? amount : 0n]));
  const share = (year: number) => amount * (weights.get(year) ?? 0n);
  const parts = new Map(years.map((year) => [year, share(year) / whole]));
  let left = amount - [...parts.values()].reduce((sum, part) => sum + part, 0n);
  const rest = (year: number) => share(year) % whole;
  const order = [...years].sort((one, other) =>
    rest(one) === rest(other) ? one - other : rest(one) > rest(other) ? -1 : 1,
  );
  for (const year of order) {
    if (left === 0n) break;
    parts.set(year, (parts.get(year) ?? 0n) + 1n);
    left -= 1n;
  }
  return parts;
}

const put = <K>(sums: Map<K, Cents>, key: K, cents: Cents) => sums.set(key, (sums.get(key) ?? 0n) + cents);

const plus = (so: Share | undefined, direct: Cents, indirect: Cents): Share => ({
  direct: (so?.direct ?? 0n) + direct,
  indirect: (so?.indirect ?? 0n) + indirect,
  total: (so?.total ?? 0n) + direct + indirect,
});

export function totals(lines: Line[], rates: Map<string, number>): Totals {
  const direct = new Map<string, Cents>();
  const byCategory = new Map<number, Cents>();
  const byOutput = new Map<string | null, Cents>();
  const weights = new Map<string, Map<number, Cents>>();
  for (const line of lines) {
    put(direct, line.puno, line.cents);
    const own = weights.get(line.puno) ?? new Map<number, Cents>();
    put(own, line.year, line.cents);
    weights.set(line.puno, own);
    put(byCategory, line.category, line.cents);
    put(byOutput, line.output, line.cents);
  }
  const byPuno = new Map<string, Share>();
  const byYear = new Map<number, Share>();
  const byPunoYear = new Map<string, Share>();
  const all = { direct: 0n, indirect: 0n, total: 0n };
  for (const [puno, cents] of direct) {
    const extra = indirect(cents, rates.get(puno) ?? 0);
    byPuno.set(puno, { direct: cents, indirect: extra, total: cents + extra });
    const own = weights.get(puno) ?? new Map<number, Cents>();
    for (const [year, part] of apportion(extra, own)) {
      const cost = own.get(year) ?? 0n;
      byPunoYear.set(shareKey(puno, year), { direct: cost, indirect: part, total: cost + part });
      byYear.set(year, plus(byYear.get(year), cost, part));
    }
    all.direct += cents;
    all.indirect += extra;
    all.total += cents + extra;
  }
  return { ...all, byPuno, byYear, byPunoYear, byCategory, byOutput };
}

/** What a spreadsheet puts on the clipboard: rows by line, cells by tab. */
export const block = (text: string): string[][] =>
  text
    .replace(/\r\n?/g, "\n")
    .replace(/\n$/, "")
    .split("\n")
    .map((row) => row.split("\t"));

export const cellKey = (output: string | null, category: number, year: number) => `${output ?? ""}|${category}|${year}`;

/** What was typed over a cell, and what stood there then. */
export interface Typed {
  text: string;
  was: Cents | null;
}

/** What was typed in one organisation's part, and the version it was read in. */
export interface Draft {
  version: number;
  cells: Record<string, Typed>;
}

export type Drafts = Record<string, Draft>;

/** The lines of a budget with what was typed over them. Blank: no line. What is no amount does not count. */
export function laidOver(lines: Line[], puno: string, draft: Draft | undefined): Line[] {
  const cells = new Map(
    lines.filter((line) => line.puno === puno).map((line) => [cellKey(line.output, line.category, line.year), line]),
  );
  for (const [key, { text }] of Object.entries(draft?.cells ?? {})) {
    const cents = parse(text);
    const [output = "", category, year] = key.split("|");
    if (cents === null) cells.delete(key);
    else if (cents !== undefined)
      cells.set(key, { puno, output: output || null, category: Number(category), year: Number(year), cents });
  }
  return [...cells.values()];
}

/** The years of a programme: from its start over its months, and whatever the lines name. */
export function years(startsOn: string | null, months: number | null, lines: Line[], now: number): number[] {
  const start = startsOn ? Number(startsOn.slice(0, 4)) : Math.min(now + 1, ...lines.map((line) => line.year));
  const month = startsOn ? Number(startsOn.slice(5, 7)) : 1;
  const last = start + Math.floor((month - 1 + (months ?? 24) - 1) / 12);
  const found = new Set(lines.map((line) => line.year));
  for (let year = start; year <= last; year += 1) found.add(year);
  return [...found].sort((one, other) => one - other);
}
