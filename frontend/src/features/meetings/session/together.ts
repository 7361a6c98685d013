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

const wordsOf = (line: string): string[] => line.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** How much two lines say the same: from 0 to 1. */
function alike(one: string, other: string): number {
  if (one === other) return 1;
  const [left, right] = [wordsOf(one), wordsOf(other)];
  const held = new Map<string, number>();
  for (const word of left) held.set(word, (held.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of right) {
    const count = held.get(word) ?? 0;
    if (count > 0) common += 1;
    held.set(word, count - 1);
  }
  return left.length + right.length === 0 ? 0 : (2 * common) / (left.length + right.length);
}

/** Which line each line of the base became: itself, or one that says mostly the same; −1 where it is gone. */
function became(base: string[], now: string[]): number[] {
  const width = now.length + 1;
  const worth = new Float64Array((base.length + 1) * width);
  const pair = (i: number, j: number) => {
    const likeness = alike(base[i] ?? "", now[j] ?? "");
    return likeness < 0.5 ? -1 : likeness + 1;
  };
  const at = (i: number, j: number) => worth[i * width + j] ?? 0;
  for (let i = base.length - 1; i >= 0; i -= 1)
    for (let j = now.length - 1; j >= 0; j -= 1)
      worth[i * width + j] = Math.max(pair(i, j) + at(i + 1, j + 1), at(i + 1, j), at(i, j + 1));
  const found = base.map(() => -1);
  let [i, j] = [0, 0];
  while (i < base.length && j < now.length) {
    const likeness = pair(i, j);
    if (likeness > 0 && at(i, j) === likeness + at(i + 1, j + 1)) {
      found[i] = j;
      i += 1;
      j += 1;
    } else if (at(i, j) === at(i + 1, j)) i += 1;
    else j += 1;
  }
  return found;
}

/** What both put at one place: the longer, where one goes on from the other; else both. */
function added(mine: string[], theirs: string[]): string[] {
  if (same(mine, theirs) || mine.length === 0 || begins(theirs, mine)) return theirs;
  return theirs.length === 0 || begins(mine, theirs) ? mine : [...theirs, ...mine];
}

/** One line of the base and what became of it: whoever alone changed it is right; where both did, both stand. */
function changed(base: string, mine: string | undefined, theirs: string | undefined): string[] {
  if (mine === theirs || mine === base) return theirs === undefined ? [] : [theirs];
  if (theirs === base) return mine === undefined ? [] : [mine];
  return added(mine === undefined ? [] : [mine], theirs === undefined ? [] : [theirs]);
}

/** One stretch that both changed, line by line. */
function settled(base: string[], mine: string[], theirs: string[]): { lines: string[]; clashes: number } {
  if (same(mine, theirs) || same(mine, base)) return { lines: theirs, clashes: 0 };
  if (same(theirs, base)) return { lines: mine, clashes: 0 };
  const [own, other] = [became(base, mine), became(base, theirs)];
  const lines: string[] = [];
  let clashes = 0;
  let [j, k] = [0, 0];
  const until = (where: number[], from: number, end: number) => where.slice(from).find((at) => at >= 0) ?? end;
  for (let i = 0; i <= base.length; i += 1) {
    const gone = i < base.length && (own[i] ?? -1) < 0 && (other[i] ?? -1) < 0;
    if (gone) continue;
    const [toJ, toK] = [until(own, i, mine.length), until(other, i, theirs.length)];
    // what was put before this line; before one that only the other still has, one's own waits for its next
    const ownHere = i === base.length || (own[i] ?? -1) >= 0 ? mine.slice(j, toJ) : [];
    const otherHere = i === base.length || (other[i] ?? -1) >= 0 ? theirs.slice(k, toK) : [];
    lines.push(...added(ownHere, otherHere));
    j += ownHere.length;
    k += otherHere.length;
    if (i === base.length) break;
    const [now, then] = [own[i] ?? -1, other[i] ?? -1];
    const kept = changed(base[i] ?? "", now < 0 ? undefined : mine[now], then < 0 ? undefined : theirs[then]);
    if (kept.length > 1) clashes += 1;
    lines.push(...kept);
    if (now >= 0) j = now + 1;
    if (then >= 0) k = then + 1;
  }
  return { lines, clashes };
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
    const stretch = settled(was.slice(i, toI), own.slice(j, toJ), other.slice(k, toK));
    out.push(...stretch.lines);
    clashes += stretch.clashes;
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
