import type { ChartData, Datum } from "../../ui/chart";
import type { FigureRead, IndicatorTable } from "./queries";

type Row = IndicatorTable["rows"][number];

export interface Naming {
  period: (column: IndicatorTable["columns"][number]) => string;
  row: (row: Row) => string;
  sign: (suppressed: FigureRead["suppressed"]) => string | undefined;
  pair: (figure: FigureRead) => string | undefined;
  axis: string;
  whole: string;
}

/** The rows that are lines: the whole, or each part of the first split that has a number anywhere. */
export function linesOf(table: Pick<IndicatorTable, "by" | "rows">): Row[] {
  if (table.by.length === 0) return table.rows.slice(0, 1);
  return table.rows.filter((row) => row.depth === 1 && row.figures.some((each) => each?.value));
}

const datum = (figure: FigureRead | null, naming: Naming): Datum => {
  const instead = figure ? naming.sign(figure.suppressed) : undefined;
  if (!figure || instead) return { value: null, instead };
  return { value: figure.value, also: naming.pair(figure) };
};

/** The table of figures as a picture: columns along, parts as lines. */
export function chartOf(table: IndicatorTable, naming: Naming): ChartData {
  return {
    axis: naming.axis,
    across: table.columns.map((column) => ({ key: column.period, label: naming.period(column) })),
    series: linesOf(table).map((row) => ({
      key: `${row.place}|${row.dims}`,
      name: row.depth === 0 ? naming.whole : naming.row(row),
      data: row.figures.map((figure) => datum(figure, naming)),
    })),
  };
}

/** The last column in which the whole has a figure; the last of all where there is none. */
export function lastKnown(table: Pick<IndicatorTable, "rows" | "columns">): number {
  const figures = table.rows[0]?.figures ?? [];
  for (let at = figures.length - 1; at >= 0; at -= 1) if (figures[at]) return at;
  return Math.max(0, table.columns.length - 1);
}

/** By what a table can be split first, and then: only by what there are figures for. */
export function choices(available: string[][], order: string[], first?: string): string[] {
  const has = (...wanted: string[]) =>
    available.some((each) => each.length === wanted.length && wanted.every((code) => each.includes(code)));
  return order.filter((code) => (first === undefined ? has(code) : code !== first && has(first, code)));
}
