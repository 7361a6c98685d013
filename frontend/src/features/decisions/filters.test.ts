import { expect, it } from "vitest";
import { exportOf, narrowed, years } from "./filters";

it("takes from the address what narrows the register, and nothing else", () => {
  expect(narrowed({ q: "", panel: "new", state: "adopted", year: 2026, superseded: false })).toEqual({
    state: "adopted",
    year: "2026",
    superseded: "false",
  });
});

it("exports exactly what is shown", () => {
  const address = exportOf("turkmenistan", "csv", "ru", { q: "план & срок", year: "2026" });
  const query = new URL(address, "http://x").searchParams;
  expect(Object.fromEntries(query)).toEqual({ format: "csv", language: "ru", q: "план & срок", year: "2026" });
});

it("offers the years since the network was established", () => {
  const now = Date.parse("2026-11-25T00:00:00Z");
  expect(years(now, "2024-05-01")).toEqual(["2026", "2025", "2024"]);
  expect(years(now, null)).toEqual(["2026"]);
  expect(years(now, "2031-01-01")).toEqual(["2026"]);
});
