import { describe, expect, it } from "vitest";
import {
  type Counting,
  cellsOf,
  chosenOf,
  dimsOf,
  disagreeing,
  figure,
  firstSplits,
  type Part,
  rowCount,
  rowsOf,
  type Split,
  shownTotal,
  splitBy,
  total,
  under,
} from "./entry";

const sex: Split = {
  code: "sex",
  items: [
    { code: "female", label: "Women" },
    { code: "male", label: "Men" },
  ],
};
const age: Split = {
  code: "age",
  items: [
    { code: "18-24", label: "18–24" },
    { code: "25-34", label: "25–34" },
  ],
};
const places: Split = { code: "place", items: [{ code: "TM-M", label: "Mary" }] };
const percent: Counting = { kind: "percentage", decimals: 1, partDecimals: 0, per: 100 };
const count: Counting = { kind: "quantity", decimals: 0, partDecimals: 0, per: 1 };
const part = (dims: string, value: string | null, of?: [string, string]): Part => ({
  place: "",
  dims,
  value,
  numerator: of?.[0] ?? null,
  denominator: of?.[1] ?? null,
});

describe("rows of a value", () => {
  it("nest in the order of the splits, their keys sorted as the API writes them", () => {
    const rows = rowsOf([sex, age], "All");
    expect(rows.map((row) => row.key)).toEqual([
      "|",
      "|sex=female",
      "|age=18-24;sex=female",
      "|age=25-34;sex=female",
      "|sex=male",
      "|age=18-24;sex=male",
      "|age=25-34;sex=male",
    ]);
    expect(rows.map((row) => row.leaf)).toEqual([false, false, true, true, false, true, true]);
    expect(under(rows, 0)).toHaveLength(4);
    expect(under(rows, 4).map((row) => row.label)).toEqual(["18–24", "25–34"]);
  });
  it("have a place apart from dimensions", () => {
    expect(rowsOf([places, sex], "All").map((row) => row.key)).toContain("TM-M|sex=male");
    expect(chosenOf("TM-M", "age=18-24;sex=male")).toEqual({ place: "TM-M", age: "18-24", sex: "male" });
    expect(dimsOf({ place: "TM-M", sex: "male", age: "18-24" })).toBe("age=18-24;sex=male");
  });
  it("without splits are one, and it is typed into", () => {
    expect(rowsOf([], "All")).toEqual([{ key: "|", place: "", dims: "", depth: 0, label: "All", leaf: true }]);
  });
});

describe("what is computed", () => {
  const rows = rowsOf([sex], "All");
  it("is the sum of the finest level, blank where all of it is", () => {
    expect(total(cellsOf([part("sex=female", "3"), part("sex=male", null)]), rows, 0, count).value).toBe("3");
    expect(total(cellsOf([part("sex=female", "0")]), rows, 0, count).value).toBe("0");
    expect(total(cellsOf([]), rows, 0, count).value).toBeNull();
  });
  it("of a percentage adds both numbers and never averages", () => {
    const cells = cellsOf([part("sex=female", null, ["963", "1684"]), part("sex=male", null, ["1607", "2434"])]);
    const whole = total(cells, rows, 0, percent);
    expect(whole).toEqual({ value: null, numerator: "2570", denominator: "4118" });
    expect(figure(whole, percent)).toBe("62.4");
    expect(figure({ value: "7", numerator: null, denominator: null }, count)).toBe("7");
  });
  it("tells of reported totals that say something else", () => {
    const cells = cellsOf([part("", "10"), part("sex=female", "3"), part("sex=male", "4")]);
    expect(disagreeing(cells, rows, count).map((row) => row.label)).toEqual(["All"]);
    cells.set("|", { value: "7", numerator: null, denominator: null });
    expect(disagreeing(cells, rows, count)).toEqual([]);
    expect(disagreeing(cellsOf([part("", "10")]), rows, count)).toEqual([]);
    const halfBlank = cellsOf([part("", "10"), part("sex=female", "3"), part("sex=male", null)]);
    expect(disagreeing(halfBlank, rows, count)).toEqual([]);
  });
  it("of a part that was reported whole is what was reported", () => {
    expect(shownTotal(cellsOf([part("", "10")]), rows, 0, count).value).toBe("10");
    expect(shownTotal(cellsOf([part("", "10"), part("sex=male", "4")]), rows, 0, count).value).toBe("4");
  });
});

describe("how a value is split at first", () => {
  it("as it was before", () => {
    expect(
      splitBy(
        [
          { place: "TM-M", dims: "sex=male" },
          { place: "", dims: "" },
        ],
        ["age", "sex", "place"],
      ),
    ).toEqual(["sex", "place"]);
    expect(firstSplits([sex, age], ["age"])).toEqual(["age"]);
  });
  it("else by as much as can be typed", () => {
    const many: Split = {
      code: "country",
      items: Array.from({ length: 50 }, (_, at) => ({ code: `${at}`, label: "" })),
    };
    expect(firstSplits([sex, age, many], [])).toEqual(["sex", "age"]);
    expect(rowCount([sex, age, many])).toBe(200);
    expect(rowCount([])).toBe(1);
  });
});
