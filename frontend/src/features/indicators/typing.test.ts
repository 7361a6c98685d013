import { describe, expect, it } from "vitest";
import { type Counting, cellsOf, type Part } from "./entry";
import { conflictsOf, faultsOf, keyAndMeasure, laidOver, partsOf, typedInto } from "./typing";

const percent: Counting = { kind: "percentage", decimals: 1, partDecimals: 0, per: 100 };
const women: Part = { place: "", dims: "sex=female", value: null, numerator: "963", denominator: "1684" };
const standing = cellsOf([women]);
const [N, D] = ["|sex=female/numerator", "|sex=female/denominator"];

describe("what is typed into a value", () => {
  it("lies over what is saved, and remembers what stood there", () => {
    const typed = typedInto(standing, {}, { [N]: "970" }, "en");
    expect(typed).toEqual({ [N]: { text: "970", was: "963" } });
    expect(laidOver(standing, typed, "en").get("|sex=female")).toEqual({
      ...empty,
      numerator: "970",
      denominator: "1684",
    });
    expect(standing.get("|sex=female")?.numerator).toBe("963");
  });
  it("is forgotten when it says what is saved", () => {
    const typed = typedInto(standing, {}, { [N]: "970" }, "en");
    expect(typedInto(standing, typed, { [N]: "963" }, "en")).toEqual({});
    expect(typedInto(standing, {}, { "|sex=male/numerator": "" }, "en")).toEqual({});
  });
  it("keeps the first number that it was typed over", () => {
    const first = typedInto(standing, {}, { [N]: "970" }, "en");
    const moved = cellsOf([{ ...women, numerator: "965" }]);
    const second = typedInto(moved, first, { [N]: "971" }, "en");
    expect(second[N]?.was).toBe("963");
    expect(conflictsOf(moved, second)).toEqual([N]);
    expect(conflictsOf(standing, second)).toEqual([]);
  });
  it("is told where it cannot be saved", () => {
    const typed = typedInto(standing, {}, { [N]: "many", [D]: "1684,5" }, "ru");
    expect(faultsOf(laidOver(standing, typed, "ru"), typed, percent, "ru")).toEqual({
      [N]: "notNumber",
      [D]: "tooFine",
    });
    const half = typedInto(standing, {}, { [N]: "" }, "en");
    expect(faultsOf(laidOver(standing, half, "en"), half, percent, "en")).toEqual({ [N]: "halfPair" });
  });
  it("is sent without blanks; zero is a number", () => {
    const typed = typedInto(standing, {}, { [N]: "0", [D]: "0", "TM-M|sex=male/numerator": "1" }, "en");
    expect(partsOf(laidOver(standing, typed, "en"))).toEqual([
      { place: "", dims: "sex=female", value: null, numerator: "0", denominator: "0" },
      { place: "TM-M", dims: "sex=male", value: null, numerator: "1", denominator: null },
    ]);
    const blank = typedInto(standing, {}, { [N]: "", [D]: "–" }, "en");
    expect(partsOf(laidOver(standing, blank, "en"))).toEqual([]);
    expect(partsOf(laidOver(standing, blank, "en"), standing)).toEqual([
      { ...women, numerator: null, denominator: null },
    ]);
  });
  it("is found by part and number", () => {
    expect(keyAndMeasure("TM-M|sex=male/numerator")).toEqual(["TM-M|sex=male", "numerator"]);
  });
});

const empty = { value: null, numerator: null, denominator: null };
