import { PLACE } from "../../i18n/format";

const LOCAL = new Intl.DateTimeFormat("en-CA", { timeZone: PLACE, year: "numeric", month: "2-digit", day: "2-digit" });

/** The local day of an instant as 2026-12-10: years are those of the duty station. */
export const localDay = (at: string | number | Date): string => LOCAL.format(new Date(at));
export const yearOf = (at: string | number | Date): number => Number(localDay(at).slice(0, 4));
