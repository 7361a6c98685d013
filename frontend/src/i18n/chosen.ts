import type { Language, Words } from ".";

type Common = Record<string, Words>;
type Terms = Record<string, string>;

const WORDS: Record<Language, () => Promise<{ common: Common }>> = {
  en: () => import("virtual:words/en"),
  ru: () => import("virtual:words/ru"),
  tk: () => import("virtual:words/tk"),
};
const TERMS: Record<Language, () => Promise<{ words: Terms }>> = {
  en: () => import("virtual:terms/en"),
  ru: () => import("virtual:terms/ru"),
  tk: () => import("virtual:terms/tk"),
};
const common: Partial<Record<Language, Common>> = {};
const terms: Partial<Record<Language, Terms>> = {};
/** Whether a page is open that names values of the API: from then on every language brings their names along. */
let naming = false;

/** Bring a language onto the page; nothing is drawn in it before. */
export async function load(language: Language): Promise<void> {
  const [words, names] = await Promise.all([
    common[language] ?? WORDS[language]().then((found) => found.common),
    naming ? (terms[language] ?? TERMS[language]().then((found) => found.words)) : undefined,
  ]);
  common[language] = words;
  if (names) terms[language] = names;
}

/** What states, moves and kinds are called: every page needs it but those of signing in. */
export function loadTerms(language: Language): Promise<void> {
  naming = true;
  return load(language);
}

/** What every page says. */
export const commonIn = (language: Language): Common | undefined => common[language];
/** What the API's values are called. */
export const termsIn = (language: Language): Terms | undefined => terms[language];
