import { describe, expect, it } from "vitest";
import { beginnings, minutesOf, moved, slotOf, sumOf } from "./agenda";

const items = (...minutes: number[]) => minutes.map((duration_minutes) => ({ duration_minutes }));
const AT = "2026-12-10T05:00:00Z";

describe("the sum of an agenda", () => {
  it("adds up, and an empty one is zero", () => {
    expect(minutesOf(items(5, 15, 30))).toBe(50);
    expect(minutesOf([])).toBe(0);
  });
  it("fits exactly without being over", () => {
    expect(sumOf(items(60, 60), 120)).toEqual({ planned: 120, slot: 120, over: 0, left: 0 });
  });
  it("says by how much it is over, and how much is left", () => {
    expect(sumOf(items(90, 31), 120)).toMatchObject({ over: 1, left: 0 });
    expect(sumOf(items(90), 120)).toMatchObject({ over: 0, left: 30 });
  });
  it("is never over while there is no date", () => {
    expect(sumOf(items(480), slotOf(AT, null))).toEqual({ planned: 480, slot: null, over: 0, left: 0 });
  });
  it("measures the slot across midnight", () => {
    expect(slotOf("2026-12-10T18:30:00Z", "2026-12-10T19:15:00Z")).toBe(45);
  });
  it("lets each item begin where the one before ends", () => {
    expect(beginnings(items(10, 20, 5), AT)).toEqual([
      "2026-12-10T05:00:00.000Z",
      "2026-12-10T05:10:00.000Z",
      "2026-12-10T05:30:00.000Z",
    ]);
  });
});

describe("the order", () => {
  const list = ["a", "b", "c", "d"];
  it("moves up and down, and keeps everything", () => {
    expect(moved(list, 2, 0)).toEqual(["c", "a", "b", "d"]);
    expect(moved(list, 0, 3)).toEqual(["b", "c", "d", "a"]);
  });
  it("stays as it is at both ends", () => {
    expect(moved(list, 0, -1)).toEqual(list);
    expect(moved(list, 3, 4)).toEqual(list);
    expect(moved(list, 1, 1)).toEqual(list);
  });
  it("never loses or doubles an entry", () => {
    for (let from = -1; from <= 4; from++)
      for (let to = -1; to <= 4; to++) expect(moved(list, from, to).sort()).toEqual(["a", "b", "c", "d"]);
  });
  it("leaves the given list alone", () => {
    moved(list, 0, 3);
    expect(list).toEqual(["a", "b", "c", "d"]);
  });
});
