import { expect, it } from "vitest";
import { fromLocal, local } from "./Moves";

it("reads and writes the hour of the place, where clocks stand still and where they change", () => {
  expect(fromLocal("2026-11-24T17:00")).toBe("2026-11-24T12:00:00.000Z");
  expect(fromLocal("2026-11-24T17:00:30")).toBe("2026-11-24T12:00:30.000Z");
  expect(fromLocal("2026-03-29T01:30", "Europe/Zurich")).toBe("2026-03-29T00:30:00.000Z");
  expect(fromLocal("2026-03-29T03:30", "Europe/Zurich")).toBe("2026-03-29T01:30:00.000Z");
  expect(fromLocal("2026-10-25T12:00", "Europe/Zurich")).toBe("2026-10-25T11:00:00.000Z");
  expect(fromLocal("2026-06-01T09:15", "Asia/Kathmandu")).toBe("2026-06-01T03:30:00.000Z");
  const at = new Date("2026-11-24T12:00:00Z");
  for (const zone of ["Asia/Ashgabat", "Asia/Almaty", "America/New_York", "UTC"])
    expect(fromLocal(local(at, zone), zone)).toBe(at.toISOString());
});
