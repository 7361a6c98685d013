import { describe, expect, it } from "vitest";
import { localDay, yearOf } from "./quarters";

describe("days of the duty station", () => {
  it("change at midnight in Ashgabat, not in London", () => {
    expect(localDay("2026-03-31T18:59:00Z")).toBe("2026-03-31");
    expect(localDay("2026-03-31T19:00:00Z")).toBe("2026-04-01");
    expect(yearOf("2026-12-31T18:59:00Z")).toBe(2026);
    expect(yearOf("2026-12-31T19:00:00Z")).toBe(2027);
  });
});
