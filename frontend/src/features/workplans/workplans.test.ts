import { describe, expect, it } from "vitest";
import { collides, revived } from "./edits";
import { type Activity, fits, numbersOf, type Result } from "./model";
import {
  added,
  agrees,
  by,
  faultsOf,
  type Line,
  NOTHING,
  pasted,
  sent,
  signed,
  thousands,
  toMobilise,
  total,
  written,
} from "./money";
import { compactDay, owing, quarterName, quarters } from "./months";
import { ganttRows, nextCode, rowsOf, siblings } from "./rows";
import { fold, shown, step } from "./tree";

const line = (
  agency: string,
  source: string,
  year: number,
  required: bigint | null,
  available: bigint | null,
): Line => ({
  agency,
  source,
  year,
  required,
  available,
  spent: null,
});
const LINES = [
  line("IOM", "MPTF", 2026, 100_00n, 40_00n),
  line("IOM", "Core", 2027, 50_00n, null),
  line("WHO", "MPTF", 2026, 10_00n, 30_00n),
  line("WHO", "Gifts", 2026, null, 7_00n),
];

describe("money", () => {
  it("is the same on every axis", () => {
    expect(total(LINES)).toEqual({ required: 160_00n, available: 77_00n, spent: null, mobilise: 83_00n });
    expect(agrees(LINES, total(LINES))).toBe(true);
    expect(agrees(LINES, NOTHING)).toBe(false);
    expect([...by(LINES, (each) => each.source).values()].reduce(added, NOTHING)).toEqual(total(LINES));
  });
  it("keeps blank and nothing apart", () => {
    expect(toMobilise({ required: null, available: null })).toBeNull();
    expect(toMobilise({ required: null, available: 5n })).toBe(-5n);
    expect(toMobilise({ required: 0n, available: null })).toBe(0n);
    expect(total([])).toEqual(NOTHING);
  });
  it("may be less than nothing, and is written with its sign", () => {
    expect(signed("-12.50")).toBe(-12_50n);
    expect(written(-12_50n)).toBe("-12.50");
    expect(thousands(-1_700_00n)).toBe("-2");
    expect(sent("1 200,5")).toEqual({ amount: "1200.50", currency: "USD" });
    expect(sent("")).toBeNull();
  });
  it("rounds thousands half up", () => {
    expect(thousands(17_499_99n)).toBe("17");
    expect(thousands(17_500_00n)).toBe("18");
  });
  it("takes a block of a spreadsheet and adds the rows that it needs", () => {
    let key = 0;
    const fresh = () => {
      key += 1;
      return { key, organisation_id: "", source: "", year: "", required: "", available: "", spent: "" };
    };
    const rows = pasted(
      [{ ...fresh(), organisation_id: "iom" }],
      0,
      1,
      [
        ["2026", "1,200.50", ""],
        ["2027", "300", "0"],
      ],
      fresh,
    );
    expect(rows.map(({ year, required, available }) => [year, required, available])).toEqual([
      ["2026", "1,200.50", ""],
      ["2027", "300", "0"],
    ]);
    expect(rows[1]?.organisation_id).toBe("iom");
    expect(faultsOf({ ...rows[0], required: "many" } as never)).toEqual(["required", "source"]);
  });
});

const results: Result[] = [
  { id: "o1", kind: "outcome", version: 1, code: "1", title: "Evidence", parent: null },
  { id: "p1", kind: "output", version: 1, code: "1.1", title: "Data", parent: "o1" },
  { id: "o2", kind: "outcome", version: 1, code: "2", title: "Empty", parent: null },
];
const activity = {
  id: "a1",
  output: "p1",
  lead: { id: "iom", acronym: "IOM" },
  contributors: [],
  objectives: [7],
  places: ["Mary"],
  money: total(LINES),
} as unknown as Activity;

describe("rows", () => {
  it("hold empty results only while the plan is written", () => {
    expect(rowsOf(results, [activity], false).map((row) => row.id)).toEqual(["o1", "p1", "a1"]);
    expect(rowsOf(results, [activity], true).map((row) => row.id)).toEqual(["o1", "p1", "a1", "o2"]);
    expect(rowsOf(results, [activity], false)[0]?.money.mobilise).toBe(83_00n);
  });
  it("stand right under their outcome in the Gantt, and fold with it", () => {
    const rows = ganttRows(results, [activity]);
    expect(rows.map((row) => [row.id, row.level, row.parent])).toEqual([
      ["o1", 1, null],
      ["a1", 2, "o1"],
    ]);
    expect(shown(rows, new Set(["o1"])).map((row) => row.id)).toEqual(["o1"]);
    expect(shown(rowsOf(results, [activity], true), new Set(["o1"])).map((row) => row.id)).toEqual(["o1", "o2"]);
  });
  it("have their place and their number among their likes", () => {
    const tree = {
      results: results.map(({ parent, ...each }) => ({ ...each, parent_id: parent })),
      activities: [
        { id: "a1", output_id: "p1" },
        { id: "a2", output_id: "p1" },
        { id: "a3", output_id: "p9" },
      ],
    };
    expect(siblings(tree, rowsOf(results, [activity], true)[2] as never)).toEqual(["a1", "a2"]);
    expect(siblings(tree, rowsOf(results, [activity], true)[0] as never)).toEqual(["o1", "o2"]);
    expect(nextCode(tree.results)).toBe("3");
    expect(nextCode(tree.results, { id: "o1", code: "1" })).toBe("1.2");
    expect(nextCode(tree.results, { id: "o2", code: "2" })).toBe("2.1");
  });
  it("are chosen by organisation, objective and region together", () => {
    expect(fits(activity, { agency: "iom", objective: 7, region: "Mary" })).toBe(true);
    expect(fits(activity, { agency: "iom", objective: 8 })).toBe(false);
    expect(numbersOf(" 7, 21;3 ")).toEqual([7, 21, 3]);
  });
});

describe("keys", () => {
  it("stay inside the grid", () => {
    expect(step("ArrowDown", false, { row: 2, column: 1 }, 3, 5)).toEqual({ row: 2, column: 1 });
    expect(step("End", true, { row: 0, column: 0 }, 3, 5)).toEqual({ row: 2, column: 4 });
    expect(step("x", false, { row: 0, column: 0 }, 3, 5)).toBeNull();
  });
  it("fold and lead back", () => {
    const outcome = { id: "o1", level: 1, parent: null, open: true };
    const leaf = { id: "a1", level: 2, parent: "o1" };
    expect(fold("ArrowLeft", outcome, false)).toBe("fold");
    expect(fold("ArrowRight", outcome, true)).toBe("unfold");
    expect(fold("ArrowLeft", leaf, false)).toBe("parent");
    expect(fold("ArrowRight", leaf, false)).toBeNull();
  });
});

describe("quarters", () => {
  it("run from the plan's first to the one that has begun, and the last that ended is reported on", () => {
    const all = quarters("2026-01-01", "2027-12-31", "2026-11-25");
    expect(all).toEqual(["2026-Q4", "2026-Q3", "2026-Q2", "2026-Q1"]);
    expect(owing(all, "2026-11-25")).toBe("2026-Q3");
    expect(quarters("2026-04-01", "2026-12-31", "2026-02-01")).toEqual(["2026-Q2"]);
    expect(quarters("2025-10-01", "2026-03-31", "2029-01-01")).toEqual(["2026-Q1", "2025-Q4"]);
    expect(quarterName("2026-Q3", "ru")).toBe("III кв. 2026 г.");
    expect(compactDay("2026-03-01", "en")).toBe("1 Mar 2026");
    expect(compactDay("2026-03-01", "tk")).toBe("01.03.2026");
    expect(owing(["2026-Q1"], "2026-02-01")).toBe("2026-Q1");
  });
});

describe("what was typed", () => {
  it("comes back after a broken line, and collides only where the same field was changed", () => {
    const kept = JSON.stringify({ "a|title": { id: "a", field: "title", value: "New", was: "Old", state: "sending" } });
    expect(revived(kept)["a|title"]?.state).toBe("failed");
    expect(revived("broken")).toEqual({});
    expect(collides({ was: "Old", value: "New" }, "Old")).toBe(false);
    expect(collides({ was: "Old", value: "New" }, "New")).toBe(false);
    expect(collides({ was: "Old", value: "New" }, "Other")).toBe(true);
  });
});
