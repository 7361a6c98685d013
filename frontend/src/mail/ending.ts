import { moment } from "../i18n/format";
import type { Receipt, Refusal } from "./api";
import { h, mark } from "./dom";
import { type Language, say } from "./strings";
import { place } from "./time";
import { word } from "./words";

/** What was recorded, when, until when and how it can be changed. Made to be printed. */
export function receipt(found: Receipt, zone: string, spoken: Language): HTMLElement {
  const where = { place: place(zone, spoken) };
  const at = (instant: string) => moment(instant, spoken, zone);
  return h(
    "div",
    { class: "receipt" },
    h("h1", { tabindex: "-1" }, say("recorded", spoken)),
    h(
      "p",
      { class: "answer" },
      mark(found.value),
      h(
        "span",
        {},
        h("strong", {}, `${found.organisation}: ${word("position", found.value, spoken)}`),
        h("span", { class: "says" }, found.number),
      ),
    ),
    found.text && h("blockquote", {}, found.text),
    found.would_resolve && h("blockquote", {}, `${say("would_resolve", spoken)}: ${found.would_resolve}`),
    found.ad_referendum_until &&
      h("p", {}, `${say("ad_referendum_until", spoken, where)}: ${at(found.ad_referendum_until)}`),
    h("p", {}, say("recordedAt", spoken, { at: at(found.answered_at), ...where })),
    h("p", {}, say("change", spoken, { at: at(found.deadline_at), ...where })),
    h("p", {}, say("copy", spoken)),
    h(
      "p",
      { class: "acts" },
      h("a", { class: "second", href: found.sign_in }, say("signIn", spoken)),
      h("button", { type: "button", class: "second", onclick: () => print() }, say("print", spoken)),
    ),
  );
}

/** A link that no longer serves: what happened, and how to go on. */
export function dead(found: Refusal, spoken: Language, typed: string[]): HTMLElement {
  const unknown = found.status === 404;
  return h(
    "div",
    { class: "receipt" },
    h("h1", { tabindex: "-1" }, unknown ? say("unknown", spoken) : found.title),
    h("p", {}, unknown ? say("unknownWhy", spoken) : found.detail),
    typed.length > 0 &&
      h("div", {}, h("p", {}, say("kept", spoken)), ...typed.map((each) => h("blockquote", {}, each))),
    h(
      "p",
      { class: "acts" },
      (found.sign_in || unknown) && h("a", { class: "second", href: found.sign_in ?? "/" }, say("signIn", spoken)),
      found.write_to?.[0] &&
        h("a", { class: "second", href: `mailto:${found.write_to.join(",")}` }, say("write", spoken)),
    ),
    h("p", { class: "small" }, say("request", spoken, { id: found.request_id })),
  );
}
