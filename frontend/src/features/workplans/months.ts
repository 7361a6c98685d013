import type { Language } from "../../i18n";

/** Chromium has no Turkmen months, and Russian ones in a table stand in the nominative. */
const SHORT: Record<Language, string> = {
  en: "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
  ru: "янв фев мар апр май июн июл авг сен окт ноя дек",
  tk: "ýan few mar apr maý iýun iýul awg sen okt noý dek",
};
const LONG: Record<Language, string> = {
  en: "January February March April May June July August September October November December",
  ru: "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
  tk: "ýanwar fewral mart aprel maý iýun iýul awgust sentýabr oktýabr noýabr dekabr",
};

export const shortMonth = (month: number, spoken: Language): string => SHORT[spoken].split(" ")[month] ?? "";
export const longMonth = (month: number, spoken: Language): string => LONG[spoken].split(" ")[month] ?? "";

/** November, or with another year than the one that is shown: November 2025. */
export function monthOf(iso: string, spoken: Language, year?: number): string {
  const name = longMonth(Number(iso.slice(5, 7)) - 1, spoken);
  return Number(iso.slice(0, 4)) === year ? name : `${name} ${iso.slice(0, 4)}`;
}

/** 2026-Q4 as people say it. */
export function quarterName(period: string, spoken: Language): string {
  const [year] = period.split("-Q");
  const part = quarterShort(period, spoken);
  return { en: `${part} ${year}`, ru: `${part} ${year} г.`, tk: `${year}, ${part}` }[spoken];
}

const ROMAN = ["", "I", "II", "III", "IV"];

/** The quarter alone, where its year is plain. */
export function quarterShort(period: string, spoken: Language): string {
  const part = Number(period.split("-Q")[1] ?? 0);
  return { en: `Q${part}`, ru: `${ROMAN[part]} кв.`, tk: `${ROMAN[part]} çärýek` }[spoken];
}

/** A day in a table: 1 Jan 2026 · 01.01.2026. */
export function compactDay(iso: string, spoken: Language): string {
  const [year, month = "", date = ""] = iso.split("-");
  return spoken === "en"
    ? `${Number(date)} ${shortMonth(Number(month) - 1, spoken)} ${year}`
    : `${date}.${month}.${year}`;
}

/** The quarter that a day lies in, and the one before it. */
export const quarterOf = (day: string): string =>
  `${day.slice(0, 4)}-Q${Math.floor((Number(day.slice(5, 7)) - 1) / 3) + 1}`;

export function before(period: string): string {
  const [year = "", part = ""] = period.split("-Q");
  return part === "1" ? `${Number(year) - 1}-Q4` : `${year}-Q${Number(part) - 1}`;
}

/** The quarters of a plan that have begun, the latest first. */
export function quarters(from: string, until: string, today: string): string[] {
  const first = quarterOf(from);
  const found: string[] = [];
  for (let each = quarterOf(today < until ? today : until); each >= first; each = before(each)) found.push(each);
  return found.length > 0 ? found : [first];
}

/** The one that is reported on now: the last that has ended, or the first one while none has. */
export function owing(quarters: string[], today: string): string {
  const now = quarterOf(today);
  return quarters.find((each) => each < now) ?? quarters[0] ?? now;
}
