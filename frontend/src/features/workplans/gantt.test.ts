import { describe, expect, it } from "vitest";
import { barOf, dayOf, isoOf, keyMove, labelAt, moved, scaleOf, ticksOf, xOf } from "./gantt";

const span = (starts_on: string, ends_on: string) => ({ starts_on, ends_on });
const YEAR = span("2026-01-15", "2027-05-31");

describe("the scale", () => {
  it("goes from the first month to the last and fits the room", () => {
    const scale = scaleOf([YEAR, null], "2026-11-23", 680);
    expect(isoOf(scale.from)).toBe("2026-01-01");
    expect(isoOf(scale.until)).toBe("2027-06-01");
    expect(scale.width).toBe(680);
    expect(scaleOf([YEAR], "2026-11-23", 680, 2).width).toBe(1530);
  });
  it("leaves room for the words beside the last bars in whole months", () => {
    const scale = scaleOf([span("2026-01-01", "2026-12-31")], "2026-11-23", 600, 0, 150);
    expect(isoOf(scale.until)).toBe("2027-05-01");
    expect(scale.width).toBe(600);
  });
  it("is a year from today where nothing has dates", () => {
    const scale = scaleOf([], "2026-02-11", 360);
    expect(isoOf(scale.from)).toBe("2026-02-01");
    expect(scale.until - scale.from).toBeGreaterThanOrEqual(365);
  });
  it("names months while there is room, then quarters", () => {
    expect(ticksOf(scaleOf([YEAR], "2026-11-23", 680)).by).toBe("month");
    const narrow = ticksOf(scaleOf([YEAR], "2026-11-23", 400));
    expect(narrow.by).toBe("quarter");
    expect(narrow.ticks.map((tick) => isoOf(tick.day)).slice(0, 5)).toEqual([
      "2026-01-01",
      "2026-04-01",
      "2026-07-01",
      "2026-10-01",
      "2027-01-01",
    ]);
  });
});

describe("a bar", () => {
  const scale = scaleOf([span("2026-01-01", "2026-12-31")], "2026-07-01", 365);
  it("holds its last day, and tells what has passed", () => {
    const bar = barOf(scale, span("2026-03-01", "2026-03-31"), "2026-03-10");
    expect(bar.width).toBe(31);
    expect(bar.past).toBe(10);
    expect(bar.x).toBe(xOf(scale, dayOf("2026-03-01")));
    expect(barOf(scale, span("2026-03-01", "2026-03-31"), "2025-01-01").past).toBe(0);
    expect(barOf(scale, span("2026-03-01", "2026-03-31"), "2030-01-01").past).toBe(31);
  });
  it("has its words where there is room", () => {
    expect(labelAt(scale, barOf(scale, span("2026-01-01", "2026-02-01"), "2026-01-01"), 12)).toBe("after");
    expect(labelAt(scale, barOf(scale, span("2026-10-01", "2026-12-31"), "2026-01-01"), 12)).toBe("before");
    expect(labelAt(scale, barOf(scale, span("2026-01-01", "2026-12-31"), "2026-01-01"), 12)).toBe("inside");
  });
});

describe("moving", () => {
  it("keeps the length, and no edge passes the other", () => {
    const held = span("2026-03-01", "2026-03-31");
    expect(moved(held, "whole", 30)).toEqual(span("2026-03-31", "2026-04-30"));
    expect(moved(held, "start", 90)).toEqual(span("2026-03-31", "2026-03-31"));
    expect(moved(held, "end", -90)).toEqual(span("2026-03-01", "2026-03-01"));
    expect(moved(moved(held, "whole", 17), "whole", -17)).toEqual(held);
  });
  it("goes through leap days", () => {
    expect(moved(span("2028-02-28", "2028-02-28"), "whole", 1).starts_on).toBe("2028-02-29");
  });
  it("understands its keys and no others", () => {
    expect(keyMove("ArrowRight", false, false)).toEqual({ grip: "whole", days: 1 });
    expect(keyMove("PageUp", true, false)).toEqual({ grip: "end", days: -30 });
    expect(keyMove("ArrowLeft", false, true)).toEqual({ grip: "start", days: -1 });
    expect(keyMove("a", false, false)).toBeNull();
  });
});
