import { afterEach, expect, it } from "vitest";
import { FIRST, moment, settleIn, shortDay } from "./format";
import { placeOf } from "./place";

afterEach(() => settleIn(FIRST));

it("instants are told in the zone of the network that is open", () => {
  const at = "2026-11-24T20:30:00Z";
  expect(moment(at, "en")).toBe("Wed 25 Nov 2026, 01:30");
  settleIn("America/Bogota");
  expect(moment(at, "en")).toBe("Tue 24 Nov 2026, 15:30");
  expect(shortDay(at, "en")).toBe("24 Nov");
  expect(moment(at, "en", "Asia/Almaty")).toBe("Wed 25 Nov 2026, 01:30");
});

it("a place is the city of its zone", () => {
  expect(placeOf("America/Port_of_Spain")).toBe("Port of Spain");
});
