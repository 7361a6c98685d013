import { describe, expect, it } from "vitest";
import { changedFrom } from "./About";
import { type ProposalRead, placeOf, rate, rateOf } from "./queries";
import { percent } from "./Readiness";

const found = {
  budget: { lines: [{ acronym: "IOM", output: null, category: 3, year: 2027 }] },
} as unknown as ProposalRead;

describe("where a finding is mended", () => {
  it.each([
    ["/title", { tab: "text", panel: "text", field: "title" }],
    ["/months", { tab: "text", panel: "text", field: "months" }],
    ["/punos/1", { tab: "partners", panel: "punos" }],
    ["/government_counterparts", { tab: "partners", panel: "government" }],
    ["/outputs", { tab: "results", panel: "outputs" }],
    ["/budget", { tab: "budget" }],
    ["/budget/lines/0/output", { tab: "budget", part: "IOM", cell: "|3|2027" }],
    ["/budget/lines/7/output", { tab: "budget" }],
    ["/decision", { tab: "endorsement" }],
    ["/government_endorsement", { tab: "endorsement" }],
  ])("%s", (where, place) => expect(placeOf(where, found)).toEqual(place));
});

it("reads rates as people write them, and leaves the rest to the server", () => {
  expect(rate(700, "en")).toBe("7");
  expect(rate(650, "ru")).toBe("6,5");
  for (const [typed, points] of [
    ["7", 700],
    ["6,5 %", 650],
    ["0.07", 7],
    ["7.125", "7.125"],
    ["much", "much"],
  ] as const)
    expect(rateOf(typed)).toBe(points);
});

it("rounds a share to tenths without a float", () => {
  expect(percent(1n, 3n, "en")).toBe("33.3%");
  expect(percent(2n, 3n, "ru")).toBe("66,7\u00a0%");
  expect(percent(5n, 0n, "en")).toBe("–");
});

it("sends only what the writer changed", () => {
  const opened = {
    title: { en: "Data", ru: null, tk: null },
    summary: { en: "Long.", ru: null, tk: null },
    thematic_area: "TA1",
    primary_objective: 1,
    objectives: [3, 7],
    starts_on: null,
    months: 24,
  } as unknown as ProposalRead;
  const values = {
    title: "Data",
    en: "Long.",
    thematic_area: "TA1",
    primary_objective: "1",
    objectives: "3, 7",
    months: "24",
  };
  expect(changedFrom(opened, values)).toEqual({});
  expect(changedFrom(opened, { ...values, months: "30", en: "" })).toEqual({ months: 30, summary: null });
  expect(changedFrom(opened, { ...values, objectives: "7; 3" })).toEqual({ objectives: [7, 3] });
});
