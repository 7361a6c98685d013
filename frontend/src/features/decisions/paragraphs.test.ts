import { expect, it } from "vitest";
import { numberedOf, paragraphs } from "./paragraphs";

it("paragraphs are parted by blank lines", () => {
  expect(paragraphs("One.\n\nTwo,\nstill two.\n \n\n")).toEqual(["One.", "Two,\nstill two."]);
  expect(paragraphs(null)).toEqual([]);
});

it("each keeps its number and its id, and two that say the same have two keys", () => {
  const found = numberedOf("same\n\nsame", ["p1", "p4"]);
  expect(found.map(({ id, number }) => [id, number])).toEqual([
    ["p1", 1],
    ["p4", 2],
  ]);
  expect(new Set(found.map(({ key }) => key)).size).toBe(2);
});

it("a translation in another number of paragraphs has none of their ids", () => {
  expect(numberedOf("ein\n\nzwei", ["p1"]).map(({ id }) => id)).toEqual([null, null]);
});
