import { expect, it } from "vitest";
import { nameOf } from "./download";

it("takes the server's name for a file", () => {
  expect(nameOf('attachment; filename="TKM-2026-001-record.pdf"', "x")).toBe("TKM-2026-001-record.pdf");
  expect(nameOf("attachment; filename=a.csv; filename*=UTF-8''Rugsat%C3%BD.csv", "x")).toBe("Rugsatý.csv");
  expect(nameOf(null, "record.json")).toBe("record.json");
});
