import { type Language, useLanguage } from ".";
import { WORDS } from "./words.gen";

const COLUMN: Record<Language, 0 | 1 | 2> = { en: 0, ru: 1, tk: 2 };

/** The field's own word for a value of the API: `word("decision.state", "open")`. */
export const word = (of: string, value: string | null | undefined, spoken: Language): string =>
  value ? (WORDS[`${of}.${value}`]?.[COLUMN[spoken]] ?? value) : "–";

export function useWord() {
  const spoken = useLanguage();
  return (of: string, value: string | null | undefined) => word(of, value, spoken);
}
