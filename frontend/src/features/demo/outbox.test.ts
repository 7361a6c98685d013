import { describe, expect, it } from "vitest";
import { LANGUAGES } from "../../i18n";
import { calendarOf, hrefOf, pieces } from "./mail";
import { strings } from "./strings";

const HERE = "http://127.0.0.1:8110";

describe("a mail's text", () => {
  it("links its addresses and loses nothing", () => {
    const body = "Answer here:\nhttp://127.0.0.1:8000/turkmenistan/decisions/1.\n\nUntil Monday.";
    const found = pieces(body, HERE);
    expect(found.map((piece) => piece.text).join("")).toBe(body);
    expect(found.filter((piece) => piece.href).map((piece) => piece.href)).toEqual(["/turkmenistan/decisions/1"]);
  });
  it("opens the demo's own links here and others where they are", () => {
    expect(hrefOf("http://localhost:8000/reset#secret", HERE)).toBe("/reset#secret");
    expect(hrefOf("https://network.example/x?y=1", "https://network.example")).toBe("/x?y=1");
    expect(hrefOf("https://elsewhere.example/x", HERE)).toBe("https://elsewhere.example/x");
  });
});

it("reads a calendar entry", () => {
  const text = [
    "BEGIN:VCALENDAR",
    "METHOD:REQUEST",
    "BEGIN:VTIMEZONE",
    "TZID:Asia/Ashgabat",
    "END:VTIMEZONE",
    "BEGIN:VEVENT",
    "SUMMARY:Fourth quarterly",
    "  meeting",
    "DTSTART;TZID=Asia/Ashgabat:20261211T100000",
    "DTEND;TZID=Asia/Ashgabat:20261211T120000",
    "LOCATION:UN House\\, Ashgabat",
    "END:VEVENT",
    "END:VCALENDAR",
  ].join("\r\n");
  expect(calendarOf(text)).toEqual({
    method: "REQUEST",
    summary: "Fourth quarterly meeting",
    location: "UN House, Ashgabat",
    start: "2026-12-11 10:00",
    end: "2026-12-11 12:00",
    zone: "Asia/Ashgabat",
  });
});

it("says everything in three languages", () => {
  for (const [key, said] of Object.entries(strings))
    for (const spoken of LANGUAGES) expect(said[spoken], key).toBeTruthy();
});
