import { describe, expect, it } from "vitest";
import { LANGUAGES, say } from "../../i18n";
import { answer, group, type HomeItem, spanOf } from "./groups";
import { isExact, marked } from "./marking";
import { strings } from "./strings";

const MONDAY = Date.parse("2026-11-23T07:04:00Z"); // 12:04 in Ashgabat
const item = (due_at: string | null): HomeItem =>
  ({ act: "position", kind: "decisions", id: String(due_at), due_at, title: { en: "" }, why: "" }) as never;
const title = (dues: (string | null)[], spoken: "en" | "ru" | "tk") => {
  const { key, facts } = answer(dues.map(item), MONDAY, spoken);
  return say(strings[key][spoken], spoken, facts);
};

describe("what is due when", () => {
  it.each([
    ["2026-11-20T12:00:00Z", "tomorrow"], // late
    ["2026-11-23T20:00:00Z", "tomorrow"], // already Tuesday at the duty station
    ["2026-11-24T18:59:00Z", "tomorrow"],
    ["2026-11-24T19:00:00Z", "week"], // Wednesday there
    ["2026-11-29T18:00:00Z", "week"], // Sunday
    ["2026-11-29T19:00:00Z", "month"], // Monday
    ["2026-11-30T18:59:00Z", "month"],
    ["2026-11-30T19:00:00Z", "later"], // December there
    ["2027-11-24T12:00:00Z", "later"],
    [null, "undated"],
  ])("%s is %s", (due, span) => expect(spanOf(due, MONDAY)).toBe(span));

  it("knows no rest of the week on a Sunday", () => {
    const sunday = Date.parse("2026-11-29T07:00:00Z");
    expect(spanOf("2026-11-30T07:00:00Z", sunday)).toBe("tomorrow");
    expect(spanOf("2026-12-01T07:00:00Z", sunday)).toBe("later");
  });

  it("keeps the order and leaves empty spans out", () => {
    const found = group([item("2026-11-24T12:00:00Z"), item("2026-12-24T12:00:00Z"), item(null)], MONDAY);
    expect(found.map((each) => each.span)).toEqual(["tomorrow", "later", "undated"]);
  });
});

describe("the title", () => {
  const soon = "2026-11-24T12:00:00Z";
  const far = "2026-12-24T12:00:00Z";
  it("says how many things, and how many of them by tomorrow", () => {
    expect(title([soon, soon, far, far, far, far, far], "en")).toBe("Seven things need you, two of them by tomorrow");
    expect(title([soon, far], "en")).toBe("Two things need you, one of them by tomorrow");
    expect(title([far], "en")).toBe("One thing needs you");
    expect(title([soon], "en")).toBe("One thing needs you by tomorrow");
    expect(title([soon, soon], "en")).toBe("Two things need you by tomorrow");
    expect(title([], "en")).toBe("Nothing needs you");
    expect(title(Array(13).fill(far), "en")).toBe("13 things need you");
  });
  it("by the plurals of Russian", () => {
    expect(title([far], "ru")).toBe("Одно дело ждёт вас");
    expect(title([soon, far, far], "ru")).toBe("Три дела ждут вас, одно из них до завтра");
    expect(title(Array(5).fill(far), "ru")).toBe("Пять дел ждут вас");
    expect(title(Array(21).fill(far), "ru")).toBe("21 дело ждёт вас");
    expect(title(Array(22).fill(far), "ru")).toBe("22 дела ждут вас");
  });
  it("by the numbers of Turkmen", () => {
    expect(title([soon, soon, far], "tk")).toBe("Üç iş size garaşýar, olaryň ikisi ertire çenli");
    expect(title([...Array(11).fill(soon), far], "tk")).toBe("12 iş size garaşýar, olaryň 11 sanysy ertire çenli");
  });
});

describe("search", () => {
  const hits = (text: string, query: string) =>
    marked(text, query)
      .filter((piece) => piece.hit)
      .map((piece) => piece.text);
  it("marks what was asked, whatever its accents and endings", () => {
    expect(hits("UN House, Aşgabat", "asgabat")).toEqual(["Aşgabat"]);
    expect(hits("права мигрантов", "мигранты")).toEqual(["мигрантов"]);
    expect(hits("Joint workplan 2027–2028", "plan")).toEqual([]);
  });
  it("loses nothing of the text", () => {
    const text = "Joint workplan, joint work";
    expect(
      marked(text, "joint")
        .map((piece) => piece.text)
        .join(""),
    ).toBe(text);
  });
  it("knows an exact number", () => {
    expect(isExact("TKM/2026/002", "tkm/2026/002 ")).toBe(true);
    expect(isExact("TKM/2026/002", "2026/002")).toBe(false);
    expect(isExact(null, "")).toBe(false);
  });
});

it("says everything in three languages", () => {
  for (const [key, said] of Object.entries(strings))
    for (const spoken of LANGUAGES) expect(said[spoken], key).toBeTruthy();
});
