import { kept } from "../statements/rules";

/** What became of one stretch of the text that both began from. */
export interface Chunk {
  /** `mine` and `theirs`: only one side changed it. `conflict`: both did, and differently. */
  kind: "same" | "mine" | "theirs" | "conflict";
  base: string[];
  mine: string[];
  theirs: string[];
}

export type Choice = "mine" | "theirs" | "both";

const equal = (one: string[], other: string[]) =>
  one.length === other.length && one.every((each, at) => each === other[at]);

function judged(base: string[], mine: string[], theirs: string[]): Chunk {
  const kind = equal(mine, theirs) ? "same" : equal(mine, base) ? "theirs" : equal(theirs, base) ? "mine" : "conflict";
  return { kind, base, mine, theirs };
}

/** Neighbouring paragraphs that two people put into other words are told apart while all three count the same. */
function split({ base, mine, theirs, kind }: Chunk): Chunk[] {
  if (kind !== "conflict" || base.length !== mine.length || base.length !== theirs.length)
    return [{ kind, base, mine, theirs }];
  return base.map((each, at) => judged([each], [mine[at] as string], [theirs[at] as string]));
}

/**
 * Two texts that began from the same one, brought together paragraph by paragraph: what only one of them changed is
 * taken over, what both changed is left to whoever saves last. Nothing of either is dropped here.
 */
export function merged(base: string[], mine: string[], theirs: string[]): Chunk[] {
  const inMine = new Map(kept(base, mine));
  const inTheirs = new Map(kept(base, theirs));
  const chunks: Chunk[] = [];
  let [b, m, t] = [0, 0, 0];
  const take = (toB: number, toM: number, toT: number) => {
    const [one, two, three] = [base.slice(b, toB), mine.slice(m, toM), theirs.slice(t, toT)];
    if (one.length + two.length + three.length > 0) chunks.push(...split(judged(one, two, three)));
    [b, m, t] = [toB, toM, toT];
  };
  base.forEach((each, at) => {
    const [inM, inT] = [inMine.get(at), inTheirs.get(at)];
    if (inM === undefined || inT === undefined) return;
    take(at, inM, inT);
    chunks.push({ kind: "same", base: [each], mine: [each], theirs: [each] });
    [b, m, t] = [at + 1, inM + 1, inT + 1];
  });
  take(base.length, mine.length, theirs.length);
  return chunks;
}

/** The text that comes out: of every conflict what was chosen, both one after the other where nothing was. */
export function together(chunks: Chunk[], choices: Record<number, Choice> = {}): string[] {
  return chunks.flatMap(({ kind, mine, theirs }, at) => {
    if (kind === "mine" || kind === "same") return mine;
    if (kind === "theirs") return theirs;
    const choice = choices[at] ?? "both";
    if (choice === "mine") return mine;
    if (choice === "theirs") return theirs;
    return [...theirs, ...mine];
  });
}
