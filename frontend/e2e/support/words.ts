import { readFileSync } from "node:fs";
import { join } from "node:path";

export const LANGUAGES = ["en", "ru", "tk"] as const;
export type Language = (typeof LANGUAGES)[number];

type Words = string | { one?: string; few?: string; many?: string; other: string };
type Strings = Record<string, Record<Language, Words>>;

const WORDS = JSON.parse(readFileSync(join(import.meta.dirname, "../../src/i18n/words.gen.json"), "utf8")) as Record<
  string,
  Record<Language, string>
>;

/** What the page says for a value of the API. */
export function word(key: string, language: Language): string {
  const found = WORDS[key]?.[language];
  if (!found) throw new Error(`no word for ${key} in ${language}`);
  return found;
}

/** What the page says for a key of its own strings. */
export function speaker<S extends Strings>(strings: S, language: Language) {
  return (key: keyof S, facts: Record<string, unknown> = {}): string => {
    const words = strings[key]?.[language];
    if (!words) throw new Error(`no string ${String(key)} in ${language}`);
    const rule = language === "tk" ? (facts.count === 1 ? "one" : "other") : plural(language, Number(facts.count));
    const text = typeof words === "string" ? words : (words[rule as "one"] ?? words.other);
    return text.replace(/\{(\w+)\}/g, (_, name) => String(facts[name] ?? ""));
  };
}

const plural = (language: Language, count: number) => new Intl.PluralRules(language).select(count || 0);
