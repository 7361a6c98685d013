import { left, moment } from "../i18n/format";
import { type Language, say } from "./strings";

const PLACES: Record<string, Record<Language, string>> = {
  "Asia/Ashgabat": { en: "Ashgabat", ru: "Ашхабад", tk: "Aşgabat" },
};

/** Where the deadline is read: the network's own place. */
export const place = (zone: string, spoken: Language): string =>
  PLACES[zone]?.[spoken] ?? (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");

/** The wall clock of a zone, as a field holds it. */
export function local(instant: Date, zone: string): string {
  const style = { timeZone: zone, dateStyle: "short", timeStyle: "short" } as const;
  return new Intl.DateTimeFormat("sv-SE", style).format(instant).replace(" ", "T");
}

/** The instant that such a field means; where clocks change, the zone is asked again at the instant found. */
export function fromLocal(value: string, zone: string): string {
  const wall = Date.parse(`${value}${value.length === 16 ? ":00" : ""}Z`);
  const ahead = (at: number) => Date.parse(`${local(new Date(at), zone)}:00Z`) - Math.floor(at / 60_000) * 60_000;
  return new Date(wall - ahead(wall - ahead(wall))).toISOString();
}

/** The deadline at the network's place, and in the reader's own time where that differs. */
export function deadline(until: string, zone: string, spoken: Language): string {
  const there = moment(until, spoken, zone);
  const own = moment(until, spoken, Intl.DateTimeFormat().resolvedOptions().timeZone);
  const said = say("until", spoken, { at: there, place: place(zone, spoken) });
  return own === there ? said : `${said} ${say("here", spoken, { at: own })}`;
}

export function remaining(until: string, now: number, spoken: Language): string | null {
  const found = left(until, now);
  return found && say(found.unit, spoken, { count: found.count });
}
