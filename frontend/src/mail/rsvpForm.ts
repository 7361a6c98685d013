import type { components } from "../api/schema.gen";
import { moment } from "../i18n/format";
import { h, mark, put } from "./dom";
import { tell } from "./rsvp.strings";
import { type Language, say } from "./strings";
import { word } from "./words";

type Schemas = components["schemas"];
export type Link = Schemas["RsvpLinkRead"];
export type Use = Schemas["RsvpUse"];
export type Receipt = Schemas["RsvpReceipt"];
export type Value = Schemas["Answer"];
type Mode = Schemas["GuestPresence"];
interface Person {
  name: string;
  function: string | null;
  presence: Mode;
}

const VALUES: Value[] = ["yes", "maybe", "no"];
const MODES: Mode[] = ["in_room", "remote"];
const MOST = 12;
/** The same drawings as on the meeting's page. */
export const MARK: Record<Value, string> = { yes: "support", maybe: "ad_referendum", no: "recused" };

/** What the reader has chosen and typed. It outlives a change of language and a line that drops. */
export class Answer {
  value: Value | null;
  mode: Mode | null;
  people: Person[];

  constructor(readonly link: Link) {
    const asked = new URLSearchParams(location.search).get("as");
    const { current } = link;
    this.value = VALUES.find((each) => each === asked) ?? current?.answer ?? null;
    this.mode = current?.mode ?? (link.meeting.modality === "remote" ? "remote" : "in_room");
    this.people = (current?.coming ?? []).map((each) => ({ ...each }));
  }

  get comes(): boolean {
    return this.value === "yes" || this.value === "maybe";
  }

  get body(): Use {
    const named = this.comes && this.link.organisation ? this.people.filter((each) => each.name.trim()) : [];
    return {
      answer: this.value as Value,
      mode: this.comes && named.length === 0 ? this.mode : null,
      coming: named.map((each) => ({ ...each, name: each.name.trim() })),
      version: this.link.version,
    };
  }
}

export interface Form {
  element: HTMLFormElement;
  tell: (...said: (Node | string)[]) => void;
  busy: (on: boolean) => void;
}

export function form(link: Link, answer: Answer, spoken: Language, send: () => void): Form {
  const said = h("div", { class: "said", role: "alert" });
  const button = h("button", { type: "submit", class: "main" });
  const list = h("div", { class: "choices" });
  const details = h("div", { class: "details" });
  let sending = false;
  const label = () => {
    const value = answer.value && word("rsvp", answer.value, spoken);
    button.textContent = sending
      ? say("recording", spoken)
      : value
        ? say("record", spoken, { value })
        : tell("recordWhat", spoken);
  };
  const draw = (focus?: string) => {
    list.replaceChildren(...VALUES.map((value) => choice(answer, value, spoken, () => chosen(value))));
    details.replaceChildren(...(answer.comes ? coming(link, answer, spoken, draw) : []));
    label();
    if (focus) document.getElementById(focus)?.focus();
  };
  const chosen = (value: Value) => {
    answer.value = value;
    if (answer.comes && link.organisation && answer.people.length === 0)
      answer.people = [{ name: link.person, function: null, presence: answer.mode ?? "in_room" }];
    said.replaceChildren();
    draw(`as-${value}`);
  };
  const element = h("form", {
    novalidate: true,
    onsubmit: (event: Event) => {
      event.preventDefault();
      send();
    },
  });
  put(element, [
    h("fieldset", {}, legend(link, spoken), standing(link, spoken), list),
    details,
    h("p", { class: "small" }, tell("nothing", spoken)),
    h("div", { class: "bar" }, said, button),
  ]);
  if (answer.comes && link.organisation && answer.people.length === 0)
    answer.people = [{ name: link.person, function: null, presence: answer.mode ?? "in_room" }];
  draw();
  return {
    element,
    tell: (...children) => said.replaceChildren(...children),
    busy: (on) => {
      sending = on;
      button.setAttribute("aria-disabled", String(on));
      label();
    },
  };
}

function legend(link: Link, spoken: Language): HTMLElement {
  if (!link.organisation) return h("legend", {}, tell("guest", spoken));
  const whose = tell("speaks", spoken, { organisation: "\0" }).split("\0");
  return h("legend", {}, whose[0] ?? "", h("strong", {}, link.organisation.acronym), whose[1] ?? "");
}

/** What stands already, by a colleague or recorded on the organisation's behalf. */
function standing(link: Link, spoken: Language): HTMLElement | null {
  if (!link.current) return null;
  const { answer, answered_at, on_behalf } = link.current;
  const at = moment(answered_at, spoken, link.network.time_zone);
  return h(
    "p",
    { class: "note" },
    tell(on_behalf ? "onBehalf" : "current", spoken, { value: word("rsvp", answer, spoken), at }),
  );
}

function choice(answer: Answer, value: Value, spoken: Language, chosen: () => void): HTMLElement {
  const on = answer.value === value;
  const radio = h("input", { type: "radio", name: "answer", value, id: `as-${value}`, onchange: chosen });
  radio.checked = on;
  const text = h("span", {}, h("strong", {}, word("rsvp", value, spoken)));
  return h(
    "div",
    { class: on ? "choice on" : "choice" },
    h("label", { for: `as-${value}` }, radio, mark(MARK[value]), text),
  );
}

/** How, and for an organisation who: several people, each in their own way. */
function coming(link: Link, answer: Answer, spoken: Language, draw: (focus?: string) => void): HTMLElement[] {
  if (!link.organisation)
    return [
      how("mode", tell("how", spoken), answer.mode, spoken, (mode) => {
        answer.mode = mode;
      }),
    ];
  const rows = answer.people.map((person, at) => row(answer, person, at, spoken, draw));
  const add = h(
    "button",
    {
      type: "button",
      class: "second",
      onclick: () => {
        answer.people.push({ name: "", function: null, presence: answer.mode ?? "in_room" });
        draw(`who-${answer.people.length - 1}`);
      },
    },
    tell("add", spoken),
  );
  return [
    h(
      "fieldset",
      { class: "who" },
      h("legend", {}, tell("who", spoken)),
      ...rows,
      answer.people.length < MOST && h("p", {}, add),
    ),
  ];
}

function row(
  answer: Answer,
  person: Person,
  at: number,
  spoken: Language,
  draw: (focus?: string) => void,
): HTMLElement {
  const called = () => person.name.trim() || tell("person", spoken, { number: at + 1 });
  const box = h("input", {
    id: `who-${at}`,
    maxlength: "200",
    autocomplete: "off",
    "aria-label": `${tell("name", spoken)}, ${tell("person", spoken, { number: at + 1 })}`,
    oninput: (event: Event) => {
      person.name = (event.target as HTMLInputElement).value;
    },
  });
  box.value = person.name;
  const remove = h(
    "button",
    {
      type: "button",
      class: "plain",
      "aria-label": tell("remove", spoken, { name: called() }),
      onclick: () => {
        answer.people.splice(at, 1);
        draw(answer.people.length ? `who-${Math.max(0, at - 1)}` : `as-${answer.value}`);
      },
    },
    "×",
  );
  const way = how(`how-${at}`, tell("howOf", spoken, { name: called() }), person.presence, spoken, (mode) => {
    person.presence = mode;
  });
  return h("div", { class: "person" }, h("div", { class: "named" }, box, remove), way);
}

function how(
  name: string,
  label: string,
  value: Mode | null,
  spoken: Language,
  set: (mode: Mode) => void,
): HTMLElement {
  const options = MODES.map((mode) => {
    const radio = h("input", { type: "radio", name, value: mode, onchange: () => set(mode) });
    radio.checked = mode === value;
    return h("label", {}, radio, word("attendance", mode, spoken));
  });
  return h("fieldset", { class: "how" }, h("legend", { class: "sr" }, label), ...options);
}
