import { expect, it } from "vitest";
import { dayOff } from "./days";

const holidays = [
  {
    on: "2026-12-12",
    name: { en: "Day of Neutrality", ru: null, tk: null },
    source: null,
    confidence: "unverified" as const,
  },
];
const calendar = { working_days: [1, 2, 3, 4, 5], holidays };

it("knows the days on which the duty station does not work", () => {
  expect(dayOff("2026-12-11", calendar)).toBeNull();
  expect(dayOff("2026-12-13", calendar)).toEqual({ kind: "weekend" });
  expect(dayOff("2026-12-12", calendar)).toMatchObject({ kind: "holiday", checked: false });
});

it("asks the network's own week: Sunday is its seventh day", () => {
  expect(dayOff("2026-12-13", { working_days: [7], holidays: [] })).toBeNull();
  expect(dayOff("2026-12-14", { working_days: [7], holidays: [] })).toEqual({ kind: "weekend" });
});
