import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { category, LANGUAGES, type Language, say, type Words, written } from ".";
import { commonIn, termsIn } from "./chosen";
import { day, left, moment, money, number, shortDay } from "./format";
import { word } from "./words";

const FORMS: Record<Language, string[]> = {
  en: ["one", "other"],
  ru: ["few", "many", "one", "other"],
  tk: ["one", "other"],
};
const files = import.meta.glob<Record<string, Record<string, Record<Language, Words>>>>(
  ["../**/*strings.ts", "../**/signing.ts", "./common.ts"],
  { eager: true },
);
const entries = Object.entries(files).flatMap(([file, exported]) =>
  Object.values(exported)
    .filter((each) => Object.values(each).every((words) => typeof words === "object"))
    .flatMap((strings) => Object.entries(strings).map(([key, words]) => [`${file} ${key}`, words] as const)),
);
const placeholders = (words: Words): string[] =>
  [...new Set((typeof words === "string" ? words : words.other).match(/\{\w+\}/g) ?? [])].sort();
const texts = (words: Words): string[] => (typeof words === "string" ? [words] : Object.values(words));

describe("the strings of every room", () => {
  it("are found", () => {
    expect(Object.keys(files).length).toBeGreaterThan(8);
    expect(entries.length).toBeGreaterThan(500);
  });

  it("are said in three languages with the same facts", () => {
    const faults = entries.filter(
      ([, words]) =>
        Object.keys(words).sort().join() !== [...LANGUAGES].sort().join() ||
        LANGUAGES.some((language) => texts(words[language]).some((text) => !text.trim())) ||
        LANGUAGES.some((language) => placeholders(words[language]).join() !== placeholders(words.en).join()),
    );
    expect(faults.map(([name]) => name)).toEqual([]);
  });

  it("have every plural form", () => {
    const plural = entries.filter(([, words]) => LANGUAGES.some((language) => typeof words[language] !== "string"));
    expect(plural.length).toBeGreaterThan(20);
    const faults = plural.filter(([, words]) =>
      LANGUAGES.some((language) => Object.keys(words[language]).sort().join() !== FORMS[language].join()),
    );
    expect(faults.map(([name]) => name)).toEqual([]);
  });

  it("use the network's own words", () => {
    const never = {
      en: /\b(votes?|voting|ballot|majority|quorum|please|oops)\b|!/i,
      ru: /голосова|большинств|кворум|пожалуйста|!/i,
      tk: /!/,
    };
    const faults = entries.filter(([, words]) =>
      LANGUAGES.some((language) => texts(words[language]).some((text) => never[language].test(text))),
    );
    expect(faults.map(([name]) => name)).toEqual([]);
  });
});

describe("plurals", () => {
  it("follow CLDR", () => {
    expect([0, 1, 2, 5, 11, 21, 22, 25].map((count) => category(count, "ru"))).toEqual([
      "many",
      "one",
      "few",
      "many",
      "many",
      "one",
      "few",
      "many",
    ]);
    expect([0, 1, 2, 21].map((count) => category(count, "en"))).toEqual(["other", "one", "other", "other"]);
    expect([0, 1, 2, 21].map((count) => category(count, "tk"))).toEqual(["other", "one", "other", "other"]);
  });

  it("choose the form by the fact count", () => {
    const words = { one: "{count} день", few: "{count} дня", many: "{count} дней", other: "{count} дня" };
    expect([1, 3, 12].map((count) => say(words, "ru", { count }))).toEqual(["1 день", "3 дня", "12 дней"]);
  });

  it("leave nothing of a placeholder whose fact is missing", () => {
    expect(say("before {nothing} after", "en")).toBe("before  after");
  });
});

describe("dates of the duty station", () => {
  const at = "2026-11-24T12:00:00Z";
  it("are written as each language does", () => {
    expect(moment(at, "en")).toBe("Tue 24 Nov 2026, 17:00");
    expect(moment(at, "ru").replaceAll("\u00a0", " ")).toBe("вт, 24 ноября 2026 г., 17:00");
    expect(moment(at, "tk")).toBe("24 noýabr 2026, sişenbe, 17:00");
    expect(shortDay(at, "tk")).toBe("24 noýabr");
  });
  it("turn at midnight of Ashgabat, not of the reader", () => {
    expect(day("2026-11-24T19:30:00Z", "en")).toBe("25 Nov 2026");
    expect(moment("2026-11-24T19:30:00Z", "en", "UTC")).toBe("Tue 24 Nov 2026, 19:30");
    expect(day("2026-11-24", "en")).toBe("24 Nov 2026");
  });
});

describe("numbers", () => {
  it("tell blank from zero", () => {
    expect(number(null, "en")).toBe("–");
    expect(number("", "ru")).toBe("–");
    expect(number(0, "en")).toBe("0");
  });
  it("group and part as the language does", () => {
    expect(number("1265382.5", "en", 2)).toBe("1,265,382.50");
    expect(number("1265382.50", "ru", 2)).toBe("1\u00a0265\u00a0382,50");
    expect(number(-1200, "en")).toBe("\u22121,200");
  });
  it("name the currency", () => {
    expect(money({ amount: "1265382.00", currency: "USD" }, "en")).toBe("USD 1,265,382");
    expect(money({ amount: "1265382.00", currency: "USD" }, "tk")).toBe("1\u00a0265\u00a0382 ABŞ dollary");
    expect(money(null, "ru")).toBe("–");
  });
});

describe("time left", () => {
  const now = Date.parse("2026-11-24T12:00:00Z");
  const in_ = (minutes: number) => left(new Date(now + minutes * 60_000).toISOString(), now);
  it("is told in days, then hours, then minutes, then over", () => {
    expect(in_(5 * 1440 + 10)).toEqual({ unit: "days", count: 5 });
    expect(in_(29 * 60)).toEqual({ unit: "hours", count: 29 });
    expect(in_(45)).toEqual({ unit: "minutes", count: 45 });
    expect(in_(0)).toBeNull();
    expect(in_(-3)).toBeNull();
  });
});

describe("what people wrote", () => {
  it("comes in the reader's language, or in one that exists and says which", () => {
    expect(written({ en: "Plan", ru: "План" }, "ru")).toEqual({ text: "План", lang: "ru" });
    expect(written({ en: "Plan" }, "tk")).toEqual({ text: "Plan", lang: "en" });
    expect(written(null, "en")).toEqual({ text: "–", lang: "en" });
  });
});

describe("the words of the API's values", () => {
  const known = JSON.parse(readFileSync("src/i18n/words.gen.json", "utf8")) as Record<string, Record<Language, string>>;
  it("are there in three languages", () => {
    for (const [key, words] of Object.entries(known)) {
      for (const language of LANGUAGES) expect(words[language], `${key} in ${language}`).toBeTruthy();
    }
  });
  it("come cut by language", () => {
    expect(word("position", "objection", "ru")).toBe("Возражаем");
    expect(word("position", null, "en")).toBe("–");
    expect(termsIn("tk")?.["position.support"]).toBe(known["position.support"]?.tk);
    expect(commonIn("tk")?.home).toBe("Baş sahypa");
  });
});
