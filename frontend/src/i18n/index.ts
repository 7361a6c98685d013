import { useCallback, useSyncExternalStore } from "react";
import { commonIn, load } from "./chosen";

export const LANGUAGES = ["en", "ru", "tk"] as const;
export type Language = (typeof LANGUAGES)[number];
export const NAMES: Record<Language, string> = { en: "English", ru: "Русский", tk: "Türkmen" };

/** A sentence in three languages; a plural one by the categories of CLDR, chosen by the fact `count`. */
export type Words = string | { one?: string; few?: string; many?: string; other: string };
export type Strings = Record<string, Record<Language, Words>>;

const listeners = new Set<() => void>();
let current = (document.documentElement.lang || "en") as Language;

export const language = (): Language => current;

/** Speak another language: its words come first, then everything is drawn anew and nothing typed is lost. */
export async function setLanguage(next: Language): Promise<void> {
  await load(next);
  current = next;
  document.documentElement.lang = next;
  localStorage.setItem("unmn.language", next);
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useLanguage = (): Language => useSyncExternalStore(subscribe, language);

/** CLDR's cardinal categories. Chromium knows no Turkmen, whose rule is: one for 1, other for the rest. */
export function category(count: number, spoken: Language): "one" | "few" | "many" | "other" {
  if (spoken === "tk") return count === 1 ? "one" : "other";
  return new Intl.PluralRules(spoken).select(count) as "one" | "few" | "many" | "other";
}

export function say(words: Words, spoken: Language, facts: Record<string, unknown> = {}): string {
  const text = typeof words === "string" ? words : (words[category(Number(facts.count), spoken)] ?? words.other);
  return text.replace(/\{(\w+)\}/g, (_, name) => String(facts[name] ?? ""));
}

/** `const t = useStrings(strings)`: the component is drawn anew when the language changes. */
export function useStrings<S extends Strings>(strings: S) {
  const spoken = useLanguage();
  return useCallback(
    (key: keyof S, facts?: Record<string, unknown>): string =>
      say(strings[key]?.[spoken] ?? commonIn(spoken)?.[key as string] ?? "", spoken, facts),
    [strings, spoken],
  );
}

export interface LocalisedText {
  en?: string | null;
  ru?: string | null;
  tk?: string | null;
}

/** A text that people wrote: in the reader's language, else in the one that exists, which `lang` then tells. */
export function written(text: LocalisedText | null | undefined, spoken: Language): { text: string; lang: Language } {
  for (const each of [spoken, "en", "ru", "tk"] as const) {
    const found = text?.[each];
    if (found) return { text: found, lang: each };
  }
  return { text: "–", lang: spoken };
}
