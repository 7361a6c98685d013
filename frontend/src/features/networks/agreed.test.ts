import { expect, it } from "vitest";
import { agreedOf } from "./Agreed";
import type { NetworkRead } from "./durations";

const read = {
  agreed: { adopted_by: { decision_id: "d1", number: "TKM/2026/001", adopted_at: null, since_at: "2026-01-01" } },
} as unknown as NetworkRead;

it("only what was chosen otherwise is sent", () => {
  expect(agreedOf(read, { agreed_adopted_by: "d1" }, ["adopted_by"])).toEqual({});
  expect(agreedOf(read, { agreed_adopted_by: "d2" }, ["adopted_by"])).toEqual({ agreed_by: { adopted_by: "d2" } });
  expect(agreedOf(read, { agreed_adopted_by: "" }, ["adopted_by"])).toEqual({ agreed_by: { adopted_by: null } });
  expect(agreedOf(read, {}, ["meetings_per_year"])).toEqual({});
});
