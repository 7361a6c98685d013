import { describe, expect, it } from "vitest";
import { around, byTerm, faultsOf, matching, named, parted, thisYear, todayAt } from "./rules";

const changes = ["2024-03-12", "2025-03-01", "2025-09-01", "2026-02-10"];

describe("days of change", () => {
  it("lead back and forth from any day between", () => {
    expect(around(changes, "2025-05-05", "2026-11-25")).toEqual({ before: "2025-03-01", after: "2025-09-01" });
    expect(around(changes, "2025-03-01", "2026-11-25")).toEqual({ before: "2024-03-12", after: "2025-09-01" });
  });
  it("end at the first one and today", () => {
    expect(around(changes, "2024-03-12", "2026-11-25").before).toBeUndefined();
    expect(around([...changes, "2027-01-01"], "2026-02-10", "2026-11-25").after).toBeUndefined();
  });
  it("are counted for this year only", () => {
    expect(thisYear([...changes, "2026-12-31"], "2026-11-25")).toBe(1);
  });
});

const iom = {
  kind: "member",
  acronym: "IOM",
  name: { en: "International Organization for Migration", ru: "Международная организация по миграции" },
  speakers: [
    { name: "Aylar Gurbanova", role: "focal_point" },
    { name: "Dursun Ataýew", role: "secretariat" },
  ],
};
const mfa = { kind: "partner", acronym: "MFA", name: { en: "Ministry of Foreign Affairs" }, speakers: [] };

describe("the table", () => {
  it("keeps partners apart from members", () => {
    expect(parted([mfa, iom])).toEqual({ members: [iom], others: [mfa] });
  });
  it("is searched in any language and without diacritics", () => {
    expect(matching([iom, mfa], "миграции")).toEqual([iom]);
    expect(matching([iom, mfa], "atayew")).toEqual([iom]);
    expect(matching([iom, mfa], "ministry affairs")).toEqual([mfa]);
    expect(matching([iom, mfa], "")).toHaveLength(2);
  });
  it("names who holds a role", () => {
    expect(named(iom.speakers, "focal_point")).toEqual(["Aylar Gurbanova"]);
    expect(named(iom.speakers, "alternate")).toEqual([]);
  });
});

it("reads the faults of a file in the order of its rows", () => {
  const faults = [
    { row: 7, column: "kind", detail: "b" },
    { row: 3, column: "joined_on", detail: "a" },
  ];
  expect(faultsOf({ rows: faults }).map((fault) => fault.row)).toEqual([3, 7]);
  expect(faultsOf({})).toEqual([]);
});

it("knows what day it is in Ashgabat", () => {
  expect(todayAt("Asia/Ashgabat", new Date("2026-11-25T20:30:00Z"))).toBe("2026-11-26");
});

it("holds a term until its last day, and no longer", () => {
  const terms = [
    { state: "confirmed", until_on: null },
    { state: "confirmed", until_on: "2026-11-25" },
    { state: "confirmed", until_on: "2026-11-24" },
    { state: "proposed", until_on: null },
    { state: "ended", until_on: "2027-01-01" },
  ];
  const { waiting, present, over } = byTerm(terms, "2026-11-25");
  expect([waiting, present, over].map((each) => each.length)).toEqual([1, 2, 2]);
});
