import { type Cents, fromAmount, parse, toAmount } from "../proposals/budget";

export { block, type Cents, fromAmount, parse, toAmount } from "../proposals/budget";

export const MEASURES = ["required", "available", "spent"] as const;
export type Measure = (typeof MEASURES)[number];

/** One line of money: who, from which source, in which year. Blank is null and never zero. */
export interface Line extends Record<Measure, Cents | null> {
  agency: string;
  source: string;
  year: number;
}

export interface Sum extends Record<Measure, Cents | null> {
  mobilise: Cents | null;
}

/** What is still to be found for one line: never below zero; blank where nobody said what is required. */
export function toMobilise({ required, available }: Pick<Line, "required" | "available">): Cents | null {
  if (required === null) return null;
  const rest = required - (available ?? 0n);
  return rest > 0n ? rest : 0n;
}

const plus = (one: Cents | null, other: Cents | null): Cents | null =>
  one === null ? other : other === null ? one : one + other;

export const NOTHING: Sum = { required: null, available: null, spent: null, mobilise: null };

export const added = (one: Sum, other: Sum): Sum => ({
  required: plus(one.required, other.required),
  available: plus(one.available, other.available),
  spent: plus(one.spent, other.spent),
  mobilise: plus(one.mobilise, other.mobilise),
});

export const ofLine = (line: Line): Sum => ({
  required: line.required,
  available: line.available,
  spent: line.spent,
  mobilise: toMobilise(line),
});

/** Blank stays blank where every line is; what is missing in one line of the sum counts as nothing. */
export const total = (lines: Line[]): Sum => lines.map(ofLine).reduce(added, NOTHING);

/** Sums by whatever the lines are told apart by, in the order in which they first come. */
export function by<K>(lines: Line[], key: (line: Line) => K): Map<K, Sum> {
  const sums = new Map<K, Sum>();
  for (const line of lines) sums.set(key(line), added(sums.get(key(line)) ?? NOTHING, ofLine(line)));
  return sums;
}

const same = (one: Sum, other: Sum) =>
  one.required === other.required &&
  one.available === other.available &&
  one.spent === other.spent &&
  one.mobilise === other.mobilise;

/** Whether the sums by organisation, by source and by year all come to the same. */
export function agrees(lines: Line[]): boolean {
  const whole = total(lines);
  const axes = [by(lines, (line) => line.agency), by(lines, (line) => line.source), by(lines, (line) => line.year)];
  return axes.every((axis) => same([...axis.values()].reduce(added, NOTHING), whole));
}

/** A share of a bar, in thousandths of `most`. */
export const share = (part: Cents | null, most: Cents): number =>
  part === null || most <= 0n ? 0 : Number((part * 1000n) / most);

/** Whole thousands, half up: 17,499.99 is 17. */
export const thousands = (cents: Cents): string => String((cents + 50_000n) / 100_000n);

export const amountOf = (value: { amount: string } | string | null | undefined): Cents | null =>
  value === null || value === undefined ? null : fromAmount(typeof value === "string" ? value : value.amount);

/** As it is typed: whole dollars without their zeros. */
export const plain = (cents: Cents | null): string => (cents === null ? "" : toAmount(cents).replace(/\.00$/, ""));

export const sent = (cents: Cents | null) => (cents === null ? null : { amount: toAmount(cents), currency: "USD" });

/** A row of the money grid as it is typed. */
export interface Typed extends Record<Measure, string> {
  key: number;
  organisation_id: string;
  source: string;
  year: string;
}

/** A block from a spreadsheet: what it says lies from the cell on, to the right and down; rows are added at the end. */
export function pasted(rows: Typed[], at: number, column: number, cells: string[][], fresh: () => Typed): Typed[] {
  const next = rows.map((row) => ({ ...row }));
  cells.forEach((values, down) => {
    while (next.length <= at + down) next.push({ ...fresh(), organisation_id: rows[at]?.organisation_id ?? "" });
    const row = next[at + down];
    values.forEach((value, right) => {
      const name = COLUMNS[column + right];
      if (row && name) row[name] = value.trim();
    });
  });
  return next;
}

export const COLUMNS = ["source", "year", ...MEASURES] as const;

/** What is wrong with a typed row, by column. */
export function faultsOf(row: Typed): (typeof COLUMNS)[number][] {
  const wrong: (typeof COLUMNS)[number][] = MEASURES.filter((name) => parse(row[name]) === undefined);
  if (!/^\d{4}$/.test(row.year.trim())) wrong.push("year");
  if (!row.source.trim()) wrong.push("source");
  return wrong;
}
