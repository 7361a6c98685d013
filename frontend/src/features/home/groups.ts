import type { Schemas } from "../../api/client";
import type { Language } from "../../i18n";
import { PLACE } from "../../i18n/format";

export type HomeItem = Schemas["HomeItem"];
export type Span = "tomorrow" | "week" | "month" | "later" | "undated";
export const SPANS: Span[] = ["tomorrow", "week", "month", "later", "undated"];

const DAY = 86_400_000;
const days = (at: number) => new Intl.DateTimeFormat("sv-SE", { timeZone: PLACE, dateStyle: "short" }).format(at);
/** Midnight, in UTC, of the day that an instant falls on at the duty station. */
const dayOf = (at: number) => Date.parse(`${days(at)}T00:00:00Z`);

/** When something is due, as people plan: what is late belongs to now, weeks begin on Monday. */
export function spanOf(dueAt: string | null, now: number): Span {
  if (!dueAt) return "undated";
  const today = dayOf(now);
  const due = dayOf(Date.parse(dueAt));
  if (due <= today + DAY) return "tomorrow";
  const weekday = (new Date(today).getUTCDay() + 6) % 7;
  if (due <= today + (6 - weekday) * DAY) return "week";
  return new Date(due).toISOString().slice(0, 7) === new Date(today).toISOString().slice(0, 7) ? "month" : "later";
}

export function group(items: HomeItem[], now: number): { span: Span; items: HomeItem[] }[] {
  return SPANS.map((span) => ({ span, items: items.filter((item) => spanOf(item.due_at, now) === span) })).filter(
    (each) => each.items.length > 0,
  );
}

const COUNTS: Record<Language, string[]> = {
  en: "one two three four five six seven eight nine ten eleven twelve".split(" "),
  ru: "одно два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать".split(" "),
  tk: "bir iki üç dört bäş alty ýedi sekiz dokuz on".split(" "),
};
/** “… of them”: Turkmen says it in the number. */
const OF_THEM: Record<Language, string[]> = {
  ...COUNTS,
  tk: "biri ikisi üçüsi dördüsi bäşisi altysy ýedisi sekizisi dokuzysy onusy".split(" "),
};

export const counted = (count: number, spoken: Language): string => COUNTS[spoken][count - 1] ?? String(count);
export const ofThem = (count: number, spoken: Language): string =>
  OF_THEM[spoken][count - 1] ?? (spoken === "tk" ? `${count} sanysy` : String(count));

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** The answer in words: which sentence says it, and its facts. */
export function answer(items: HomeItem[], now: number, spoken: Language) {
  const count = items.length;
  const soon = items.filter((item) => spanOf(item.due_at, now) === "tomorrow").length;
  const facts = { count, Count: capital(counted(count, spoken)), soon: ofThem(soon, spoken) };
  if (count === 0) return { key: "nothing" as const, facts };
  if (soon === 0) return { key: "need" as const, facts };
  return { key: soon === count ? ("needSoon" as const) : ("needSome" as const), facts };
}
