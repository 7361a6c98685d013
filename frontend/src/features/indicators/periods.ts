import type { Language } from "../../i18n";

/** What periods are called: their grammar and their order are the server's (`api/periods`), only the words are here. */

const FOUND = /^(20\d{2})(?:-(?:(H)([12])|(Q)([1-4])|(0[1-9]|1[0-2])))?$/;
const ROMAN = ["I", "II", "III", "IV"];
const MONTHS: Record<Language, string[]> = {
  en: "January February March April May June July August September October November December".split(" "),
  ru: "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь".split(" "),
  tk: "ýanwar fewral mart aprel maý iýun iýul awgust sentýabr oktýabr noýabr dekabr".split(" "),
};

export const isPeriod = (text: string): boolean => FOUND.test(text);

/** As a column is headed: Q3 2026. */
export function periodTitle(text: string, spoken: Language): string {
  const found = FOUND.exec(text);
  if (!found) return text;
  const [, year, half, halfAt, quarter, quarterAt, month] = found;
  if (month) {
    const name = MONTHS[spoken][Number(month) - 1];
    return spoken === "tk" ? `${year} ${name}` : `${name} ${year}`;
  }
  if (!half && !quarter) return text;
  const at = Number(half ? halfAt : quarterAt);
  if (spoken === "en") return `${half ?? quarter}${at} ${year}`;
  if (spoken === "ru") return `${ROMAN[at - 1]} ${half ? "полугодие" : "кв."} ${year}`;
  return `${year}, ${ROMAN[at - 1]} ${half ? "ýarymýyl" : "çärýek"}`;
}

/** The last day as a number, for the order of periods of different length: the year, then how far it reaches into it. */
export function endOf(text: string): number {
  const found = FOUND.exec(text);
  if (!found) return 0;
  const [, year, , halfAt, , quarterAt, month] = found;
  const end = month ? Number(month) : halfAt ? Number(halfAt) * 6 : quarterAt ? Number(quarterAt) * 3 : 12;
  return Number(year) * 12 + end;
}

export type Span = "year" | "half_year" | "quarter" | "month";

const IN_YEAR: Record<Span, number> = { year: 1, half_year: 2, quarter: 4, month: 12 };

const named = (year: number, span: Span, at: number): string => {
  if (span === "year") return String(year);
  if (span === "month") return `${year}-${String(at).padStart(2, "0")}`;
  return `${year}-${span === "half_year" ? "H" : "Q"}${at}`;
};

/** The last periods of a span up to the one that a day lies in, the newest first. */
export function lastPeriods(today: string, span: Span, count: number): string[] {
  let year = Number(today.slice(0, 4));
  let at = Math.ceil((Number(today.slice(5, 7)) * IN_YEAR[span]) / 12);
  const found: string[] = [];
  while (found.length < count) {
    found.push(named(year, span, at));
    at -= 1;
    if (at === 0) {
      year -= 1;
      at = IN_YEAR[span];
    }
  }
  return found;
}

/** The value of a target in each period: from the one before it on, the first that is not yet over counts. */
export function targetsAlong(targets: { period: string; value: string }[], periods: string[]): (string | null)[] {
  const sorted = [...targets].sort((a, b) => endOf(a.period) - endOf(b.period));
  const last = sorted[sorted.length - 1];
  return periods.map((period) => (sorted.find((each) => endOf(each.period) >= endOf(period)) ?? last)?.value ?? null);
}
