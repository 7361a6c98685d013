/** Two texts that began from the same one, brought together line by line. Pure, so that it can be trusted. */

export interface Together {
  text: string;
  /** Places where both changed the same lines differently: both stand there, one after the other. */
  clashes: number;
}

const linesOf = (text: string): string[] => (text === "" ? [] : text.split("\n"));

/** Pairs of equal lines in both, in order: the longest common run. */
function pairs(one: string[], other: string[]): [number, number][] {
  const width = other.length + 1;
  const found = new Uint16Array((one.length + 1) * width);
  for (let i = one.length - 1; i >= 0; i -= 1)
    for (let j = other.length - 1; j >= 0; j -= 1)
      found[i * width + j] =
        one[i] === other[j]
          ? (found[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(found[(i + 1) * width + j] ?? 0, found[i * width + j + 1] ?? 0);
  const list: [number, number][] = [];
  let [i, j] = [0, 0];
  while (i < one.length && j < other.length) {
    if (one[i] === other[j]) {
      list.push([i, j]);
      i += 1;
      j += 1;
    } else if ((found[(i + 1) * width + j] ?? 0) >= (found[i * width + j + 1] ?? 0)) i += 1;
    else j += 1;
  }
  return list;
}

const same = (one: string[], other: string[]) =>
  one.length === other.length && one.every((line, at) => line === other[at]);
const begins = (long: string[], short: string[]) => long.join("\n").startsWith(short.join("\n"));

/** One stretch: whoever alone changed it is right; where both added, both stand; where both changed, both stand too. */
function settled(base: string[], mine: string[], theirs: string[]): { lines: string[]; clash: boolean } {
  if (same(mine, theirs) || same(mine, base)) return { lines: theirs, clash: false };
  if (same(theirs, base)) return { lines: mine, clash: false };
  if (begins(mine, theirs)) return { lines: mine, clash: false };
  if (begins(theirs, mine)) return { lines: theirs, clash: false };
  return { lines: [...theirs, ...mine], clash: base.length > 0 };
}

/** What both wrote, in one text. Every line that somebody added is in it. */
export function together(base: string, mine: string, theirs: string): Together {
  const [was, own, other] = [linesOf(base), linesOf(mine), linesOf(theirs)];
  const inOwn = new Map(pairs(was, own));
  const inOther = new Map(pairs(was, other));
  const out: string[] = [];
  let clashes = 0;
  let [i, j, k] = [0, 0, 0];
  const close = (toI: number, toJ: number, toK: number) => {
    const { lines, clash } = settled(was.slice(i, toI), own.slice(j, toJ), other.slice(k, toK));
    out.push(...lines);
    if (clash) clashes += 1;
    [i, j, k] = [toI, toJ, toK];
  };
  for (let at = 0; at < was.length; at += 1) {
    const [atOwn, atOther] = [inOwn.get(at), inOther.get(at)];
    if (atOwn === undefined || atOther === undefined) continue;
    close(at, atOwn, atOther);
    out.push(was[at] ?? "");
    [i, j, k] = [at + 1, atOwn + 1, atOther + 1];
  }
  close(was.length, own.length, other.length);
  return { text: out.join("\n"), clashes };
}
