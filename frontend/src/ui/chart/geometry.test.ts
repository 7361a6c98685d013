import { describe, expect, it } from "vitest";
import { type ChartData, csv, csvCell, fileName, lastOf } from "./data";
import {
  along,
  apart,
  axis,
  gaps,
  nearest,
  path,
  place,
  roundStep,
  runs,
  SHAPES,
  shapePath,
  written,
} from "./geometry";

describe("the axis", () => {
  it("holds every value between round ticks", () => {
    for (const values of [[41.8, 66, 75], [0.003, 0.0041], [5], [0], [0, 0], [-3, 4], [-20, -12], [1e9, 3.2e9]]) {
      const found = axis(values);
      expect(found.low).toBeLessThanOrEqual(Math.min(...values));
      expect(found.high).toBeGreaterThanOrEqual(Math.max(...values));
      expect(found.high).toBeGreaterThan(found.low);
      expect(found.ticks.length).toBeGreaterThanOrEqual(2);
      expect(found.ticks.length).toBeLessThanOrEqual(8);
      for (const tick of found.ticks) expect(String(tick).length).toBeLessThan(12);
    }
  });
  it("begins at 0 for bars, and for lines unless the values lie far from it", () => {
    expect(axis([90, 100], { zero: true }).low).toBe(0);
    expect(axis([-90, -100], { zero: true }).high).toBe(0);
    expect(axis([41.8, 75]).low).toBe(0);
    expect(axis([980, 1000]).low).toBeGreaterThan(900);
  });
  it("has a scale of nothing for nothing", () => expect(axis([])).toEqual({ low: 0, high: 1, ticks: [0, 1] }));
  it("steps in 1, 2, 2.5 or 5", () => {
    expect(roundStep(75, 4)).toBe(20);
    expect(roundStep(100, 4)).toBe(25);
    expect(roundStep(0.9, 4)).toBeCloseTo(0.25);
  });
  it("turns over for the page, where y grows downwards", () => {
    expect(place(0, { low: 0, high: 80 }, 200, 0)).toBe(200);
    expect(place(80, { low: 0, high: 80 }, 200, 0)).toBe(0);
    expect(place(20, { low: 0, high: 80 }, 200, 0)).toBe(150);
  });
});

describe("a line", () => {
  it("breaks where there is no value; zero is one", () => {
    expect(runs([1, 0, null, 3, null, null, 4, 5])).toEqual([[0, 1], [3], [6, 7]]);
    expect(runs([null, null])).toEqual([]);
  });
  it("tells of a gap only between values, and only when no series has one", () => {
    expect(gaps([[1, null, null, 2, null]])).toEqual([[1, 2]]);
    expect(
      gaps([
        [1, null, 2],
        [1, 5, 2],
      ]),
    ).toEqual([]);
    expect(gaps([])).toEqual([]);
  });
  it("holds until the next point when it is stepped", () => {
    const points: [number, number][] = [
      [0, 10],
      [20, 5],
    ];
    expect(path(points)).toBe("M0 10L20 5");
    expect(path(points, true)).toBe("M0 10H20V5");
  });
  it("stands in the middle when it is one point", () => {
    expect(along(1, 0, 100)).toEqual([50]);
    expect(along(3, 0, 100)).toEqual([0, 50, 100]);
  });
});

describe("labels", () => {
  it("never cover each other and keep their order", () => {
    const wanted = [100, 98, 101, 20, 300];
    const found = apart(wanted, 16, 0, 310);
    const order = wanted.map((_, at) => at).sort((a, b) => (wanted[a] as number) - (wanted[b] as number));
    for (let at = 1; at < order.length; at += 1) {
      expect(
        (found[order[at] as number] as number) - (found[order[at - 1] as number] as number),
      ).toBeGreaterThanOrEqual(16);
    }
    expect(Math.max(...found)).toBeLessThanOrEqual(310);
  });
  it("are moved up from the lower edge", () => expect(apart([200, 200], 16, 0, 200)).toEqual([184, 200]));
  it("of the axis leave some out before they touch, never the last", () => {
    const years = Array.from({ length: 20 }, (_, at) => String(2007 + at));
    const shown = written(years, 300);
    expect(shown[19]).toBe(true);
    expect(shown.filter(Boolean).length).toBeLessThan(10);
    expect(written(["2024", "2025"], 300)).toEqual([true, true]);
  });
});

it("every series has a mark of its own", () => {
  const drawn = SHAPES.filter((shape) => shape !== "ring").map((shape) => shapePath(shape, 0, 0, 4));
  expect(new Set(drawn).size).toBe(drawn.length);
});

it("finds the nearest period", () => {
  expect(nearest([0, 50, 100], 74)).toBe(1);
  expect(nearest([0, 50, 100], 76)).toBe(2);
});

describe("the same data as a file", () => {
  const data: ChartData = {
    axis: "Period",
    across: [
      { key: "2024", label: "2024" },
      { key: "2025", label: "2025" },
    ],
    series: [
      { key: "f", name: "Women, all", data: [{ value: "53.6" }, { value: null, instead: "<5" }] },
      { key: "m", name: "Men", data: [{ value: null }, { value: "0" }] },
    ],
    references: [{ kind: "target", label: "Target", values: ["75", "75"] }],
  };
  it("keeps blank blank, zero zero and what is hidden hidden", () => {
    expect(csv(data)).toBe('\ufeffPeriod,"Women, all",Men,Target\r\n2024,53.6,,75\r\n2025,<5,0,75\r\n');
  });
  it("hands no formula to a spreadsheet, and leaves negative numbers alone", () => {
    expect(csvCell("=1+1")).toBe("'=1+1");
    expect(csvCell("-SUM(A1)")).toBe("'-SUM(A1)");
    expect(csvCell("-12.5")).toBe("-12.5");
  });
  it("has a name that files may have", () => {
    expect(fileName("Women: 57.2 % / 2025", "csv")).toBe("Women-57-2-2025.csv");
    expect(fileName("***", "svg")).toBe("chart.svg");
  });
  it("knows the last value of a line", () => {
    expect(data.series.map(lastOf)).toEqual([0, 1]);
  });
});
