import type { Language } from ".";

export const FIRST = "Asia/Ashgabat";
/** The zone of the network that is open: instants and days are told in it unless another is named. */
export let PLACE: string = FIRST;
export function settleIn(zone: string): void {
  PLACE = zone;
}
const TK_MONTHS = "ýanwar fewral mart aprel maý iýun iýul awgust sentýabr oktýabr noýabr dekabr".split(" ");
const TK_DAYS = "ýekşenbe duşenbe sişenbe çarşenbe penşenbe anna şenbe".split(" ");

const parts = (at: Date, zone: string) => {
  const found = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    year: "numeric",
    month: "numeric",
    day: "numeric",
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(at);
  const get = (type: string) => found.find((part) => part.type === type)?.value ?? "";
  const weekday = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"].indexOf(get("weekday"));
  return {
    year: get("year"),
    month: Number(get("month")),
    day: String(Number(get("day"))),
    weekday,
    time: `${get("hour")}:${get("minute")}`,
  };
};

/** A day. Chromium has no Turkmen dates, so they are ours. */
export function day(value: string | Date, spoken: Language, zone = PLACE): string {
  const at = typeof value === "string" ? new Date(value.length === 10 ? `${value}T12:00:00+05:00` : value) : value;
  if (spoken === "tk") {
    const { day, month, year } = parts(at, zone);
    return `${day} ${TK_MONTHS[month - 1]} ${year}`;
  }
  const style = { timeZone: zone, day: "numeric", month: spoken === "ru" ? "long" : "short", year: "numeric" } as const;
  return new Intl.DateTimeFormat(spoken === "ru" ? "ru" : "en-GB", style).format(at);
}

/** A day without its year, where it is near: 22 Nov. */
export function shortDay(value: string, spoken: Language, zone = PLACE): string {
  const at = new Date(value);
  if (spoken === "tk") {
    const found = parts(at, zone);
    return `${found.day} ${TK_MONTHS[found.month - 1]}`;
  }
  const style = { timeZone: zone, day: "numeric", month: "short" } as const;
  return new Intl.DateTimeFormat(spoken === "ru" ? "ru" : "en-GB", style).format(at);
}

/** An instant at the duty station: Tue 24 Nov 2026, 17:00. */
export function moment(value: string, spoken: Language, zone = PLACE): string {
  const at = new Date(value);
  const { weekday, time } = parts(at, zone);
  if (spoken === "tk") return `${day(at, spoken, zone)}, ${TK_DAYS[weekday]}, ${time}`;
  const name = new Intl.DateTimeFormat(spoken === "ru" ? "ru" : "en-GB", { timeZone: zone, weekday: "short" }).format(
    at,
  );
  return spoken === "ru" ? `${name}, ${day(at, spoken, zone)}, ${time}` : `${name} ${day(at, spoken, zone)}, ${time}`;
}

/** 1,265,382.50 · 1 265 382,50 with no-break spaces; blank is a dash, zero is 0. */
export function number(value: number | string | null | undefined, spoken: Language, digits = 0): string {
  if (value === null || value === undefined || value === "") return "–";
  const [whole = "0", rest = ""] = String(value).split(".");
  const sign = whole.startsWith("-") ? "\u2212" : "";
  const grouped = whole.replace("-", "").replace(/\B(?=(\d{3})+$)/g, spoken === "en" ? "," : "\u00a0");
  const decimals = rest.padEnd(digits, "0").slice(0, Math.max(digits, 0));
  return sign + grouped + (decimals ? (spoken === "en" ? "." : ",") + decimals : "");
}

export function money(value: { amount: string; currency: string } | null | undefined, spoken: Language): string {
  if (!value) return "–";
  const amount = number(value.amount, spoken);
  if (value.currency !== "USD") return `${amount} ${value.currency}`;
  return { en: `USD ${amount}`, ru: `${amount} долл. США`, tk: `${amount} ABŞ dollary` }[spoken];
}

/** Time left as days, hours, then minutes; null when it has passed. */
export function left(until: string, now: number): { unit: "days" | "hours" | "minutes"; count: number } | null {
  const minutes = Math.ceil((new Date(until).getTime() - now) / 60_000);
  if (minutes <= 0) return null;
  if (minutes >= 48 * 60) return { unit: "days", count: Math.floor(minutes / 1440) };
  if (minutes >= 120) return { unit: "hours", count: Math.floor(minutes / 60) };
  return { unit: "minutes", count: minutes };
}
