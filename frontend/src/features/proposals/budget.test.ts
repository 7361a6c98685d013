import { describe, expect, it } from "vitest";
import {
  apportion,
  block,
  cellKey,
  fromAmount,
  indirect,
  type Line,
  laidOver,
  parse,
  shareKey,
  toAmount,
  totals,
  years,
} from "./budget";

describe("parse", () => {
  it.each([
    ["1,234.50", 123450n],
    ["1 234,50", 123450n],
    ["1\u00a0234,50", 123450n],
    ["1.234,50", 123450n],
    ["1,234", 123400n],
    ["1.234", 123400n],
    ["1234,5", 123450n],
    ["12.5", 1250n],
    ["0", 0n],
    ["0.07", 7n],
    ["$1,265,382.00", 126538200n],
    ["USD 96400", 9640000n],
    ["9999999999999.99", 999999999999999n],
  ])("%s", (typed, cents) => expect(parse(typed)).toBe(cents));

  it.each(["", " ", "-", "–"])("blank %j", (typed) => expect(parse(typed)).toBeNull());

  it.each(["abc", "-5", "1,23,4", "1.2345", "0,125", "1 2 3", "12,34.567", "1e5", "99999999999999", "1,234,50"])(
    "no amount: %s",
    (typed) => expect(parse(typed)).toBeUndefined(),
  );

  it("reads what it writes", () => {
    for (const cents of [0n, 7n, 123450n, 999999999999999n]) {
      expect(fromAmount(toAmount(cents))).toBe(cents);
      expect(parse(toAmount(cents))).toBe(cents);
    }
  });
});

const line = (puno: string, cents: bigint, category = 1, output: string | null = "1.1", year = 2027): Line => ({
  puno,
  output,
  category,
  year,
  cents,
});

describe("sums", () => {
  it("floors the indirect cost once per organisation", () => {
    expect(indirect(1_00n, 700)).toBe(7n);
    expect(indirect(99n, 700)).toBe(6n);
    expect(indirect(999_999_999_999_999n, 700)).toBe(69_999_999_999_999n);
  });

  it("adds up the same along every axis", () => {
    const lines = [
      line("IOM", 33n),
      line("IOM", 33n, 2),
      line("IOM", 33n, 1, null),
      line("UNFPA", 10_01n, 5, "1.2", 2028),
    ];
    const sums = totals(
      lines,
      new Map([
        ["IOM", 700],
        ["UNFPA", 500],
      ]),
    );
    expect(sums.byPuno.get("IOM")).toEqual({ direct: 99n, indirect: 6n, total: 105n });
    expect(sums.byPuno.get("UNFPA")).toEqual({ direct: 1001n, indirect: 50n, total: 1051n });
    expect(sums.total).toBe(1156n);
    expect(sums.byYear.get(2027)).toEqual({ direct: 99n, indirect: 6n, total: 105n });
    expect(sums.byPunoYear.get(shareKey("UNFPA", 2028))).toEqual({ direct: 1001n, indirect: 50n, total: 1051n });
    const add = (all: Iterable<bigint>) => [...all].reduce((one, other) => one + other, 0n);
    expect(add(sums.byCategory.values())).toBe(sums.direct);
    expect(add(sums.byOutput.values())).toBe(sums.direct);
  });

  it("lays what was typed over what stands", () => {
    const draft = {
      version: 1,
      cells: {
        [cellKey("1.1", 1, 2027)]: { text: "2,5", was: 33n },
        [cellKey("1.1", 2, 2027)]: { text: "", was: 33n },
        [cellKey("1.1", 3, 2027)]: { text: "nonsense", was: null },
        [cellKey(null, 4, 2028)]: { text: "0", was: null },
      },
    };
    const found = laidOver([line("IOM", 33n), line("IOM", 33n, 2), line("UNFPA", 1n)], "IOM", draft);
    expect(found).toEqual([line("IOM", 250n), line("IOM", 0n, 4, null, 2028)]);
  });
});

it("splits cents over years by largest remainder, ties to the earlier year, as the server does", () => {
  const split = (amount: bigint, ...weights: bigint[]) => [
    ...apportion(amount, new Map(weights.map((weight, at) => [2027 + at, weight]))).values(),
  ];
  expect(split(10n, 1n, 1n, 1n)).toEqual([4n, 3n, 3n]);
  expect(split(5n, 1n, 1n)).toEqual([3n, 2n]);
  expect(split(7n, 10n, 20n, 70n)).toEqual([1n, 1n, 5n]);
  expect(split(9n, 0n, 0n)).toEqual([9n, 0n]);
  expect(split(0n, 3n, 4n)).toEqual([0n, 0n]);
});

it("takes a block from a spreadsheet", () => {
  expect(block("1\t2\r\n3\t\r\n")).toEqual([
    ["1", "2"],
    ["3", ""],
  ]);
  expect(block("5")).toEqual([["5"]]);
});

it("knows the years of a programme", () => {
  expect(years("2027-03-01", 24, [], 2026)).toEqual([2027, 2028, 2029]);
  expect(years("2027-01-01", 24, [], 2026)).toEqual([2027, 2028]);
  expect(years(null, null, [], 2026)).toEqual([2027, 2028]);
  expect(years(null, 12, [line("IOM", 1n, 1, null, 2030)], 2026)).toEqual([2027, 2030]);
});
