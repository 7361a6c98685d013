import { describe, expect, it } from "vitest";
import { type Dated, quarterOf, rhythm, yearOf, yearsOf } from "./quarters";

const NOW = Date.parse("2026-11-25T06:00:00Z");
const at = (starts_at: string | null, state = "held", kind = "regular"): Dated => ({
  id: `${starts_at}${state}`,
  number: "TKM/2026/M-01",
  kind,
  state,
  starts_at,
});
const states = (meetings: Dated[], year = 2026, since: string | null = "2024-03-12") =>
  rhythm(meetings, year, NOW, since).map((each) => each.state);

describe("quarters of the duty station", () => {
  it("change at midnight in Ashgabat, not in London", () => {
    expect(quarterOf("2026-03-31T18:59:00Z")).toBe(1);
    expect(quarterOf("2026-03-31T19:00:00Z")).toBe(2);
    expect(yearOf("2026-12-31T19:00:00Z")).toBe(2027);
  });
});

describe("the rhythm of a year", () => {
  it("tells held, convened, open and missed", () => {
    const meetings = [at("2026-03-12T05:00:00Z"), at("2026-09-17T05:00:00Z"), at("2026-12-11T05:00:00Z", "convened")];
    expect(states(meetings)).toEqual(["held", "missed", "held", "convened"]);
    expect(states([])).toEqual(["missed", "missed", "missed", "open"]);
  });
  it("does not take a draft, a cancelled or a thematic meeting for the quarter's", () => {
    const meetings = [
      at("2026-03-12T05:00:00Z", "cancelled"),
      at("2026-06-12T05:00:00Z", "held", "thematic"),
      at("2026-12-11T05:00:00Z", "draft"),
      at(null, "draft"),
    ];
    expect(states(meetings)).toEqual(["missed", "missed", "missed", "open"]);
  });
  it("prefers the held meeting of a quarter, whatever the order", () => {
    const both = [at("2026-12-20T05:00:00Z", "convened"), at("2026-11-02T05:00:00Z", "held")];
    expect(rhythm(both, 2026, NOW, null)[3]?.meeting?.state).toBe("held");
    expect(rhythm(both.reverse(), 2026, NOW, null)[3]?.state).toBe("held");
  });
  it("blames nobody for the time before the network", () => {
    expect(states([], 2024)).toEqual(["missed", "missed", "missed", "missed"]);
    expect(states([], 2024, "2024-04-01")).toEqual(["before", "missed", "missed", "missed"]);
    expect(states([], 2024, "2025-01-10")).toEqual(["before", "before", "before", "before"]);
  });
  it("leaves every quarter of a coming year open", () => {
    expect(states([], 2027)).toEqual(["open", "open", "open", "open"]);
  });
});

describe("the years that are shown", () => {
  it("are this one and those with a regular meeting, the latest first", () => {
    expect(yearsOf([], NOW)).toEqual([2026]);
    const meetings = [
      at("2025-03-12T05:00:00Z"),
      at("2027-02-12T05:00:00Z", "convened"),
      at("2024-02-12T05:00:00Z", "draft"),
    ];
    expect(yearsOf(meetings, NOW)).toEqual([2027, 2026, 2025]);
  });
});
