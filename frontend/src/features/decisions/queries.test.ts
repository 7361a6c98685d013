import { expect, it } from "vitest";
import { keyed, markOf, type PositionRead, paragraphs, wordOf } from "./queries";

const seat = (more: Partial<PositionRead>): PositionRead =>
  ({ value: null, reached_at: null, ...more }) as PositionRead;

it("silence counts only where the notice arrived: two marks", () => {
  expect(markOf(seat({ reached_at: "2026-11-24T12:00:00Z" }))).toBe("not_answered");
  expect(markOf(seat({}))).toBe("not_delivered");
  expect(markOf(seat({ value: "objection" }))).toBe("objection");
});

it("who left the network during the round is marked and said as released", () => {
  const gone = seat({ value: "objection", released_at: "2026-11-24T12:00:00Z" });
  expect(markOf(gone)).toBe("recused");
  expect(wordOf(gone)).toBe("released");
  expect(wordOf(seat({ value: "support" }))).toBe("support");
});

it("paragraphs are parted by blank lines and keep their numbers", () => {
  expect(paragraphs("One.\n\nTwo,\nstill two.\n \n\n")).toEqual(["One.", "Two,\nstill two."]);
  expect(paragraphs(null)).toEqual([]);
  expect(keyed(["same", "same"]).map(({ key, number }) => [key, number])).toEqual([
    ["0.same", 1],
    ["1.same", 2],
  ]);
});
