import { type Cents, fromAmount, parse, toAmount } from "../proposals/budget";

export { block, type Cents, parse } from "../proposals/budget";

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

/**
 * What is still to be found for one line: required less available, as the server computes it. Less than nothing: more is
 * there than is needed. Blank where nobody said anything.
 */
export function toMobilise({ required, available }: Pick<Line, "required" | "available">): Cents | null {
  if (required === null && available === null) return null;
  return (required ?? 0n) - (available ?? 0n);
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

/** Whether the sums by organisation, by source and by year all come to what the server says of the whole plan. */
export function agrees(lines: Line[], whole: Sum): boolean {
  const axes = [by(lines, (line) => line.agency), by(lines, (line) => line.source), by(lines, (line) => line.year)];
  return axes.every((axis) => same([...axis.values()].reduce(added, NOTHING), whole));
}

/** A share of a bar, in thousandths of `most`. */
export const share = (part: Cents | null, most: Cents): number =>
  part === null || most <= 0n ? 0 : Number((part * 1000n) / most);

/** Whole thousands, half away from nothing: 17,499.99 is 17. */
export const thousands = (cents: Cents): string =>
  cents < 0n ? `-${thousands(-cents)}` : String((cents + 50_000n) / 100_000n);

/** An amount as the API writes it, which may be less than nothing. */
export const signed = (amount: string): Cents =>
  amount.startsWith("-") ? -fromAmount(amount.slice(1)) : fromAmount(amount);

export const written = (cents: Cents): string => (cents < 0n ? `-${toAmount(-cents)}` : toAmount(cents));

export const amountOf = (value: { amount: string } | null | undefined): Cents | null =>
  value ? signed(value.amount) : null;

/** As it is typed: whole dollars without their zeros. */
export const plain = (cents: Cents | null): string => (cents === null ? "" : written(cents).replace(/\.00$/, ""));

/** As the API takes it; what is no amount was told before. */
export const sent = (typed: string) => {
  const cents = parse(typed) ?? null;
  return cents === null ? null : { amount: written(cents), currency: "USD" as const };
};

export interface PlanMoney {
  required: { amount: string } | null;
  available: { amount: string } | null;
  expenditure: { amount: string } | null;
  to_mobilise: { amount: string } | null;
}

/** What the server has added up. */
export const sumOf = (money: PlanMoney): Sum => ({
  required: amountOf(money.required),
  available: amountOf(money.available),
  spent: amountOf(money.expenditure),
  mobilise: amountOf(money.to_mobilise),
});

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
