import { expect, it } from "vitest";
import { endOf, isPeriod, lastPeriods, periodTitle, targetsAlong } from "./periods";

it("periods are headed as the server heads them", () => {
  expect(["2026", "2026-H1", "2026-Q3", "2026-03"].map((each) => periodTitle(each, "en"))).toEqual([
    "2026",
    "H1 2026",
    "Q3 2026",
    "March 2026",
  ]);
  expect(["2026-H1", "2026-Q3", "2026-03"].map((each) => periodTitle(each, "ru"))).toEqual([
    "I полугодие 2026",
    "III кв. 2026",
    "март 2026",
  ]);
  expect(["2026-H1", "2026-Q3", "2026-03"].map((each) => periodTitle(each, "tk"))).toEqual([
    "2026, I ýarymýyl",
    "2026, III çärýek",
    "2026 mart",
  ]);
  expect(periodTitle("soon", "en")).toBe("soon");
  expect([isPeriod("2026-Q5"), isPeriod("2026-12"), isPeriod("1999")]).toEqual([false, true, false]);
});

it("periods of different length are in the order of their ends", () => {
  const sorted = ["2026", "2025-Q4", "2026-H1", "2026-Q1"].sort((a, b) => endOf(a) - endOf(b));
  expect(sorted).toEqual(["2025-Q4", "2026-Q1", "2026-H1", "2026"]);
});

it("the last periods go back over the year", () => {
  expect(lastPeriods("2026-02-10", "quarter", 3)).toEqual(["2026-Q1", "2025-Q4", "2025-Q3"]);
  expect(lastPeriods("2026-12-31", "half_year", 2)).toEqual(["2026-H2", "2026-H1"]);
  expect(lastPeriods("2026-01-01", "month", 2)).toEqual(["2026-01", "2025-12"]);
  expect(lastPeriods("2026-07-01", "year", 2)).toEqual(["2026", "2025"]);
});

it("the target that counts is the first that is not yet over", () => {
  const targets = [
    { period: "2028", value: "75" },
    { period: "2026", value: "65" },
  ];
  expect(targetsAlong(targets, ["2025", "2026", "2027", "2029"])).toEqual(["65", "65", "75", "75"]);
  expect(targetsAlong([], ["2025"])).toEqual([null]);
});
