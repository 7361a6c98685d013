import { describe, expect, it } from "vitest";
import { decimalsOf, parse, plain, quotient, scaled, sum, told, unscaled } from "./numbers";
import { block, landed, moved } from "./sheet";

describe("a number as it is typed", () => {
  it("is read with the reader's decimal sign", () => {
    expect(parse("62.4", "en")).toBe("62.4");
    expect(parse("62,4", "ru")).toBe("62.4");
    expect(parse("62,4", "en")).toBe("62.4");
    expect(parse("1,234", "en")).toBe("1234");
    expect(parse("1,234", "ru")).toBe("1.234");
    expect(parse("1.234", "tk")).toBe("1.234");
    expect(parse("0,125", "en")).toBe("0.125");
  });
  it("may have groups as sheets write them", () => {
    for (const text of ["1,265,382.5", "1 265 382,5", "1\u00a0265\u00a0382,50", "1.265.382,5"])
      for (const spoken of ["en", "ru", "tk"] as const) expect(parse(text, spoken)).toBe("1265382.5");
    expect(parse("4,118", "en")).toBe("4118");
    expect(parse("4 118", "ru")).toBe("4118");
  });
  it("may be negative, or per cent", () => {
    expect(parse("-3,5", "ru")).toBe("-3.5");
    expect(parse("−3.5 %", "en")).toBe("-3.5");
    expect(parse("−3.5%", "en")).toBe("-3.5");
    expect(parse("-0", "en")).toBe("0");
  });
  it("is blank, or zero, and never the one for the other", () => {
    for (const text of ["", " ", "–", "-"]) expect(parse(text, "en")).toBeNull();
    expect(parse("0", "en")).toBe("0");
    expect(parse("0.0", "en")).toBe("0");
  });
  it("or is none, and is not guessed", () => {
    for (const text of ["<5", "c", "n/a", "12 or so", "1,23,4", "1.2.3", "1e3", "--1", "."])
      expect(parse(text, "en")).toBeUndefined();
  });
});

describe("exact sums", () => {
  it("leave blanks out, and are blank for nothing", () => {
    expect(sum(["0.1", "0.2", null], 1)).toBe("0.3");
    expect(sum([null, null], 1)).toBeNull();
    expect(sum(["0", null], 0)).toBe("0");
    expect(sum(["9007199254740993", "1"], 0)).toBe("9007199254740994");
  });
  it("come back from their scale", () => {
    for (const text of ["0", "5", "-5", "62.4", "-0.05", "1265382.5"]) expect(unscaled(scaled(text, 2), 2)).toBe(text);
  });
  it("of parts and wholes are not averaged", () => {
    expect(quotient("2570", "4118", 100, 1)).toBe("62.4");
    expect(quotient("1", "3", 100, 1)).toBe("33.3");
    expect(quotient("1", "8", 100, 0)).toBe("13");
    expect(quotient("-1", "8", 100, 0)).toBe("-13");
    expect(quotient("1", "0", 100, 1)).toBeNull();
    expect(quotient(null, "5", 100, 1)).toBeNull();
  });
  it("are told in the reader's way", () => {
    expect(told("1265382.5", "en")).toBe("1,265,382.5");
    expect(told("1265382.5", "ru")).toBe("1\u00a0265\u00a0382,5");
    expect(told("62", "en", 1)).toBe("62.0");
    expect(told(null, "en")).toBe("–");
    expect(plain("62.4", "tk")).toBe("62,4");
    expect(decimalsOf("62.40")).toBe(2);
  });
});

describe("a pasted block", () => {
  it("is read as a spreadsheet writes it", () => {
    expect(block("1\t2\r\n3\t4\r\n")).toEqual([
      ["1", "2"],
      ["3", "4"],
    ]);
    expect(block('"a\nb"\t"say ""x"""')).toEqual([["a\nb", 'say "x"']]);
    expect(block("1\t\t3")).toEqual([["1", "", "3"]]);
  });
  it("lands from where it was pasted, and what is outside is left out", () => {
    const rows = [
      ["a", "b"],
      ["c", "d"],
    ];
    expect(landed([["1", "2"], ["3"]], rows, 1, 1)).toEqual([{ cell: "d", text: "1" }]);
    expect(landed([["1", "2"]], rows, 0, 0)).toEqual([
      { cell: "a", text: "1" },
      { cell: "b", text: "2" },
    ]);
  });
  it("the arrows go over what is computed", () => {
    const open = [
      [false, false],
      [true, true],
      [false, false],
      [true, false],
    ];
    expect(moved(open, [1, 0], [1, 0])).toEqual([3, 0]);
    expect(moved(open, [1, 1], [1, 0])).toEqual([1, 1]);
    expect(moved(open, [1, 0], [-1, 0])).toEqual([1, 0]);
    expect(moved(open, [1, 0], [0, 1])).toEqual([1, 1]);
  });
});
