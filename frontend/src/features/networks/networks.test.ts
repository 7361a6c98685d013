import { expect, it } from "vitest";
import { LANGUAGES } from "../../i18n";
import { changesOf, inSeconds, inUnits } from "./durations";
import { strings } from "./strings";

it("tells a period in the largest unit that holds it whole", () => {
  expect(inUnits(259_200)).toEqual({ count: 72, unit: "hours" });
  expect(inUnits(5400)).toEqual({ count: 90, unit: "minutes" });
  expect(inUnits(1)).toEqual({ count: 1, unit: "seconds" });
});

it("sends it back in seconds", () => {
  expect(inSeconds("72", "hours")).toBe(259_200);
  expect(inSeconds("1.5", "hours")).toBe(5400);
});

it("tells which settings each entry of the journal changed", () => {
  const entry = (seq: number, row: Record<string, unknown> | null, organisation: string | null = "IOM") => ({
    seq,
    at: "2026-11-25T10:00:00Z",
    organisation,
    payload: row && { row },
  });
  const changes = changesOf([
    entry(9, { adopted_by: "both", name: { en: "B" }, version: 3 }),
    entry(5, { adopted_by: "one", name: { en: "B" }, version: 2 }),
    entry(1, { adopted_by: "one", name: { en: "A" }, version: 1 }, null),
  ]);
  expect(changes.map(({ seq, settings }) => [seq, settings])).toEqual([
    [9, ["adopted_by"]],
    [5, ["name"]],
  ]);
});

it("claims nothing where an entry is withheld", () => {
  const changes = changesOf([
    { seq: 2, at: "", organisation: null, payload: { row: { adopted_by: "both" } } },
    { seq: 1, at: "", organisation: null, payload: null },
  ]);
  expect(changes).toEqual([]);
});

it("says everything in three languages", () => {
  for (const [key, said] of Object.entries(strings))
    for (const spoken of LANGUAGES) expect(said[spoken], key).toBeTruthy();
});
