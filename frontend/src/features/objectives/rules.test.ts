import { describe, expect, it } from "vitest";
import {
  bars,
  beside,
  chosen,
  halfYear,
  halfYears,
  locked,
  over,
  path,
  ratedIn,
  reportable,
  runs,
  size,
  tally,
  years,
} from "./rules";

const tile = (number: number, more: object = {}) =>
  ({ number, priority: "medium", rating: "early", ratings: [], lead: null, ...more }) as Parameters<
    typeof chosen
  >[0][0];

describe("half-years", () => {
  it("run from the first one rated to the present one, across the turn of the year", () => {
    const items = [{ ratings: [{ period: "2025-H1", rating: "early" as const }] }, { ratings: [] }];
    expect(halfYears(items, "2026-H2")).toEqual(["2025-H1", "2025-H2", "2026-H1", "2026-H2"]);
  });
  it("are one where nothing was rated yet, and never more than asked for", () => {
    expect(halfYears([], "2026-H1")).toEqual(["2026-H1"]);
    const old = [{ ratings: [{ period: "2019-H1", rating: "early" as const }] }];
    expect(halfYears(old, "2026-H1", 3)).toEqual(["2025-H1", "2025-H2", "2026-H1"]);
  });
  it("can be reported back from the present one", () => {
    expect(reportable("2026-H1", 3)).toEqual(["2026-H1", "2025-H2", "2025-H1"]);
  });
  it("are named in each language", () => {
    expect(halfYear("2026-H1", "en")).toBe("1st half 2026");
    expect(halfYear("2026-H2", "ru")).toBe("2-е полугодие 2026");
    expect(halfYear("2026-H2", "tk")).toBe("2026-njy ýylyň ikinji ýarymy");
  });
});

describe("the overview", () => {
  it("counts every rating and names what nobody assessed", () => {
    const items = [tile(1), tile(2, { rating: "good_progress" }), tile(8, { rating: "not_assessed" })];
    expect(tally(items)).toEqual({ good: 1, some: 0, early: 1, none: [8] });
  });
  it("sorts by priority, the highest first, and by number within it", () => {
    const items = [tile(1, { priority: "low" }), tile(2), tile(3, { priority: "high" }), tile(4)];
    expect(chosen(items, { lens: "priority" }).map((each) => each.number)).toEqual([3, 2, 4, 1]);
  });
  it("puts what my organisation leads first, and keeps to the filters", () => {
    const iom = { lead: { acronym: "IOM" } };
    const items = [tile(1), tile(2, iom), tile(3, { ...iom, priority: "high" })];
    expect(chosen(items, {}, ["IOM"]).map((each) => each.number)).toEqual([2, 3, 1]);
    expect(chosen(items, { lead: "IOM", priority: "high" }).map((each) => each.number)).toEqual([3]);
  });
  it("gives three bars to a high priority and none where there is none", () => {
    expect(["high", "medium", "low", "not_prioritised"].map((each) => bars(each as "high"))).toEqual([3, 2, 1, 0]);
  });
});

describe("the line", () => {
  const periods = ["2025-H1", "2025-H2", "2026-H1", "2026-H2"];
  const ratings = [
    { period: "2025-H1", rating: "early" as const },
    { period: "2026-H1", rating: "early" as const },
    { period: "2026-H2", rating: "good_progress" as const },
  ];
  it("is broken by a half-year that nobody assessed", () => {
    expect(ratedIn(ratings, "2025-H2")).toBeNull();
    const found = runs(ratings, periods, 400, 10, 30);
    expect(found.map((run) => run.map((point) => point.period))).toEqual([["2025-H1"], ["2026-H1", "2026-H2"]]);
  });
  it("is higher on the page for more progress, and steps where a half-year begins", () => {
    const [, run] = runs(ratings, periods, 400, 10, 30);
    expect(run?.map((point) => [point.x, point.y])).toEqual([
      [250, 70],
      [350, 10],
    ]);
    expect(path(run ?? [], 100)).toBe("M200 70H300V10H400");
  });
});

describe("arrows along the half-years", () => {
  const shown = ["2025-H1", "2025-H2", "2026-H1"];
  it("go one further and stop at the ends", () => {
    expect(beside(shown, "2025-H1", "ArrowRight")).toBe("2025-H2");
    expect(beside(shown, "2025-H1", "ArrowLeft")).toBe("2025-H1");
    expect(beside(shown, "2026-H1", "ArrowRight")).toBe("2026-H1");
    expect(beside(shown, "2025-H2", "Home")).toBe("2025-H1");
    expect(beside(shown, "2025-H2", "End")).toBe("2026-H1");
    expect(beside(shown, "2025-H2", "Enter")).toBeNull();
  });
});

it("offers the years since the Compact, newest first", () => {
  expect(years("2026-H2").slice(0, 2)).toEqual(["2026", "2025"]);
  expect(years("2026-H2").at(-1)).toBe("2019");
});

it("knows a half-year as locked when it or its year is", () => {
  expect(locked(["2025"], "2025-H2")).toBe(true);
  expect(locked(["2025-H1"], "2025-H2")).toBe(false);
});

describe("the map over time", () => {
  it("moves over cells and stops at its edges", () => {
    expect(over([0, 0], "ArrowLeft", 23, 4)).toEqual([0, 0]);
    expect(over([0, 0], "ArrowDown", 23, 4)).toEqual([1, 0]);
    expect(over([22, 3], "ArrowRight", 23, 4)).toEqual([22, 3]);
    expect(over([5, 2], "Home", 23, 4)).toEqual([5, 0]);
    expect(over([5, 2], "End", 23, 4)).toEqual([5, 3]);
    expect(over([5, 2], "x", 23, 4)).toBeNull();
  });
});

it("tells the size of a file before it is downloaded", () => {
  expect(size(159, "en")).toBe("1\u00a0kB");
  expect(size(2_449_000, "ru")).toBe("2,4\u00a0МБ");
});
