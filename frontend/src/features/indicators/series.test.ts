import { expect, it } from "vitest";
import type { FigureRead, IndicatorTable } from "./queries";
import { chartOf, choices, lastKnown, linesOf } from "./series";

const figure = (value: string | null, suppressed: FigureRead["suppressed"] = null): FigureRead => ({
  value,
  numerator: null,
  denominator: null,
  suppressed,
});
const row = (dims: string, depth: number, figures: (FigureRead | null)[]) => ({
  place: "",
  dims,
  depth,
  parts: [],
  figures,
});
const table = {
  by: ["sex"],
  place: null,
  organisation_id: null,
  shown_to: "members",
  columns: ["2024", "2025", "2026"].map((period) => ({ period, title: { en: period }, locked: false })),
  rows: [
    row("", 0, [figure("10"), figure("12"), null]),
    row("sex=female", 1, [figure("6"), figure(null, "small"), null]),
    row("sex=male", 1, [figure("0"), null, null]),
    row("sex=unknown", 1, [null, figure(null, "complementary"), null]),
  ],
  available: [[], ["sex"], ["age"], ["age", "sex"]],
} as unknown as IndicatorTable;
const naming = {
  period: ({ period }: { period: string }) => period,
  row: ({ dims }: { dims: string }) => dims,
  sign: (suppressed: FigureRead["suppressed"]) => (suppressed === "small" ? "<5" : suppressed ? "c" : undefined),
  pair: () => undefined,
  axis: "Period",
  whole: "All",
};

it("parts of the first split are lines; one that is never shown has none", () => {
  expect(linesOf(table).map((each) => each.dims)).toEqual(["sex=female", "sex=male"]);
  expect(linesOf({ ...table, by: [] })).toHaveLength(1);
});
it("what is hidden breaks the line and keeps its sign, zero is drawn, blank is blank", () => {
  const [women, men] = chartOf(table, naming).series;
  expect(women?.data).toEqual([
    { value: "6", also: undefined },
    { value: null, instead: "<5" },
    { value: null, instead: undefined },
  ]);
  expect(men?.data[0]?.value).toBe("0");
});
it("the last column with a figure is looked at first", () => {
  expect(lastKnown(table)).toBe(1);
  expect(lastKnown({ columns: table.columns, rows: [] })).toBe(2);
});
it("only splits that have figures are offered, in the indicator's order", () => {
  expect(choices(table.available, ["place", "sex", "age"])).toEqual(["sex", "age"]);
  expect(choices(table.available, ["sex", "age"], "age")).toEqual(["sex"]);
});
