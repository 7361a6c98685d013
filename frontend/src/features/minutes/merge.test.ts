import { describe, expect, it } from "vitest";
import { merged, together } from "./merge";

const BASE = ["opening", "data", "closing"];
const kinds = (mine: string[], theirs: string[], base = BASE) => merged(base, mine, theirs).map(({ kind }) => kind);

describe("two texts brought together", () => {
  it("take over what only one side changed", () => {
    const chunks = merged(BASE, ["opening, mine", "data", "closing"], ["opening", "data", "closing, theirs"]);
    expect(chunks.map(({ kind }) => kind)).toEqual(["mine", "same", "theirs"]);
    expect(together(chunks)).toEqual(["opening, mine", "data", "closing, theirs"]);
  });

  it("tell neighbours apart that two people changed", () => {
    expect(kinds(["one", "data", "closing"], ["opening", "two", "closing"])).toEqual(["mine", "theirs", "same"]);
  });

  it("leave to people what both changed, and drop nothing meanwhile", () => {
    const chunks = merged(BASE, ["opening", "mine", "closing"], ["opening", "theirs", "closing"]);
    expect(chunks.map(({ kind }) => kind)).toEqual(["same", "conflict", "same"]);
    expect(together(chunks)).toEqual(["opening", "theirs", "mine", "closing"]);
    expect(together(chunks, { 1: "mine" })).toEqual(["opening", "mine", "closing"]);
    expect(together(chunks, { 1: "theirs" })).toEqual(["opening", "theirs", "closing"]);
  });

  it("keep additions of both, at both ends and between", () => {
    const chunks = merged(BASE, ["mine first", ...BASE], [...BASE, "theirs last"]);
    expect(together(chunks)).toEqual(["mine first", ...BASE, "theirs last"]);
    expect(kinds([...BASE, "a"], [...BASE, "b"])).toEqual(["same", "same", "same", "conflict"]);
  });

  it("see the same change as no conflict, a removal as a change, a removal of what was rewritten as a conflict", () => {
    expect(kinds(["x", "data", "closing"], ["x", "data", "closing"])).toEqual(["same", "same", "same"]);
    expect(together(merged(BASE, ["opening", "closing"], BASE))).toEqual(["opening", "closing"]);
    expect(kinds(["opening", "closing"], ["opening", "rewritten", "closing"])).toEqual(["same", "conflict", "same"]);
  });

  it("lose no word of either side, whatever was typed", () => {
    const some = (seed: number) =>
      [...Array(9)].flatMap((_, at) => {
        const dice = Math.abs(Math.sin(seed * 97 + at * 13)) * 10;
        return dice < 2 ? [] : dice < 4 ? [`${seed}.${at}`] : dice < 5 ? [`p${at}`, `${seed}+${at}`] : [`p${at}`];
      });
    const base = [...Array(9)].map((_, at) => `p${at}`);
    for (let seed = 1; seed < 60; seed += 1) {
      const [mine, theirs] = [some(seed), some(seed + 1000)];
      const text = together(merged(base, mine, theirs));
      for (const own of [...mine, ...theirs].filter((each) => !base.includes(each))) expect(text).toContain(own);
      expect(together(merged(base, mine, base))).toEqual(mine);
      expect(together(merged(base, base, theirs))).toEqual(theirs);
    }
  });
});
