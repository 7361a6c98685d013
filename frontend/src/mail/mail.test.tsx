import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { Markdown } from "../ui/Markdown";
import type { Link } from "./api";
import { Answer } from "./form";
import { markdown } from "./markdown";
import { type Key, LANGUAGES, say, strings } from "./strings";
import { text } from "./text";
import { deadline, fromLocal, local, place, remaining } from "./time";

const only = (en: string) => ({ en, ru: null, tk: null });

const LINK: Link = {
  network: {
    slug: "turkmenistan",
    name: only("Network"),
    country: only("Turkmenistan"),
    time_zone: "Asia/Ashgabat",
  },
  decision: { number: "TKM/2026/003", kind: "procedure", title: only("Working methods") },
  round: 2,
  procedure: "silence",
  authoritative: "en",
  texts: { en: "One.\n\nTwo.", ru: "Один.\n\nДва.", tk: null },
  changes: {
    language: "en",
    base: 1,
    paragraphs: [
      {
        number: 1,
        tokens: [
          { op: "delete", text: "Won" },
          { op: "insert", text: "One" },
          { op: "equal", text: "." },
        ],
      },
      { number: null, tokens: [{ op: "delete", text: "Gone." }] },
      { number: 2, tokens: [{ op: "equal", text: "Two." }] },
    ],
  },
  deadline_at: "2026-11-24T12:00:00.000000Z",
  organisation: { acronym: "UNDRR", name: only("UN Office for Disaster Risk Reduction") },
  person: "Aylar Annayeva",
  language: "en",
  current: null,
  asks: { objection: ["text", "would_resolve"], ad_referendum: ["ad_referendum_until"] },
  server_time: "2026-11-23T07:00:00.000000Z",
};

it("shows Markdown as the app does", () => {
  const samples = [
    "A **strong** and *soft* `word`, 2 * 3 and snake_case.",
    "See [the Compact](https://example.org/gcm), not [this](javascript:alert(1)).",
    "Who:\n- IOM\n- UNDP\n3. third\n4. fourth",
    "# Heading",
    "<img src=x onerror=alert(1)> two\nlines",
  ];
  for (const sample of samples) {
    const ours = document.createElement("div");
    ours.append(...markdown(sample));
    const theirs = document.createElement("div");
    theirs.innerHTML = renderToStaticMarkup(<Markdown text={sample} />);
    const shape = (of: Element) => [...of.querySelectorAll("*")].map((each) => each.tagName).join();
    expect(ours.textContent).toBe(theirs.textContent);
    expect(shape(ours)).toBe(shape(theirs));
  }
});

it("marks what changed, says it, and numbers only what stands", () => {
  const made = text(LINK, "en", true, () => undefined);
  expect(made.querySelector("ins")?.textContent).toBe("added: One");
  expect(made.querySelector("del")?.textContent).toBe("removed: Won");
  expect([...made.querySelectorAll(".paper > li")].map((each) => each.getAttribute("value"))).toEqual(["1", null, "2"]);
  const clean = [...made.querySelectorAll("button")].find((each) => each.textContent === say("clean", "en"));
  clean?.click();
  expect(made.querySelector("ins")).toBeNull();
  expect(made.querySelectorAll(".paper > li")).toHaveLength(2);
});

it("shows the authoritative text where there is no translation, and says its language", () => {
  expect(
    text(LINK, "tk", true, () => undefined)
      .querySelector(".paper")
      ?.getAttribute("lang"),
  ).toBe("en");
  expect(
    text(LINK, "ru", true, () => undefined)
      .querySelector(".paper")
      ?.getAttribute("lang"),
  ).toBe("ru");
});

it("takes the choice from the mail, keeps what is typed, and asks for what the server asks", () => {
  history.replaceState(null, "", "/p/token?as=objection");
  const answer = new Answer(LINK);
  expect(answer.value).toBe("objection");
  expect(answer.missing("en").map((each) => each.pointer)).toEqual(["/text", "/would_resolve"]);
  answer.set("text", "The figures are not ours.");
  answer.set("would_resolve", "  ");
  expect(answer.missing("en").map((each) => each.pointer)).toEqual(["/would_resolve"]);
  expect(new Answer(LINK).values.text).toBe("The figures are not ours.");
  answer.choose("support");
  expect(answer.body).toEqual({ value: "support", text: null, would_resolve: null, ad_referendum_until: null });
  sessionStorage.clear();
  history.replaceState(null, "", "/p/token?as=adopt");
  expect(new Answer(LINK).value).toBeNull();
});

it("reads a wall clock as the network's", () => {
  expect(fromLocal("2026-11-24T17:00", "Asia/Ashgabat")).toBe("2026-11-24T12:00:00.000Z");
  expect(local(new Date("2026-11-24T12:00:00Z"), "Asia/Ashgabat")).toBe("2026-11-24T17:00");
  expect(fromLocal("2026-03-29T12:00", "Europe/Zurich")).toBe("2026-03-29T10:00:00.000Z");
  expect(place("Africa/Addis_Ababa", "en")).toBe("Addis Ababa");
  expect(deadline(LINK.deadline_at, "Asia/Ashgabat", "en")).toContain("Tue 24 Nov 2026, 17:00 (Ashgabat)");
});

it("counts what is left in three languages", () => {
  const now = Date.parse("2026-11-23T07:00:00Z");
  expect(LANGUAGES.map((each) => remaining(LINK.deadline_at, now, each))).toEqual([
    "29 hours left.",
    "Осталось 29 часов.",
    "29 sagat galdy.",
  ]);
  expect(remaining(LINK.deadline_at, Date.parse(LINK.deadline_at), "en")).toBeNull();
});

it("says everything in three languages, with the same facts", () => {
  const facts = (said: unknown) => [...JSON.stringify(said).matchAll(/\{(\w+)\}/g)].map((each) => each[1]);
  for (const key of Object.keys(strings) as Key[]) {
    const said = strings[key];
    const known = new Set(facts(said.en));
    for (const language of LANGUAGES) {
      expect(new Set(facts(said[language])), `${key} in ${language}`).toEqual(known);
      expect(JSON.stringify(said[language])).not.toMatch(/!|please|vote|ballot|quorum|majority/i);
    }
  }
});
