export const paragraphs = (text: string | null | undefined): string[] =>
  (text ?? "")
    .split(/\n\s*\n/)
    .map((part) => part.trimEnd())
    .filter((part) => part.trim());

export interface Paragraph {
  key: string;
  id: string | null;
  text: string;
  number: number;
}

/** Each with its number and the id that stays with it. A translation has ids if it has as many paragraphs. */
export function numberedOf(text: string | null | undefined, ids: string[]): Paragraph[] {
  const parts = paragraphs(text);
  const known = parts.length === ids.length;
  return parts.map((part, at) => ({
    key: `${at}.${part.slice(0, 20)}`,
    id: known ? (ids[at] ?? null) : null,
    text: part,
    number: at + 1,
  }));
}

/** Paragraphs that say the same twice still need two keys. */
export const keyed = (list: string[]): { key: string; text: string; number: number }[] =>
  list.map((text, at) => ({ key: `${at}.${text.slice(0, 20)}`, text, number: at + 1 }));
