import { expect, it } from "vitest";
import { announced } from "./announce";

it("tells the time three times only, however often it is asked", () => {
  const told: unknown[] = [];
  for (let minutes = 3000; minutes >= 0; minutes -= 1) {
    const now = announced(minutes * 60_000, minutes > 0);
    if (now !== told.at(-1)) told.push(now);
  }
  expect(told).toEqual([null, "day", "hour", "closed"]);
});
