import { expect, it } from "vitest";
import { type Consulted, canBounce, markOfConsulted, type Notice, told, wordOfConsulted } from "./proof";

const notice = (more: Partial<Notice>): Notice =>
  ({ state: "accepted", queued_at: "2026-11-25T10:00:00Z", accepted_at: null, bounced_at: null, ...more }) as Notice;
const consulted = (more: Partial<Consulted>): Consulted =>
  ({ notices: [], value: null, reached_at: null, released_at: null, ...more }) as Consulted;

it("an organisation was told when its first mail was taken by the relay", () => {
  const notices = [
    notice({ accepted_at: "2026-11-25T10:02:00Z" }),
    notice({ accepted_at: "2026-11-25T10:01:00Z", bounced_at: "2026-11-25T11:00:00Z" }),
  ];
  expect(told(consulted({ notices }))).toEqual({ sent: "2026-11-25T10:01:00Z", returned: null });
});

it("its notice has come back only if all of them have; what was handed over is no mail", () => {
  const back = notice({ bounced_at: "2026-11-25T11:00:00Z", state: "bounced" });
  const hand = notice({ state: "by_hand" });
  expect(told(consulted({ notices: [back, hand] })).returned).toBe("2026-11-25T11:00:00Z");
  expect(told(consulted({ notices: [hand] }))).toEqual({ sent: null, returned: null });
});

it("only what left can come back, and only once", () => {
  expect(canBounce(notice({ state: "queued" }))).toBe(false);
  expect(canBounce(notice({ accepted_at: "2026-11-25T10:01:00Z" }))).toBe(true);
  expect(canBounce(notice({ state: "bounced", accepted_at: "x", bounced_at: "y" }))).toBe(false);
});

it("marks are those of the ring", () => {
  expect(markOfConsulted(consulted({}))).toBe("not_delivered");
  expect(markOfConsulted(consulted({ reached_at: "2026-11-25T10:01:00Z" }))).toBe("not_answered");
  expect(wordOfConsulted(consulted({ released_at: "2026-11-25T10:01:00Z" }))).toBe("released");
});
