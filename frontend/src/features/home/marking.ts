/** Letters as the server compares them: without case, accents and Turkmen marks. */
export const fold = (text: string): string => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
export const wordsOf = (text: string): string[] => fold(text).match(WORD) ?? [];

/** Endings differ, the beginning tells: a word is found by all but its last letters. */
const root = (word: string) => (word.length > 5 ? word.slice(0, Math.max(5, word.length - 3)) : word);

/** A text in pieces, those that answer the question marked. */
export function marked(text: string, query: string): { text: string; hit: boolean; at: number }[] {
  const roots = wordsOf(query).map(root);
  const pieces: { text: string; hit: boolean; at: number }[] = [];
  let at = 0;
  for (const match of text.matchAll(WORD)) {
    if (!roots.some((each) => fold(match[0]).startsWith(each))) continue;
    if (match.index > at) pieces.push({ text: text.slice(at, match.index), hit: false, at });
    pieces.push({ text: match[0], hit: true, at: match.index });
    at = match.index + match[0].length;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), hit: false, at });
  return pieces;
}

export const isExact = (number: string | null, query: string): boolean =>
  number !== null && number.toUpperCase() === query.replace(/[^\p{L}\p{N}_/.-]/gu, "").toUpperCase();
