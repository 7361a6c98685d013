export interface Piece {
  at: number;
  text: string;
  href?: string;
}

const ADDRESS = /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)]/g;
const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/** The demo's own links open here, on whatever port and host the page was opened; others stay as they are. */
export function hrefOf(address: string, origin: string): string {
  const url = new URL(address);
  const own = url.origin === origin || LOOPBACK.includes(url.hostname);
  return own ? url.pathname + url.search + url.hash : address;
}

/** A mail's text in pieces, its addresses made links. */
export function pieces(body: string, origin: string): Piece[] {
  const found: Piece[] = [];
  let at = 0;
  for (const match of body.matchAll(ADDRESS)) {
    if (match.index > at) found.push({ at, text: body.slice(at, match.index) });
    found.push({ at: match.index, text: match[0], href: hrefOf(match[0], origin) });
    at = match.index + match[0].length;
  }
  if (at < body.length) found.push({ at, text: body.slice(at) });
  return found;
}

export interface CalendarEntry {
  method: string;
  summary: string;
  location: string;
  start: string;
  end: string;
  zone: string;
}

/** What a person wants to know of a calendar entry (RFC 5545): folded lines joined, text unescaped. */
export function calendarOf(text: string): CalendarEntry {
  const lines = text.replace(/\r?\n[ \t]/g, "").split(/\r?\n/);
  const event = lines.slice(lines.indexOf("BEGIN:VEVENT"));
  const find = (name: string, among: string[]) =>
    among.find((line) => line.startsWith(name) && /[:;]/.test(line[name.length] ?? ""));
  const value = (name: string, among = event) => {
    const line = find(name, among) ?? "";
    return line
      .slice(line.indexOf(":") + 1)
      .replace(/\\n/gi, "\n")
      .replace(/\\([\\;,])/g, "$1");
  };
  return {
    method: value("METHOD", lines),
    summary: value("SUMMARY"),
    location: value("LOCATION"),
    start: local(value("DTSTART")),
    end: local(value("DTEND")),
    zone: /TZID=([^:;]+)/.exec(find("DTSTART", event) ?? "")?.[1] ?? "UTC",
  };
}

/** 20261211T100000 as 2026-12-11 10:00: the wall clock of its zone. */
const local = (stamp: string) => stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d).*$/, "$1-$2-$3 $4:$5");
