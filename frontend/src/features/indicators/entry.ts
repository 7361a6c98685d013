import { quotient, sum } from "./numbers";

/** One part of a value, as the API has it: a place, a key by dimensions, and what was reported there. */
export interface Part {
  place: string;
  dims: string;
  value: string | null;
  numerator: string | null;
  denominator: string | null;
}

export interface Split {
  code: string;
  items: { code: string; label: string }[];
}

export interface Row {
  key: string;
  place: string;
  dims: string;
  depth: number;
  label: string;
  /** Rows of the finest level are typed into; what stands above them is computed. */
  leaf: boolean;
}

export type Measure = "value" | "numerator" | "denominator";

/** How an indicator counts. */
export interface Counting {
  kind: "quantity" | "percentage" | "ratio";
  decimals: number;
  partDecimals: number;
  per: number;
}

export const PLACE = "place";

/** What is typed of one part: a quantity has one number; a percentage and a ratio have what they are computed from. */
export const measuresOf = ({ kind }: Pick<Counting, "kind">): Measure[] =>
  kind === "quantity" ? ["value"] : ["numerator", "denominator"];

export const keyOf = (place: string, dims: string): string => `${place}|${dims}`;

/** The API's one writing of a part: `age=18-24;sex=female`, sorted by dimension. */
export const dimsOf = (chosen: Record<string, string>): string =>
  Object.keys(chosen)
    .filter((code) => code !== PLACE)
    .sort()
    .map((code) => `${code}=${chosen[code]}`)
    .join(";");

export const chosenOf = (place: string, dims: string): Record<string, string> => ({
  ...(place ? { [PLACE]: place } : {}),
  ...Object.fromEntries(dims ? dims.split(";").map((each) => each.split("=") as [string, string]) : []),
});

/** The rows of a table split by these, in their order: the whole, then each item with what lies under it. */
export function rowsOf(splits: Split[], whole: string): Row[] {
  const rows: Row[] = [];
  const add = (chosen: Record<string, string>, label: string, depth: number) => {
    const place = chosen[PLACE] ?? "";
    const dims = dimsOf(chosen);
    const next = splits[depth];
    rows.push({ key: keyOf(place, dims), place, dims, depth, label, leaf: next === undefined });
    for (const item of next?.items ?? []) add({ ...chosen, [next?.code as string]: item.code }, item.label, depth + 1);
  };
  add({}, whole, 0);
  return rows;
}

/** Those of the finest level that lie within a row. */
export function under(rows: Row[], at: number): Row[] {
  const found: Row[] = [];
  const depth = rows[at]?.depth ?? 0;
  for (let next = at + 1; next < rows.length && (rows[next] as Row).depth > depth; next += 1)
    if ((rows[next] as Row).leaf) found.push(rows[next] as Row);
  return found;
}

export type Cells = Map<string, Record<Measure, string | null>>;

export const EMPTY: Record<Measure, string | null> = { value: null, numerator: null, denominator: null };

export const cellsOf = (parts: Part[]): Cells =>
  new Map(
    parts.map(({ place, dims, value, numerator, denominator }) => [
      keyOf(place, dims),
      { value, numerator, denominator },
    ]),
  );

/** The figure of a part: typed for a quantity, else computed from its two numbers. */
export function figure(cell: Record<Measure, string | null>, counting: Counting): string | null {
  if (counting.kind === "quantity") return cell.value;
  return quotient(cell.numerator, cell.denominator, counting.per, counting.decimals);
}

/** What the finest level comes to in a row; blanks are left out, and all blank is blank. */
export function total(cells: Cells, rows: Row[], at: number, counting: Counting): Record<Measure, string | null> {
  const parts = under(rows, at).map((row) => cells.get(row.key) ?? EMPTY);
  const add = (measure: Measure, decimals: number) =>
    sum(
      parts.map((part) => part[measure]),
      decimals,
    );
  if (counting.kind === "quantity") return { ...EMPTY, value: add("value", counting.decimals) };
  const numerator = add("numerator", counting.partDecimals);
  const denominator = add("denominator", counting.partDecimals);
  return { value: null, numerator, denominator };
}

/** What a row that is not typed into shows: the sum of its parts; where none has a number, what was reported for it. */
export function shownTotal(cells: Cells, rows: Row[], at: number, counting: Counting): Record<Measure, string | null> {
  const computed = total(cells, rows, at, counting);
  return isBlank(computed) ? (cells.get((rows[at] as Row).key) ?? computed) : computed;
}

const same = (a: Record<Measure, string | null>, b: Record<Measure, string | null>): boolean =>
  a.value === b.value && a.numerator === b.numerator && a.denominator === b.denominator;

/** Totals that were reported beside their parts and say something else than those come to; nothing is said of a whole of
 * which a part is reported blank. */
export function disagreeing(cells: Cells, rows: Row[], counting: Counting): Row[] {
  return rows.filter((row, at) => {
    const reported = cells.get(row.key);
    if (row.leaf || !reported) return false;
    if (under(rows, at).some((part) => cells.has(part.key) && isBlank(cells.get(part.key) ?? EMPTY))) return false;
    const own = counting.kind === "quantity" ? reported : { ...reported, value: null };
    const computed = total(cells, rows, at, counting);
    return !isBlank(computed) && !isBlank(own) && !same(own, computed);
  });
}

export const isBlank = (cell: Record<Measure, string | null>): boolean =>
  cell.value === null && cell.numerator === null && cell.denominator === null;

/** Dimensions in which parts of a value were reported. */
export function splitBy(parts: Pick<Part, "place" | "dims">[], order: string[]): string[] {
  const used = new Set(parts.flatMap(({ place, dims }) => Object.keys(chosenOf(place, dims))));
  return order.filter((code) => used.has(code));
}

/** How many rows of the finest level a choice of splits makes. */
export const rowCount = (splits: Split[]): number =>
  splits.reduce((so, split) => so * Math.max(1, split.items.length), 1);

/** The splits to begin with: those used before, else as many as make a table that can be typed. */
export function firstSplits(all: Split[], used: string[], most = 60): string[] {
  if (used.length > 0) return used;
  const found: string[] = [];
  let count = 1;
  for (const split of all) {
    count *= Math.max(1, split.items.length);
    if (count > most) break;
    found.push(split.code);
  }
  return found;
}
