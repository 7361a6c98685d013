import { describe, expect, it } from "vitest";
import type { MeetingSessionRead } from "./queries";
import { ahead, clock, unreached, usedBy, usedInAll } from "./time";
import { underDecision } from "./wall";

const of = (id: string, visibility: "members" | "secretariat" | "partners", state = "open", item = "i") =>
  ({ id, agenda_item_id: item, visibility, state }) as never;

describe("the wall shows nothing beyond its band", () => {
  it("shows what everybody in the room may read", () => {
    expect(underDecision([of("a", "members")], "i", "members").shown?.id).toBe("a");
    expect(underDecision([of("a", "partners")], "i", "members").shown?.id).toBe("a");
  });
  it("hides what is kept to fewer, and says so", () => {
    expect(underDecision([of("a", "secretariat")], "i", "members")).toEqual({ shown: undefined, hidden: true });
    expect(underDecision([of("a", "members")], "i", "partners").shown).toBeUndefined();
  });
  it("does not tell of drafts, of other items, or of what ended without consensus", () => {
    const none = { shown: undefined, hidden: false };
    expect(underDecision([of("a", "members", "draft")], "i", "members")).toEqual(none);
    expect(underDecision([of("a", "members", "open", "other")], "i", "members")).toEqual(none);
    expect(underDecision([of("a", "members", "withdrawn")], "i", "members")).toEqual(none);
  });
  it("shows what waits before what is adopted", () => {
    const both = [of("a", "members", "adopted"), of("b", "members", "open")];
    expect(underDecision(both, "i", "members").shown?.id).toBe("b");
  });
});

const READ = "2026-12-10T05:10:00Z";
const at = (seconds: number) => new Date(READ).getTime() + seconds * 1000;
const session = {
  current_item_id: "b",
  since_at: READ,
  server_time: READ,
  used_seconds: 700,
  items: [
    { item_id: "a", used_seconds: 600, turn_count: 1 },
    { item_id: "b", used_seconds: 100, turn_count: 2 },
  ],
} as unknown as MeetingSessionRead;

describe("the time used", () => {
  it("goes on for the item that has the floor, and for no other", () => {
    expect(usedBy(session, "a", at(30))).toBe(600);
    expect(usedBy(session, "b", at(30))).toBe(130);
    expect(usedInAll(session, at(30))).toBe(730);
  });
  it("stands still in a break, and is never negative when this device's clock is behind", () => {
    expect(usedBy({ ...session, since_at: null }, "b", at(30))).toBe(100);
    expect(usedBy(session, "b", at(-500))).toBe(100);
    expect(usedBy(session, "c", at(30))).toBe(0);
  });
  it("tells how far ahead of the plan the meeting is", () => {
    const items = [
      { id: "a", duration_minutes: 12 },
      { id: "b", duration_minutes: 2 },
      { id: "c", duration_minutes: 30 },
    ];
    expect(ahead(session, items, at(0))).toBe(2);
    expect(ahead(session, items, at(200))).toBe(-1);
  });
  it("is written as a clock", () => {
    expect([0, 65, 1570, 3725, -65].map(clock)).toEqual(["0:00", "1:05", "26:10", "1:02:05", "\u22121:05"]);
  });
});

describe("what was not reached", () => {
  const item = (id: string, more = {}) => ({ id, place: 1, outcome: null, moved_on_at: null, ...more });
  it("had neither time nor outcome, and has not moved on", () => {
    const outcomes = [{ agenda_item_id: "d" }] as MeetingSessionRead["outcomes"];
    const items = [item("a"), item("c"), item("d"), item("e", { outcome: "Noted." }), item("f", { moved_on_at: READ })];
    expect(unreached(items, { ...session, outcomes }).map(({ id }) => id)).toEqual(["c"]);
  });
});
