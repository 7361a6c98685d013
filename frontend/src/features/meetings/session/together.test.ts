import { describe, expect, it } from "vitest";
import { together } from "./together";

describe("two texts are brought together", () => {
  it("takes from each what only it changed", () => {
    expect(together("a\nb\nc", "A\nb\nc", "a\nb\nC")).toEqual({ text: "A\nb\nC", clashes: 0 });
    expect(together("a\nb", "a\nb\nmine", "theirs\na\nb")).toEqual({ text: "theirs\na\nb\nmine", clashes: 0 });
  });

  it("keeps both where both added at the same place", () => {
    expect(together("", "mine", "theirs")).toEqual({ text: "theirs\nmine", clashes: 0 });
    expect(together("a", "a\nmine", "a\ntheirs")).toEqual({ text: "a\ntheirs\nmine", clashes: 0 });
  });

  it("keeps both where both changed the same lines, and says so", () => {
    const base = "a\nWHO asked for data.\nc";
    const mine = "a\nWHO asked for health data.\nc";
    const theirs = "a\nWHO asked for data by age.\nc";
    expect(together(base, mine, theirs)).toEqual({
      text: "a\nWHO asked for data by age.\nWHO asked for health data.\nc",
      clashes: 1,
    });
  });

  it("takes a removal of one, and not of what the other changed", () => {
    expect(together("a\nb\nc", "a\nc", "a\nb\nc").text).toBe("a\nc");
    expect(together("a\nb\nc", "a\nc", "a\nB\nc").text).toContain("B");
  });

  it("parts neighbours: one changed the first line, the other the second", () => {
    const base = "UNFPA presented the values for 2025.\nWHO asked for health data by region.";
    const mine = `${base.replace("region", "region and by age")}\nUNDP agreed.`;
    const theirs = base.replace("2025.", "2025 (paper 4).");
    expect(together(base, mine, theirs)).toEqual({
      text: "UNFPA presented the values for 2025 (paper 4).\nWHO asked for health data by region and by age.\nUNDP agreed.",
      clashes: 0,
    });
  });

  it("goes on where one has gone on from the other", () => {
    expect(together("", "One, two, three", "One, two").text).toBe("One, two, three");
  });

  it("loses no line that anybody added, whatever they were", () => {
    let seed = 7;
    const next = (most: number) => {
      seed = (seed * 16_807) % 2_147_483_647;
      return seed % most;
    };
    const changed = (lines: string[], who: string) => {
      const text = lines.flatMap((line, at) => {
        const what = next(5);
        if (what === 0) return [];
        return what === 1 ? [`${who}${at}`] : what === 2 ? [line, `${who}+${at}`] : [line];
      });
      return next(3) === 0 ? [...text, `${who} end`] : text;
    };
    for (let round = 0; round < 400; round += 1) {
      const base = [...Array(next(8))].map((_, at) => `line ${at}`);
      const [mine, theirs] = [changed(base, "M"), changed(base, "T")];
      const { text } = together(base.join("\n"), mine.join("\n"), theirs.join("\n"));
      const lines = text.split("\n");
      for (const line of [...mine, ...theirs]) if (!base.includes(line)) expect(lines).toContain(line);
      for (const line of base) if (mine.includes(line) && theirs.includes(line)) expect(lines).toContain(line);
    }
  });
});
