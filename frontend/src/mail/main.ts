import "./mail.css";
import { draft, type Link, Lost, open, type Receipt, type Refusal, Refused, record } from "./api";
import { h, hourglass } from "./dom";
import { dead, receipt } from "./ending";
import { Answer, type Form, form } from "./form";
import { chosenBefore, focusTongue, frame, keep, known, root } from "./frame";
import { type Language, say } from "./strings";
import { text } from "./text";
import { deadline, remaining } from "./time";
import { word } from "./words";

/** The page of a mailed link: it reads, and records only when the button is pressed. No library, no navigation. */
const page = root();
let chosen = chosenBefore();
let spoken: Language = chosen ?? known(navigator.language.slice(0, 2)) ?? "en";
let link: Link | null = null;
let answer: Answer | null = null;
let ended: Receipt | Refusal | null = null;
let ahead = 0; // the server's clock less ours
let reading = false;
let shown: Form | null = null;

const draw = (...body: (Node | string)[]) => frame(spoken, link?.network.country, speak, ...body);

/** Another language: everything is drawn anew, nothing typed is lost. What only the server says is asked again. */
async function speak(next: Language): Promise<void> {
  chosen = spoken = next;
  keep(next);
  show();
  focusTongue(next);
  const stale = link?.changes && link.texts[next] && link.changes.language !== next;
  if ((ended && "status" in ended) || (stale && !ended)) await load();
}

function show(): void {
  if (ended && "status" in ended) draw(dead(ended, spoken, typed()));
  else if (ended) draw(receipt(ended, link?.network.time_zone ?? "UTC", spoken));
  else if (link && answer) question(link, answer);
}

function question(found: Link, given: Answer): void {
  const { decision } = found;
  const title = (["en", "ru", "tk"] as const).reduce(
    (best, each) => best ?? (decision.title[each] ? { lang: each, text: decision.title[each] } : null),
    decision.title[spoken] ? { lang: spoken, text: decision.title[spoken] as string } : null,
  );
  document.title = `${decision.number} · ${title?.text ?? ""}`;
  shown = form(found, given, spoken, () => void send(found, given));
  const kind = word("decision.kind", decision.kind, spoken).toLocaleLowerCase(spoken);
  draw(
    h(
      "p",
      { class: "number" },
      h("strong", {}, decision.number),
      ` · ${kind} · ${say("round", spoken, { number: found.round })}`,
    ),
    h("h1", { tabindex: "-1", ...(title && title.lang !== spoken ? { lang: title.lang } : {}) }, title?.text ?? ""),
    text(found, spoken, reading, (on) => {
      reading = on;
    }),
    h(
      "div",
      { class: "due" },
      hourglass(),
      h(
        "p",
        {},
        h("strong", { id: "left" }),
        " ",
        h("time", { datetime: found.deadline_at }, deadline(found.deadline_at, found.network.time_zone, spoken)),
      ),
    ),
    h("p", { class: "small" }, say("as", spoken, { organisation: nameOf(found), person: found.person })),
    shown.element,
  );
  tick();
}

const nameOf = (found: Link) =>
  found.organisation.name[spoken] ?? found.organisation.name.en ?? found.organisation.acronym;

/** Time left, by the server's clock. When none is, the server says what that means. */
function tick(): void {
  const place = document.getElementById("left");
  if (!place || !link || ended) return;
  const told = remaining(link.deadline_at, Date.now() + ahead, spoken);
  if (told === null) void load();
  else if (place.textContent !== told) place.textContent = told;
}

async function send(found: Link, given: Answer): Promise<void> {
  if (!shown || page.querySelector(".main[aria-disabled=true]")) return;
  const form = shown;
  form.tell();
  if (!given.value) {
    form.tell(say("choose", spoken));
    return page.querySelector<HTMLInputElement>("input[name=value]")?.focus();
  }
  const missing = given.missing(spoken);
  form.faults(missing);
  if (missing.length) return;
  const body = given.body;
  form.busy(true);
  try {
    end(await record(spoken, body));
  } catch (thrown) {
    form.busy(false);
    if (thrown instanceof Refused) refused(thrown.body, found, body.value);
    else form.tell(say("lost", spoken));
  }
}

function refused(body: Refusal, found: Link, value: string): void {
  const ours = body.type === "/problems/position-link-used" && body.value === value;
  if (body.status === 422) {
    shown?.faults(body.errors ?? []);
    shown?.tell(body.title);
  } else if (body.status === 429) {
    shown?.tell(say("wait", spoken, { count: body.seconds ?? 60 }));
  } else if (body.status >= 500) {
    shown?.tell(`${body.title}. ${body.detail}`);
  } else if (ours && answer && body.answered_at && body.answered_at > found.server_time) {
    end(arrived(answer, found, body.answered_at, body.sign_in ?? "/"));
  } else {
    end(body);
  }
}

/** The answer had arrived, and only its receipt was lost: what is on record is what was sent from here. */
const arrived = (given: Answer, found: Link, answered_at: string, sign_in: string): Receipt => ({
  ...given.body,
  number: found.decision.number,
  organisation: found.organisation.acronym,
  answered_at,
  deadline_at: found.deadline_at,
  sign_in,
  text: given.body.text ?? null,
  would_resolve: given.body.would_resolve ?? null,
  ad_referendum_until: given.body.ad_referendum_until ?? null,
});

function end(found: Receipt | Refusal): void {
  ended = found;
  if (!("status" in found)) draft.forget();
  show();
  page.querySelector<HTMLElement>("h1")?.focus();
}

/** What was typed and could not be recorded, so that it can be sent another way. */
const typed = (): string[] => {
  if (!answer?.value || !link) return [];
  const { text: reason, would_resolve } = answer.body;
  return [reason, would_resolve].filter((each): each is string => !!each);
};

async function load(): Promise<void> {
  try {
    const asked = spoken;
    const found = await open(asked);
    link = found;
    ahead = Date.parse(found.server_time) - Date.now();
    answer ??= new Answer(found);
    const own = known(found.language);
    if (!chosen && own && own !== spoken) {
      spoken = own;
      if (found.changes && found.texts[own] && found.changes.language !== own) link = await open(own);
    }
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
    show();
    return;
  }
  if (link) return; // what is shown is still true; sending will tell
  const why =
    thrown instanceof Refused && thrown.body.status === 429
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
setInterval(tick, 10_000);
opening();
await load();
