import { describe, expect, it } from "vitest";
import { cellsOf, conflictsOf, docOf, merged, othersOf, type Part, rowOf, sentOf, together } from "./merge";

const doc = (...paragraphs: [id: string | null, text: string][]): Part[] => [
  {
    id: "items",
    title: "Items",
    visibility: null,
    paragraphs: paragraphs.map(([id, text], at) => ({ id, key: id ?? `new.${text}.${at}`, text, visibility: null })),
  },
];
const BASE = doc(["a", "opening"], ["b", "data"], ["c", "closing"]);
const texts = (parts: Part[]) => parts.flatMap((part) => part.paragraphs.map(({ text }) => text));
const kinds = (mine: Part[], theirs: Part[]) => merged(BASE, mine, theirs)[0]?.rows.map(({ kind }) => kind);

describe("two texts brought together", () => {
  it("take over what only one side changed", () => {
    const rows = merged(
      BASE,
      doc(["a", "mine"], ["b", "data"], ["c", "closing"]),
      doc(["a", "opening"], ["b", "data"], ["c", "theirs"]),
    );
    expect(rows[0]?.rows.map(({ kind }) => kind)).toEqual(["mine", "same", "theirs"]);
    expect(conflictsOf(rows)).toEqual([]);
    expect(othersOf(rows).length).toBe(2);
    expect(texts(together(rows))).toEqual(["mine", "data", "theirs"]);
  });

  it("leave to people what both changed, and drop nothing meanwhile", () => {
    const rows = merged(
      BASE,
      doc(["a", "opening"], ["b", "mine"], ["c", "closing"]),
      doc(["a", "opening"], ["b", "theirs"], ["c", "closing"]),
    );
    expect(conflictsOf(rows).map(({ key }) => key)).toEqual(["b"]);
    expect(texts(together(rows))).toEqual(["opening", "theirs", "mine", "closing"]);
    expect(together(rows)[0]?.paragraphs.map(({ id }) => id)).toEqual(["a", "b", null, "c"]);
    expect(texts(together(rows, { b: "mine" }))).toEqual(["opening", "mine", "closing"]);
    expect(texts(together(rows, { b: "theirs" }))).toEqual(["opening", "theirs", "closing"]);
  });

  it("keep additions of both where they were written", () => {
    const mine = doc([null, "mine first"], ["a", "opening"], ["b", "data"], ["c", "closing"]);
    const theirs = doc(["a", "opening"], ["x", "theirs between"], ["b", "data"], ["c", "closing"]);
    expect(texts(together(merged(BASE, mine, theirs)))).toEqual([
      "mine first",
      "opening",
      "theirs between",
      "data",
      "closing",
    ]);
  });

  it("know a removal as a change, and a removal of what was rewritten as a conflict", () => {
    const without = doc(["a", "opening"], ["c", "closing"]);
    expect(texts(together(merged(BASE, without, BASE)))).toEqual(["opening", "closing"]);
    expect(texts(together(merged(BASE, BASE, without)))).toEqual(["opening", "closing"]);
    const rewritten = doc(["a", "opening"], ["b", "rewritten"], ["c", "closing"]);
    expect(kinds(without, rewritten)).toEqual(["same", "conflict", "same"]);
    expect(texts(together(merged(BASE, without, rewritten)))).toContain("rewritten");
  });

  it("follow one's own order where one changed it", () => {
    const mine = doc(["c", "closing"], ["a", "opening"], ["b", "data"]);
    const theirs = doc(["a", "opening"], ["b", "theirs"], ["c", "closing"]);
    expect(texts(together(merged(BASE, mine, theirs)))).toEqual(["closing", "opening", "theirs"]);
  });

  it("take over a narrower circle, and a heading that only one changed", () => {
    const theirs = doc(["a", "opening"], ["b", "data"], ["c", "closing"]);
    (theirs[0] as Part).title = "Matters";
    (theirs[0]?.paragraphs[1] as Part["paragraphs"][number]).visibility = "secretariat";
    const [part] = together(merged(BASE, BASE, theirs));
    expect([part?.title, part?.paragraphs[1]?.visibility]).toEqual(["Matters", "secretariat"]);
  });

  it("lose no word of either side, whatever was typed", () => {
    const base = doc(...[...Array(9)].map((_, at): [string, string] => [`p${at}`, `words ${at}`]));
    const some = (seed: number) =>
      doc(
        ...[...Array(9)].flatMap((_, at): [string | null, string][] => {
          const dice = Math.abs(Math.sin(seed * 97 + at * 13)) * 10;
          if (dice < 2) return [];
          if (dice < 4) return [[`p${at}`, `${seed} ${at}`]];
          if (dice < 5)
            return [
              [`p${at}`, `words ${at}`],
              [null, `${seed} + ${at}`],
            ];
          return [[`p${at}`, `words ${at}`]];
        }),
      );
    const began = texts(base);
    for (let seed = 1; seed < 60; seed += 1) {
      const [mine, theirs] = [some(seed), some(seed + 1000)];
      const out = texts(together(merged(base, mine, theirs)));
      for (const own of [...texts(mine), ...texts(theirs)].filter((each) => !began.includes(each)))
        expect(out).toContain(own);
      expect(texts(together(merged(base, mine, base)))).toEqual(texts(mine));
      expect(texts(together(merged(base, base, theirs)))).toEqual(texts(theirs));
    }
  });
});

it("sends what was read, without what is blank", () => {
  const read = [
    { id: "facts", title: "Facts", visibility: null, paragraphs: [{ id: "f", text: "Place | –", visibility: null }] },
  ];
  expect(sentOf(docOf(read))).toEqual(read);
  expect(sentOf(doc(["a", " "], [null, "new "]))[0]?.paragraphs).toEqual([{ text: "new", visibility: null }]);
});

it("parts a row into its cells and joins them again", () => {
  expect(cellsOf("IOM | Aylar Gurbanova", 3)).toEqual(["IOM", "Aylar Gurbanova", ""]);
  expect(cellsOf("No decision was taken.", 3)).toEqual(["No decision was taken."]);
  expect(cellsOf("a | b | c | d", 3)).toEqual(["a", "b", "c | d"]);
  expect(rowOf(["IOM", "a|b", ""])).toBe("IOM | a/b | ");
  expect(rowOf(["", " ", ""])).toBe("");
});
