import { describe, expect, it } from "vitest";
import {
  beside,
  besides,
  carried,
  changed,
  GAP,
  inAddress,
  joined,
  partsOf,
  settled,
  shownIn,
  steps,
  typed,
} from "./rules";

describe("the road of a statement", () => {
  const states = (course: Parameters<typeof steps>[0]) => steps(course).map(({ key, state }) => `${key} ${state}`);

  it("is drafted, cleared, signed, published, one after the other", () => {
    expect(states({ state: "draft", put: false, adopted: false })).toEqual([
      "drafted now",
      "cleared next",
      "signed next",
      "published next",
    ]);
    expect(states({ state: "draft", put: true, adopted: false })[1]).toBe("cleared now");
    expect(states({ state: "draft", put: true, adopted: true }).slice(1, 3)).toEqual(["cleared done", "signed now"]);
    expect(states({ state: "signed", put: true, adopted: true }).slice(2)).toEqual(["signed done", "published now"]);
    expect(steps({ state: "published", put: true, adopted: true }).every((step) => step.state === "done")).toBe(true);
  });

  it("ends in a step of its own: what was published stays done, what was abandoned will not come", () => {
    expect(states({ state: "withdrawn", put: true, adopted: true })).toEqual([
      "drafted done",
      "cleared done",
      "signed done",
      "published done",
      "withdrawn done",
    ]);
    expect(states({ state: "abandoned", put: true, adopted: false })).toEqual([
      "drafted done",
      "cleared never",
      "signed never",
      "published never",
      "abandoned done",
    ]);
  });
});

describe("languages", () => {
  const texts = { en: "One.", ru: "Один.", tk: null };
  it("show the chosen one, else one's own, else the authoritative", () => {
    expect(shownIn(texts, [undefined, "ru"], "en")).toBe("ru");
    expect(shownIn(texts, ["tk", "ru"], "en")).toBe("ru");
    expect(shownIn(texts, ["tk"], "en")).toBe("en");
  });
  it("are walked through round and round, past those that have no text", () => {
    expect(besides(texts, "en", 1)).toBe("ru");
    expect(besides(texts, "ru", 1)).toBe("en");
    expect(besides(texts, "en", -1)).toBe("ru");
    expect(besides({ en: "One." }, "en", 1)).toBe("en");
  });
});

it("a number in an address has nothing to be cut or quoted", () => {
  expect(inAddress("TKM/2026/S-003")).toBe("TKM-2026-S-003");
});

describe("a translation beside its source", () => {
  const was = ["One.", "Two.", "Three."];
  const text = ["Один.", "Два.", "Три."];

  it("stands paragraph by paragraph", () => {
    const rows = beside(was, was, text);
    expect(rows.map((row) => row.text)).toEqual(text);
    expect(rows.some(changed)).toBe(false);
  });

  it("keeps each paragraph where it was translated from when others come, change and go", () => {
    const rows = beside(["Zero.", "One.", "Two, changed.", "Three."], was, text);
    expect(rows).toEqual([
      { source: "Zero.", was: null, text: "" },
      { source: "One.", was: "One.", text: "Один." },
      { source: "Two, changed.", was: "Two.", text: "Два." },
      { source: "Three.", was: "Three.", text: "Три." },
    ]);
    expect(rows.map(changed)).toEqual([true, false, true, false]);
    expect(beside(["One.", "Three."], was, text)).toEqual([
      { source: "One.", was: "One.", text: "Один." },
      { source: null, was: "Two.", text: "Два." },
      { source: "Three.", was: "Three.", text: "Три." },
    ]);
  });

  it("begins empty, and nothing of a longer translation is hidden", () => {
    expect(beside(["One."], ["One."], [])).toEqual([{ source: "One.", was: "One.", text: "" }]);
    expect(beside(["One."], ["One."], ["Один.", "Ещё."])[1]).toEqual({ source: null, was: null, text: "Ещё." });
  });

  it("is saved with its gaps, so that what follows keeps its place", () => {
    const rows = beside(was, was, ["Один.", "", "Три,\n\nс пустой строкой."]);
    expect(joined(rows)).toBe(`Один.\n\n${GAP}\n\nТри,\nс пустой строкой.`);
    expect(typed(joined(rows))).toEqual(["Один.", "", "Три,\nс пустой строкой."]);
    expect(joined(beside(was, was, []))).toBe("");
  });

  it("is saved beside the source it was made from while something changed is still to be looked at", () => {
    const rows = beside(["Zero.", "One.", "Two, changed."], was, text);
    expect(rows.map(settled)).toEqual([false, true, false, true]);
    expect(joined(rows, "was")).toBe("Один.\n\nДва.\n\nТри.");
    const looked = rows.map((row) => ({ ...row, was: row.source, text: row.text || "Ноль." }));
    expect(looked.every(settled)).toBe(true);
    expect(joined(looked)).toBe("Ноль.\n\nОдин.\n\nДва.");
  });

  it("goes along when the source changes while it is typed", () => {
    const rows = beside(["One.", "Two, changed."], ["One.", "Two."], ["Один.", "Два."]);
    expect(carried(rows, ["New.", "One.", "Two, changed."])).toEqual([
      { source: "New.", was: null, text: "" },
      { source: "One.", was: "One.", text: "Один." },
      { source: "Two, changed.", was: "Two.", text: "Два." },
    ]);
  });

  it("leaves out what has gone from the source", () => {
    expect(joined(beside(["One."], was, text))).toBe("Один.");
  });
});

it("paragraphs are parted by blank lines, however many", () => {
  expect(partsOf("One.\n \n\n\nTwo,\nstill two.\n")).toEqual(["One.", "Two,\nstill two."]);
  expect(partsOf(null)).toEqual([]);
});
