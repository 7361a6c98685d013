import type { Language, Words } from ".";

/** The words that every page says and those of the API's values, in one language. */
export interface Spoken {
  common: Record<string, Words>;
  words: Record<string, string>;
}

const FILES: Record<Language, () => Promise<Spoken>> = {
  en: () => import("virtual:words/en"),
  ru: () => import("virtual:words/ru"),
  tk: () => import("virtual:words/tk"),
};
const loaded: Partial<Record<Language, Spoken>> = {};

/** Bring a language onto the page; nothing is drawn in it before. */
export async function load(language: Language): Promise<void> {
  loaded[language] ??= await FILES[language]();
}

export const said = (language: Language): Spoken | undefined => loaded[language];
