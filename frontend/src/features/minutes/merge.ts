/** The text of minutes as it is edited: parts of the outline, each with its paragraphs. */
export interface Para {
  /** Null for one that was never saved. */
  id: string | null;
  /** Keeps it together with itself while it is edited. */
  key: string;
  text: string;
  visibility: string | null;
}

export interface Part {
  id: string;
  title: string;
  visibility: string | null;
  paragraphs: Para[];
}

/** What became of one paragraph that both began from. */
export interface Row {
  key: string;
  /** `mine` and `theirs`: only one side changed it. `conflict`: both did, and differently. */
  kind: "same" | "mine" | "theirs" | "conflict";
  base: Para | null;
  mine: Para | null;
  theirs: Para | null;
}

export interface MergedPart {
  id: string;
  title: string;
  visibility: string | null;
  rows: Row[];
}

export type Choice = "mine" | "theirs" | "both";

const equal = (one: Para | null, other: Para | null) =>
  one === other || (one !== null && other !== null && one.text === other.text && one.visibility === other.visibility);

function judged(key: string, base: Para | null, mine: Para | null, theirs: Para | null): Row {
  const kind = equal(mine, theirs) ? "same" : equal(mine, base) ? "theirs" : equal(theirs, base) ? "mine" : "conflict";
  return { key, kind, base, mine, theirs };
}

const keyOf = (each: Para) => each.id ?? each.key;

/** Each key of `more` where its neighbour before it stands in `order`. */
function woven(order: string[], more: string[]): string[] {
  const found = [...order];
  more.forEach((key, at) => {
    if (found.includes(key)) return;
    const before = more.slice(0, at).findLast((each) => found.includes(each));
    found.splice(before === undefined ? 0 : found.indexOf(before) + 1, 0, key);
  });
  return found;
}

/** Whether somebody put the paragraphs that stood already into another order. */
function reordered(base: string[], now: string[]): boolean {
  const held = now.filter((key) => base.includes(key));
  return base.filter((key) => held.includes(key)).some((key, at) => key !== held[at]);
}

/** One of three words: whose change it is where only one changed it, else one's own. */
function chosen<T>(base: T | undefined, mine: T, theirs: T): T {
  return mine === base ? theirs : mine;
}

/**
 * Two texts that began from the same one, brought together paragraph by paragraph: what only one of them changed is
 * taken over, what both changed is left to whoever saves last. Nothing of either is dropped here.
 */
export function merged(base: Part[], mine: Part[], theirs: Part[]): MergedPart[] {
  const find = (list: Part[], id: string) => list.find((part) => part.id === id);
  const ids = woven(
    theirs.map(({ id }) => id),
    mine.map(({ id }) => id),
  );
  return ids.map((id) => {
    const [was, own, other] = [find(base, id), find(mine, id), find(theirs, id)];
    const lists = [was, own, other].map((part) => (part?.paragraphs ?? []).map(keyOf)) as [
      string[],
      string[],
      string[],
    ];
    const order = reordered(lists[0], lists[1]) ? woven(lists[1], lists[2]) : woven(lists[2], lists[1]);
    const paragraph = (part: Part | undefined, key: string) =>
      part?.paragraphs.find((each) => keyOf(each) === key) ?? null;
    const title = chosen(was?.title, own?.title ?? other?.title ?? "", other?.title ?? own?.title ?? "");
    const visibility = chosen(was?.visibility, own ? own.visibility : null, other ? other.visibility : null);
    return {
      id,
      title,
      visibility,
      rows: order
        .map((key) => judged(key, paragraph(was, key), paragraph(own, key), paragraph(other, key)))
        .filter(({ mine: one, theirs: two }) => one || two),
    };
  });
}

/** The text that comes out: of every conflict what was chosen, both one after the other where nothing was. */
export function together(parts: MergedPart[], choices: Record<string, Choice> = {}): Part[] {
  return parts.map(({ id, title, visibility, rows }) => ({
    id,
    title,
    visibility,
    paragraphs: rows.flatMap(({ key, kind, mine, theirs }) => {
      const choice =
        kind === "mine" || kind === "theirs" ? kind : kind === "same" ? "theirs" : (choices[key] ?? "both");
      if (choice === "mine") return mine ? [mine] : [];
      if (choice === "theirs") return theirs ? [theirs] : [];
      const second = mine && theirs ? { ...mine, id: null, key: `${key}.mine` } : mine;
      return [theirs, second].filter((each): each is Para => each !== null);
    }),
  }));
}

export const conflictsOf = (parts: MergedPart[]): Row[] =>
  parts.flatMap(({ rows }) => rows.filter(({ kind }) => kind === "conflict"));

export const othersOf = (parts: MergedPart[]): Row[] =>
  parts.flatMap(({ rows }) => rows.filter(({ kind }) => kind === "mine" || kind === "theirs"));

interface Read {
  id: string;
  title: string;
  visibility: string | null;
  paragraphs: { id: string; text: string; visibility: string | null }[];
}

/** What the API reads, as it is edited. */
export const docOf = (parts: Read[]): Part[] =>
  parts.map(({ id, title, visibility, paragraphs }) => ({
    id,
    title,
    visibility,
    paragraphs: paragraphs.map((each) => ({
      id: each.id,
      key: each.id,
      text: each.text,
      visibility: each.visibility,
    })),
  }));

/** What is sent: a paragraph that is blank is left out. */
export const sentOf = (parts: Part[]) =>
  parts.map(({ id, title, visibility, paragraphs }) => ({
    id,
    title,
    visibility,
    paragraphs: paragraphs
      .filter(({ text }) => text.trim())
      .map((each) => ({ ...(each.id ? { id: each.id } : {}), text: each.text.trim(), visibility: each.visibility })),
  }));

export const sameText = (one: Part[], other: Part[]) => JSON.stringify(sentOf(one)) === JSON.stringify(sentOf(other));

/** The cells of a row of a table; one that says a single thing is a sentence across it. */
export function cellsOf(text: string, count: number): string[] {
  const cells = text.split("|").map((cell) => cell.trim());
  if (cells.length === 1) return cells;
  const found = cells.length > count ? [...cells.slice(0, count - 1), cells.slice(count - 1).join(" | ")] : cells;
  return [...found, ...Array<string>(count - found.length).fill("")];
}

/** A row as text. What parts cells cannot stand inside one, so it becomes a stroke; a blank row is none. */
export function rowOf(cells: string[]): string {
  const said = cells.map((cell) => cell.replaceAll("|", "/"));
  if (said.length === 1) return said[0] ?? "";
  return said.some((cell) => cell.trim()) ? said.join(" | ") : "";
}
