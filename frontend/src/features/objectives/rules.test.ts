import { describe, expect, it } from "vitest";
import { bars, chosen, halfYear, halfYears, listed, path, ratedIn, reportable, runs, size, tally } from "./rules";

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

describe("what is linked", () => {
  const links = [
    { kind: "meetings", at: "2025-03-01" },
    { kind: "decisions", at: "2026-11-24" },
    { kind: "meetings", at: "2026-06-11" },
  ];
  it("is one list, the newest first", () => {
    expect(listed(links).map((link) => link.at)).toEqual(["2026-11-24", "2026-06-11", "2025-03-01"]);
  });
  it("is narrowed by kind and by year", () => {
    expect(listed(links, "meetings", "2026").map((link) => link.at)).toEqual(["2026-06-11"]);
  });
});

it("tells the size of a file before it is downloaded", () => {
  expect(size(159, "en")).toBe("1\u00a0kB");
  expect(size(2_449_000, "ru")).toBe("2,4\u00a0МБ");
});
