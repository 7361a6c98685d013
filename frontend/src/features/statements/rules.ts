import { LANGUAGES, type Language } from "../../i18n";

export type StepKey = "drafted" | "cleared" | "signed" | "published" | "withdrawn" | "abandoned";
/** Done; being done; not yet; and what will not come, because the work was abandoned. */
export type StepState = "done" | "now" | "next" | "never";
export interface Step {
  key: StepKey;
  state: StepState;
}

interface Course {
  state: string;
  /** Whether a decision was made of it, and whether the network adopted that. */
  put: boolean;
  adopted: boolean;
}

const ROAD = ["drafted", "cleared", "signed", "published"] as const;

/** How far a statement is on its one road; a fifth step says what ended it. */
export function steps({ state, put, adopted }: Course): Step[] {
  const reached = { signed: 3, published: 4, withdrawn: 4 }[state] ?? (adopted ? 2 : put ? 1 : 0);
  const ended = state === "abandoned";
  const road = ROAD.map((key, at): Step => {
    if (at < reached) return { key, state: "done" };
    return { key, state: ended ? "never" : at === reached ? "now" : "next" };
  });
  return ended || state === "withdrawn" ? [...road, { key: state as StepKey, state: "done" }] : road;
}

/** The language that a reader is shown: the chosen one, else the own, else the authoritative; only where a text is. */
export function shownIn(
  texts: Partial<Record<Language, string | null>>,
  wanted: (Language | undefined)[],
  authoritative: Language,
): Language {
  return wanted.find((each) => each && texts[each]) ?? authoritative;
}

/** The next language that has a text, forwards or backwards, for `[` and `]`. */
export function besides(texts: Partial<Record<Language, string | null>>, shown: Language, by: 1 | -1): Language {
  const there = LANGUAGES.filter((each) => texts[each]);
  return there[(there.indexOf(shown) + by + there.length) % there.length] ?? shown;
}

/** TKM/2026/S-003 in an address: nothing that a mail or a messenger would cut or quote. */
export const inAddress = (number: string): string => number.replaceAll("/", "-");

export const partsOf = (text: string | null | undefined): string[] =>
  (text ?? "")
    .split(/\n[^\S\n]*\n\s*/)
    .map((part) => part.trim())
    .filter((part) => part);

/** One row of the side-by-side view. */
export interface Row {
  /** The paragraph of the source as it is now; null: it is gone. */
  source: string | null;
  /** The paragraph that the translation was written from, where it was another one; null: there was none. */
  was: string | null;
  text: string;
}

/** Pairs of places that the longest common run of equal things keeps together. */
export function kept<T>(before: T[], after: T[]): [number, number][] {
  const length = before.map(() => new Array<number>(after.length + 1).fill(0));
  length.push(new Array<number>(after.length + 1).fill(0));
  const at = (i: number, j: number) => length[i]?.[j] ?? 0;
  for (let i = before.length - 1; i >= 0; i -= 1)
    for (let j = after.length - 1; j >= 0; j -= 1)
      (length[i] as number[])[j] = before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < before.length && j < after.length; ) {
    if (before[i] === after[j]) pairs.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return pairs;
}

/**
 * The translation beside the source of today: each of its paragraphs stays with the source paragraph it was written
 * from. Between unchanged ones they pair up in order: what is left over is new, or gone.
 */
export function beside(source: string[], was: string[], translated: string[]): Row[] {
  const rows: Row[] = [];
  let i = 0;
  let j = 0;
  const take = (untilWas: number, untilSource: number) => {
    while (i < untilWas || j < untilSource) {
      const old = i < untilWas ? i++ : null;
      const now = j < untilSource ? j++ : null;
      rows.push({
        source: now === null ? null : (source[now] ?? null),
        was: old === null ? null : (was[old] ?? null),
        text: old === null ? "" : (translated[old] ?? ""),
      });
    }
  };
  for (const [old, now] of kept(was, source)) {
    take(old, now);
    take(old + 1, now + 1);
  }
  take(was.length, source.length);
  for (const extra of translated.slice(was.length)) rows.push({ source: null, was: null, text: extra });
  return rows;
}

/** Whether the source is another one than the translation was made from. */
export const changed = (row: Row): boolean => row.source !== row.was;

/** What has been looked at: an unchanged paragraph, one confirmed, a new one that is filled, one that has gone. */
export const settled = (row: Row): boolean =>
  !changed(row) || row.source === null || (row.was === null && row.text.trim() !== "");

/** What stands for a paragraph that is not translated yet, so that those after it keep their places. */
export const GAP = "[…]";

/**
 * The text that is saved: what stands beside the paragraphs of the source of today; or, while some of them are still to
 * be looked at, of the source that it was made from, so that what changed can be told tomorrow as well.
 */
export function joined(rows: Row[], beside: "source" | "was" = "source"): string {
  const texts = rows
    .filter((row) => row[beside] !== null)
    .map((row) => row.text.replace(/\n[^\S\n]*\n\s*/g, "\n").trim());
  return texts.some((text) => text) ? texts.map((text) => text || GAP).join("\n\n") : "";
}

/** A saved text as it is typed: a gap is an empty field. */
export const typed = (text: string | null | undefined): string[] =>
  partsOf(text).map((part) => (part === GAP ? "" : part));

/** Rows that were being typed when the source changed under them: each goes where its paragraph went. */
export function carried(rows: Row[], source: string[]): Row[] {
  const held = rows.filter((row) => row.source !== null);
  const sources = held.map((row) => row.source as string);
  let at = 0;
  return beside(
    source,
    sources,
    held.map((row) => row.text),
  ).map((row) => (row.was === null ? row : { ...row, was: (held[at++] as Row).was }));
}
