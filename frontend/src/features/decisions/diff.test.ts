import { expect, it } from "vitest";
import { joined, wordDiff } from "./diff";

const told = (before: string, after: string) =>
  wordDiff(before, after)
    .map(({ op, text }) => (op === "equal" ? text : op === "insert" ? `+${text}+` : `-${text}-`))
    .join("");

it("marks the words that changed, and no others", () => {
  expect(told("with three outcomes.", "with four outcomes.")).toBe("with -three-+four+ outcomes.");
  expect(told("UNODC leads.", "UNODC leads, with IOM.")).toBe("UNODC leads+, with IOM+.");
  expect(told("Тремя результатами", "Четырьмя результатами")).toBe("-Тремя-+Четырьмя+ результатами");
  expect(told("üç netije", "dört netije")).toBe("-üç-+dört+ netije");
});

it("keeps neighbouring changes together", () => {
  expect(told("the arrangements in place.", "the mandate of UNHCR.")).toBe(
    "the -arrangements in place-+mandate of UNHCR+.",
  );
});

it("gives back both texts, whatever they are", () => {
  for (const [before, after] of [
    ["", "All new."],
    ["Left out.", ""],
    ["a b c d e", "e d c b a"],
    ["  spaces\n- list", "spaces\n\n- list  "],
  ] as const) {
    const tokens = wordDiff(before, after);
    const side = (left: string) =>
      tokens
        .filter(({ op }) => op !== left)
        .map(({ text }) => text)
        .join("");
    expect(side("insert")).toBe(before);
    expect(side("delete")).toBe(after);
  }
});

it("joins what the server has found word by word", () => {
  const found = joined([
    { op: "equal", text: "the " },
    { op: "delete", text: "arrangements" },
    { op: "insert", text: "mandate" },
    { op: "equal", text: " " },
    { op: "delete", text: "in place" },
    { op: "insert", text: "of UNHCR" },
    { op: "equal", text: "." },
  ]);
  expect(found).toEqual([
    { op: "equal", text: "the " },
    { op: "delete", text: "arrangements in place" },
    { op: "insert", text: "mandate of UNHCR" },
    { op: "equal", text: "." },
  ]);
});
