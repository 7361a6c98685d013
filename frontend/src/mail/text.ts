import type { Link } from "./api";
import { h } from "./dom";
import { markdown, paragraphs } from "./markdown";
import { LANGUAGES, type Language, NAMES, say } from "./strings";

type Changes = NonNullable<Link["changes"]>;

/** The text of the round on the page itself: folded at first, changes marked, in every language that it has. */
export function text(link: Link, spoken: Language, opened: boolean, toggled: (open: boolean) => void): HTMLElement {
  const written = LANGUAGES.filter((each) => link.texts[each]);
  let shown: Language = link.texts[spoken] ? spoken : link.authoritative;
  let clean = false;
  const count = paragraphs(link.texts[shown]).length;
  const body = h("div", { class: "text" });
  const draw = () => {
    const marked = !clean && link.changes?.language === shown ? link.changes : null;
    body.replaceChildren(tools(), marked ? compared(marked, spoken) : plain(link.texts[shown], shown));
  };
  const choice = (label: string, on: boolean, act: () => void, lang?: string) =>
    h("button", { type: "button", "aria-pressed": String(on), ...(lang ? { lang } : {}), onclick: act }, label);
  const tools = () => {
    const tongues = written.map((each) => {
      const name = each === link.authoritative ? `${NAMES[each]} (${say("authoritative", spoken)})` : NAMES[each];
      return choice(
        name,
        each === shown,
        () => {
          shown = each;
        },
        each === link.authoritative ? undefined : each,
      );
    });
    const pair = link.changes?.language === shown && [
      choice(say("changes", spoken), !clean, () => {
        clean = false;
        draw();
      }),
      choice(say("clean", spoken), clean, () => {
        clean = true;
        draw();
      }),
    ];
    return h(
      "div",
      { class: "tools" },
      written.length > 1 && h("div", { role: "group", "aria-label": say("textLanguages", spoken) }, ...tongues),
      pair && h("div", { role: "group", "aria-label": say("changes", spoken) }, ...pair),
    );
  };
  draw();
  const folded = h("details", { open: opened }, h("summary", {}, say("read", spoken, { count })), body);
  folded.addEventListener("toggle", () => toggled(folded.open));
  if (link.changes) {
    const note = say("marked", spoken, { number: link.changes.base });
    return h("div", {}, folded, h("p", { class: "small" }, note));
  }
  return folded;
}

const plain = (written: string | null | undefined, language: Language) =>
  h("ol", { class: "paper", lang: language }, ...paragraphs(written).map((each) => h("li", {}, ...markdown(each))));

/** Word by word: added underlined, removed struck, and said as such; a paragraph that was removed has no number. */
function compared(changes: Changes, spoken: Language): HTMLElement {
  const words = (op: string, said: string) => {
    const own = said.replace(/\n{2,}/g, "");
    if (op === "equal") return own;
    const told = h("span", { class: "sr", lang: spoken }, `${say(op === "insert" ? "added" : "removed", spoken)}: `);
    return h(op === "insert" ? "ins" : "del", {}, told, own);
  };
  const items = changes.paragraphs.map((each) => {
    const same = each.tokens.every((token) => token.op === "equal");
    const whole = each.tokens.map((token) => token.text).join("");
    const inside = same ? markdown(whole) : each.tokens.map((token) => words(token.op, token.text));
    return h("li", each.number === null ? { class: "gone" } : { value: String(each.number) }, ...inside);
  });
  return h("ol", { class: "paper", lang: changes.language }, ...items);
}
