/** What a chart is made of: exact values as the API gives them, along periods or categories. */

export interface Datum {
  /** Exact, with a decimal point: "62.4"; null is blank and breaks the line. */
  value: string | null;
  /** What stands where a number is not shown: "<5", "c". */
  instead?: string;
  /** What is told beside the value when it is reached: "963 of 1,684". */
  also?: string;
}

export interface Series {
  key: string;
  name: string;
  data: Datum[];
}

export interface Reference {
  kind: "target" | "baseline";
  label: string;
  /** Along the periods, like a series. */
  values: (string | null)[];
}

export interface ChartData {
  /** What the first column of the table is called: "Period". */
  axis: string;
  across: { key: string; label: string }[];
  series: Series[];
  references?: Reference[];
}

/** Only for places on the page: what is read is always the exact text. */
export const drawn = (value: string | null | undefined): number | null =>
  value === null || value === undefined || value === "" ? null : Number(value);

export const drawnOf = (series: Series): (number | null)[] => series.data.map((each) => drawn(each.value));

/** The last value of a series, which its label tells. */
export function lastOf(series: Series): number | null {
  for (let at = series.data.length - 1; at >= 0; at -= 1) if (drawn(series.data[at]?.value) !== null) return at;
  return null;
}

/** Everything that the axis has to hold. */
export const allOf = (data: Pick<ChartData, "series" | "references">): number[] =>
  [...data.series.flatMap(drawnOf), ...(data.references ?? []).flatMap(({ values }) => values.map(drawn))].filter(
    (each): each is number => each !== null,
  );

/** A cell of a CSV file: quoted where needed, and never a formula in a spreadsheet. */
export function csvCell(text: string): string {
  const safe = /^[=+@\t\r]|^-(?![\d.])/.test(text) ? `'${text}` : text;
  return /[",\n\r;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The same data as the picture, one row per period. Blank stays blank; what is not shown keeps its sign. */
export function csv(data: ChartData): string {
  const references = data.references ?? [];
  const head = [data.axis, ...data.series.map((each) => each.name), ...references.map((each) => each.label)];
  const rows = data.across.map(({ label }, at) => [
    label,
    ...data.series.map((each) => each.data[at]?.value ?? each.data[at]?.instead ?? ""),
    ...references.map((each) => each.values[at] ?? ""),
  ]);
  return `\ufeff${[head, ...rows].map((row) => row.map(csvCell).join(",")).join("\r\n")}\r\n`;
}

/** A name that every file system takes. */
export const fileName = (title: string, ending: string): string =>
  `${
    title
      .normalize("NFC")
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, 60) || "chart"
  }.${ending}`;
