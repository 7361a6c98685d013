import { moment } from "../i18n/format";
import { draft, type Link, type Use, type Value } from "./api";
import { h, mark, put } from "./dom";
import { type Key, type Language, say } from "./strings";
import { fromLocal, local, place } from "./time";
import { word } from "./words";

const FIRST: Value[] = ["support", "no_objection", "reservation", "ad_referendum", "objection"];
const RARE: Value[] = ["disassociate", "recused"];
type Name = "text" | "would_resolve" | "ad_referendum_until";
type Fault = { pointer: string; detail: string };

/** What the reader has chosen and typed. It outlives a change of language and a line that drops. */
export class Answer {
  value: Value | null;
  values: Record<string, string>;
  other: boolean;

  constructor(private readonly link: Link) {
    const kept = draft.read();
    const asked = new URLSearchParams(location.search).get("as");
    const known = [...FIRST, ...RARE];
    const { current } = link;
    this.value = known.find((each) => each === (kept.value ?? asked)) ?? current?.value ?? null;
    const until = current?.ad_referendum_until;
    this.values = {
      text: current?.text ?? "",
      would_resolve: current?.would_resolve ?? "",
      ad_referendum_until: until ? local(new Date(until), link.network.time_zone) : "",
      ...kept,
    };
    this.other = RARE.includes(this.value as Value);
  }

  set(name: string, value: string): void {
    this.values[name] = value;
    this.keep();
  }

  choose(value: Value): void {
    this.value = value;
    this.keep();
  }

  private keep(): void {
    draft.keep({ ...this.values, ...(this.value ? { value: this.value } : {}) });
  }

  /** The fields that the chosen answer needs, as the server says. */
  get asks(): Name[] {
    return ((this.value && this.link.asks[this.value]) ?? []) as Name[];
  }

  missing(spoken: Language): Fault[] {
    const empty = this.asks.filter((name) => !this.values[name]?.trim());
    return empty.map((name) => ({ pointer: `/${name}`, detail: say("needed", spoken) }));
  }

  get body(): Use {
    const given = (name: Name) => (this.asks.includes(name) ? this.values[name] || null : null);
    const until = given("ad_referendum_until");
    return {
      value: this.value as Value,
      text: given("text"),
      would_resolve: given("would_resolve"),
      ad_referendum_until: until ? fromLocal(until, this.link.network.time_zone) : null,
    };
  }
}

export interface Form {
  element: HTMLFormElement;
  /** Show what is wrong beside its field and go to the first of them. */
  faults: (found: Fault[]) => void;
  /** Something to say above the button. */
  tell: (...said: (Node | string)[]) => void;
  busy: (on: boolean) => void;
}

export function form(link: Link, answer: Answer, spoken: Language, send: () => void): Form {
  const submitted = (event: Event) => {
    event.preventDefault();
    send();
  };
  const element = h("form", { novalidate: true, onsubmit: submitted });
  const said = h("div", { class: "said", role: "alert" });
  const button = h("button", { type: "submit", class: "main" });
  const list = h("div", { class: "choices" });
  let sending = false;
  const label = () => {
    const value = answer.value && word("position", answer.value, spoken).toLocaleLowerCase(spoken);
    button.textContent = sending
      ? say("recording", spoken)
      : value
        ? say("record", spoken, { value })
        : say("recordWhat", spoken);
  };
  const draw = () => {
    const held = document.activeElement instanceof HTMLInputElement ? document.activeElement.value : null;
    const shown = answer.other ? [...FIRST, ...RARE] : FIRST;
    list.replaceChildren(...shown.map((value) => choice(link, answer, value, spoken, chosen)));
    label();
    if (held) list.querySelector<HTMLInputElement>(`input[value="${held}"]`)?.focus();
  };
  const chosen = (value: Value) => {
    answer.choose(value);
    said.replaceChildren();
    draw();
  };
  const more = h(
    "button",
    {
      type: "button",
      class: "plain",
      onclick: () => {
        answer.other = true;
        more.remove();
        draw();
        list.querySelector<HTMLInputElement>(`input[value="${RARE[0]}"]`)?.focus();
      },
    },
    say("other", spoken),
  );
  const whose = say("speaks", spoken, { organisation: "\0" }).split("\0");
  const name = h("strong", {}, link.organisation.acronym);
  put(element, [
    h("fieldset", {}, h("legend", {}, whose[0] ?? "", name, whose[1] ?? ""), current(link, spoken), list),
    h("p", { class: "small" }, say("nothing", spoken), " ", !answer.other && more),
    h("div", { class: "bar" }, said, button),
  ]);
  draw();
  return {
    element,
    tell: (...children) => said.replaceChildren(...children),
    busy: (on) => {
      sending = on;
      button.setAttribute("aria-disabled", String(on));
      label();
    },
    faults: (found) => {
      for (const old of list.querySelectorAll(".fault")) old.remove();
      for (const { pointer, detail } of found) {
        const field = list.querySelector<HTMLElement>(`[name="${pointer.slice(1)}"]`);
        const id = `fault-${pointer.slice(1)}`;
        field?.setAttribute("aria-invalid", "true");
        field?.setAttribute("aria-describedby", id);
        field?.after(h("p", { class: "fault", id }, detail));
      }
      list.querySelector<HTMLElement>("[aria-invalid]")?.focus();
    },
  };
}

/** What stands already, by a colleague or recorded on the organisation's behalf. */
function current(link: Link, spoken: Language): HTMLElement | null {
  if (!link.current) return null;
  const { value, answered_at, on_behalf } = link.current;
  const at = moment(answered_at, spoken, link.network.time_zone);
  return h(
    "p",
    { class: "note" },
    say(on_behalf ? "onBehalf" : "current", spoken, { value: word("position", value, spoken), at }),
  );
}

function choice(
  link: Link,
  answer: Answer,
  value: Value,
  spoken: Language,
  chosen: (value: Value) => void,
): HTMLElement {
  const on = answer.value === value;
  const radio = h("input", { type: "radio", name: "value", value, id: `as-${value}`, onchange: () => chosen(value) });
  radio.checked = on;
  const made = h(
    "div",
    { class: on ? "choice on" : "choice" },
    h(
      "label",
      { for: `as-${value}` },
      radio,
      mark(value),
      h(
        "span",
        {},
        h("strong", {}, word("position", value, spoken)),
        h("span", { class: "says" }, say(`say_${value}`, spoken)),
      ),
    ),
  );
  if (on) for (const name of answer.asks) made.append(field(link, answer, name, value, spoken));
  return made;
}

function field(link: Link, answer: Answer, name: Name, value: Value, spoken: Language): HTMLElement {
  const zone = link.network.time_zone;
  const typed = (event: Event) => answer.set(name, (event.target as HTMLInputElement).value);
  const common = { id: `f-${name}`, name, required: true, oninput: typed };
  const key = (name === "text" ? `text_${value}` : name) as Key;
  const box =
    name === "ad_referendum_until"
      ? h("input", { ...common, type: "datetime-local", max: "9999-12-31T23:59" })
      : h("textarea", { ...common, rows: "3", maxlength: "20000" });
  box.value = answer.values[name] ?? "";
  const help = name === "ad_referendum_until" && h("p", { class: "small" }, say("beforeDeadline", spoken));
  return h(
    "div",
    { class: "field" },
    h("label", { for: `f-${name}` }, say(key, spoken, { place: place(zone, spoken) })),
    box,
    help,
  );
}
