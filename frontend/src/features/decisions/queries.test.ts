import { expect, it } from "vitest";
import { type DecisionRead, markOf, type PositionRead, type RoundRead, seatsOf, wordOf } from "./queries";

const seat = (more: Partial<PositionRead>): PositionRead =>
  ({ value: null, reached_at: null, ...more }) as PositionRead;

it("silence counts only where the notice arrived: two marks", () => {
  expect(markOf(seat({ reached_at: "2026-11-24T12:00:00Z" }))).toBe("not_answered");
  expect(markOf(seat({}))).toBe("not_delivered");
  expect(markOf(seat({ value: "objection" }))).toBe("objection");
});

it("who left the network during the round is marked and said as released", () => {
  const gone = seat({ value: "objection", released_at: "2026-11-24T12:00:00Z" });
  expect(markOf(gone)).toBe("recused");
  expect(wordOf(gone)).toBe("released");
  expect(wordOf(seat({ value: "support" }))).toBe("support");
});

it("the ring has the seats of the list, in the network's order, and knows its own", () => {
  const positions = [
    seat({ acronym: "IOM", value: "support" }),
    seat({ acronym: "RCO", reached_at: "2026-11-24T12:00:00Z" }),
    seat({ acronym: "UNDP", value: "objection" }),
  ];
  const round = { positions } as RoundRead;
  const ring = seatsOf({ speaks_for: ["UNDP"] } as DecisionRead, round);
  expect(ring.map(({ acronym, mark }) => [acronym, mark])).toEqual(positions.map((p) => [p.acronym, markOf(p)]));
  expect(ring.filter(({ mine }) => mine).map(({ acronym }) => acronym)).toEqual(["UNDP"]);
});
