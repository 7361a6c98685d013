import "./mail.css";
import "./rsvp.css";
import { moment } from "../i18n/format";
import { ask, Lost, type Refusal, Refused } from "./ask";
import { h, mark } from "./dom";
import { dead } from "./ending";
import { chosenBefore, focusTongue, frame, keep, known, root } from "./frame";
import { tell } from "./rsvp.strings";
import { Answer, type Form, form, type Link, MARK, type Receipt, type Use } from "./rsvpForm";
import { type Language, say } from "./strings";
import { place } from "./time";
import { word } from "./words";

/** The page of an invitation's link: it reads, and records only when the button is pressed. No library, no navigation. */
const WHERE = "rsvp-links";
const page = root();
let chosen = chosenBefore();
let spoken: Language = chosen ?? known(navigator.language.slice(0, 2)) ?? "en";
let link: Link | null = null;
let answer: Answer | null = null;
let ended: Receipt | Refusal | null = null;
let shown: Form | null = null;

const draw = (...body: (Node | string)[]) => frame(spoken, link?.network.country, speak, ...body);

/** Another language: everything is drawn anew, nothing typed is lost. What only the server says is asked again. */
async function speak(next: Language): Promise<void> {
  chosen = spoken = next;
  keep(next);
  show();
  focusTongue(next);
  if (ended && "status" in ended) await load();
}

function show(): void {
  if (ended && "status" in ended) draw(dead(ended, spoken, []));
  else if (ended && link) draw(receipt(ended, link));
  else if (link && answer) question(link, answer);
}

function titled(found: Link): { lang: Language; text: string } {
  const { title } = found.meeting;
  const order = [spoken, "en", "ru", "tk"] as const;
  const lang = order.find((each) => title[each]) ?? "en";
  return { lang, text: title[lang] ?? "" };
}

const inLanguage = (lang: Language) => (lang === spoken ? {} : { lang });

function question(found: Link, given: Answer): void {
  const title = titled(found);
  document.title = `${found.meeting.number} · ${title.text}`;
  shown = form(found, given, spoken, () => void send(found, given));
  draw(
    h(
      "p",
      { class: "number" },
      h("strong", {}, found.meeting.number),
      ` · ${word("meeting.kind", found.meeting.kind, spoken)}`,
    ),
    h("h1", { tabindex: "-1", ...inLanguage(title.lang) }, title.text),
    facts(found),
    agenda(found) ?? "",
    h("p", { class: "small" }, found.organisation ? `${nameOf(found)}, ${found.person}` : found.person),
    shown.element,
  );
}

const nameOf = (found: Link) =>
  found.organisation?.name[spoken] ?? found.organisation?.name.en ?? found.organisation?.acronym ?? "";

/** When at the network's place, and in the reader's own time where that differs; where, and by which link. */
function facts(found: Link): HTMLElement {
  const { starts_at, ends_at, place: where, link: join } = found.meeting;
  const zone = found.network.time_zone;
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const span = (of: string) => {
    const [from, until] = [moment(starts_at, spoken, of), moment(ends_at, spoken, of)];
    return from.slice(0, -5) === until.slice(0, -5) ? `${from}–${until.slice(-5)}` : `${from} – ${until}`;
  };
  return h(
    "div",
    { class: "facts" },
    h("p", {}, h("strong", {}, h("time", { datetime: starts_at }, span(zone))), ` (${place(zone, spoken)})`),
    span(own) !== span(zone) && h("p", { class: "small" }, say("here", spoken, { at: span(own) })),
    where && h("p", {}, `${tell("where", spoken)}: ${where}`),
    join && h("p", {}, h("a", { href: join, rel: "noreferrer" }, tell("join", spoken))),
  );
}

function agenda(found: Link): HTMLElement | null {
  if (found.agenda.length === 0) return null;
  const items = found.agenda.map((item) => {
    const lang = ([spoken, "en", "ru", "tk"] as const).find((each) => item.title[each]) ?? "en";
    const own = item.own && ` · ${tell("own", spoken)}`;
    return h(
      "li",
      { value: String(item.place) },
      h("span", inLanguage(lang), item.title[lang] ?? ""),
      h("span", { class: "small" }, ` ${tell("minutes", spoken, { count: item.duration_minutes })}`, own),
    );
  });
  return h(
    "details",
    { open: found.agenda.length <= 3 },
    h("summary", {}, tell("agenda", spoken, { count: items.length })),
    h("ol", { class: "agenda" }, ...items),
  );
}

async function send(found: Link, given: Answer): Promise<void> {
  if (!shown || page.querySelector(".main[aria-disabled=true]")) return;
  const used = shown;
  used.tell();
  if (!given.value) {
    used.tell(say("choose", spoken));
    return page.querySelector<HTMLInputElement>("input[name=answer]")?.focus();
  }
  used.busy(true);
  try {
    const body: Use = given.body;
    end(await ask<Receipt>(WHERE, "POST", spoken, body));
  } catch (thrown) {
    used.busy(false);
    if (thrown instanceof Refused) await refused(thrown.body, found);
    else used.tell(say("lost", spoken));
  }
}

async function refused(body: Refusal, found: Link): Promise<void> {
  if (body.status === 412) {
    // Somebody answered meanwhile, or our own answer had arrived and only its receipt was lost.
    answer = null;
    link = null;
    await load();
    if (!link) link = found;
    shown?.tell(tell("stale", spoken));
  } else if (body.status === 422) shown?.tell(`${body.title}. ${body.errors?.[0]?.detail ?? ""}`);
  else if (body.status === 429) shown?.tell(say("wait", spoken, { count: body.seconds ?? 60 }));
  else if (body.status >= 500) shown?.tell(`${body.title}. ${body.detail}`);
  else end(body);
}

function end(found: Receipt | Refusal): void {
  ended = found;
  show();
  page.querySelector<HTMLElement>("h1")?.focus();
}

/** What was recorded, and until when and how it can be changed. Made to be printed. */
function receipt(found: Receipt, about: Link): HTMLElement {
  const zone = about.network.time_zone;
  const where = { place: place(zone, spoken) };
  const at = (instant: string) => moment(instant, spoken, zone);
  const people = found.coming.map((each) => h("li", {}, `${each.name}, ${word("attendance", each.presence, spoken)}`));
  return h(
    "div",
    { class: "receipt" },
    h("h1", { tabindex: "-1" }, say("recorded", spoken)),
    h(
      "p",
      { class: "answer" },
      mark(MARK[found.answer]),
      h(
        "span",
        {},
        h("strong", {}, `${found.whose}: ${word("rsvp", found.answer, spoken)}`),
        h("span", { class: "says" }, `${found.number} · ${titled(about).text}`),
      ),
    ),
    people.length > 0 && h("ul", { class: "people" }, ...people),
    people.length === 0 && found.mode && h("p", {}, word("attendance", found.mode, spoken)),
    h("p", {}, say("recordedAt", spoken, { at: at(found.answered_at), ...where })),
    h("p", {}, tell("until", spoken, { at: at(found.starts_at), ...where })),
    h("p", {}, say("copy", spoken)),
    h(
      "p",
      { class: "acts" },
      h("button", { type: "button", class: "second", onclick: again }, tell("change", spoken)),
      found.sign_in && h("a", { class: "second", href: found.sign_in }, say("signIn", spoken)),
      h("button", { type: "button", class: "second", onclick: () => print() }, say("print", spoken)),
    ),
  );
}

/** Back to the question, with what stands now. */
async function again(): Promise<void> {
  history.replaceState(null, "", location.pathname); // the answer that the mail proposed has been given
  answer = null;
  await load();
  page.querySelector<HTMLElement>("h1")?.focus();
}

async function load(): Promise<void> {
  try {
    const found = await ask<Link>(WHERE, "GET", spoken);
    link = found;
    answer ??= new Answer(found);
    const own = known(found.language);
    if (!chosen && own) spoken = own;
    ended = null;
    show();
  } catch (thrown) {
    await failed(thrown);
  }
}

async function failed(thrown: unknown): Promise<void> {
  if (thrown instanceof Refused && thrown.body.status !== 429 && thrown.body.status < 500) {
    const own = known(thrown.body.language);
    if (!chosen && own && own !== spoken) {
      spoken = own;
      return load();
    }
    ended = thrown.body;
    return show();
  }
  if (link) return; // what is shown is still true; sending will tell
  const slow = thrown instanceof Refused && thrown.body.status === 429;
  const why = slow
    ? say("wait", spoken, { count: thrown.body.seconds ?? 60 })
    : thrown instanceof Refused
      ? `${thrown.body.title}. ${thrown.body.detail}`
      : say("notOpened", spoken);
  draw(
    h("h1", { tabindex: "-1" }, say("network", spoken)),
    h("p", { role: "alert" }, why),
    h("p", { class: "acts" }, h("button", { type: "button", class: "second", onclick: reopen }, say("again", spoken))),
  );
  if (!(thrown instanceof Lost) && !(thrown instanceof Refused)) throw thrown;
}

const reopen = () => {
  opening();
  void load();
};
const opening = () => draw(h("p", { class: "small", role: "status" }, say("loading", spoken)));

addEventListener("online", () => (link ? shown?.tell(say("back", spoken)) : void load()));
opening();
await load();
