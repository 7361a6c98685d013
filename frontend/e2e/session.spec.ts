import type { APIRequestContext, Page } from "@playwright/test";
import { strings } from "../src/features/meetings/session/session.strings";
import { accessible } from "./support/accessible";
import { Api } from "./support/acts";
import { expect, fits, NETWORK, ready, test } from "./support/test";
import { LANGUAGES, speaker, word } from "./support/words";

const t = speaker(strings, "en");
const TITLES = [
  "Adoption of the minutes of the third meeting",
  "Indicator values for 2025, by sex, age and region",
  "Joint workplan 2027–2028: first quarter",
];

interface Meeting {
  id: string;
  version: number;
  agenda_items: { id: string; place: number }[];
}
interface Session {
  state: string;
  current_item_id: string | null;
  outcomes: { text: string | null; kind: string; agenda_item_id: string; action_point_id: string | null }[];
}

/** A thematic meeting of its own, in session: its times stand beside nobody else's. */
async function inSession(context: APIRequestContext): Promise<{ api: Api; id: string; items: string[] }> {
  const api = new Api(context);
  const starts = new Date(Date.now() + 3_600_000);
  const made = await api.send<Meeting>("POST", "meetings", {
    kind: "thematic",
    title: { en: "Values and plans", ru: "Показатели и планы", tk: "Görkezijiler we meýilnamalar" },
    starts_at: starts.toISOString(),
    ends_at: new Date(starts.getTime() + 5_400_000).toISOString(),
  });
  for (const [at, title] of TITLES.entries()) {
    const item = { kind: at === 1 ? "decision" : "discussion", title: { en: title }, duration_minutes: 30 };
    await api.send("POST", `meetings/${made.id}/agenda-items`, item);
  }
  let meeting = await api.send<Meeting>("GET", `meetings/${made.id}`);
  meeting = await api.send<Meeting>("POST", `meetings/${made.id}/convene`, undefined, meeting.version);
  meeting = await api.send<Meeting>("POST", `meetings/${made.id}/start`, undefined, meeting.version);
  const items = meeting.agenda_items.filter(({ place }) => place > 0).map(({ id }) => id);
  return { api, id: made.id, items };
}

const at = (id: string, item?: string) => `/${NETWORK}/meetings/${id}${item ? `?item=${item}` : ""}`;
const notes = (page: Page) => page.getByLabel(t("notes"), { exact: true });
const outcome = (page: Page) => page.getByRole("textbox", { name: t("outcome"), exact: true });
const noteOf = async (api: Api, id: string, item: string) =>
  (await api.send<{ text: string }>("GET", `meetings/${id}/session/notes/${item}`)).text;

test("two officers type on one item at once: both texts come together, and nothing is lost", async ({ open, api }) => {
  const made = await inSession(await api("secretariat"));
  const one = await open({ person: "secretariat" });
  const two = await open({ person: "rc" });
  for (const page of [one, two]) {
    await page.goto(at(made.id));
    await ready(page);
  }
  await one.getByRole("button", { name: t("begin", { place: 1 }) }).click();
  // the other follows by the change feed
  await expect(two.getByRole("timer")).toBeVisible();

  await notes(one).pressSequentially("UNFPA presented the values.", { delay: 8 });
  await notes(two).pressSequentially("WHO asked for health data.", { delay: 8 });
  await notes(one).blur();
  await expect(one.getByText(t("allSent"))).toBeVisible();
  await notes(two).blur();
  const raced = two.getByRole("alert", { name: t("stands") });
  await expect(raced).toContainText("UNFPA presented the values.");
  await expect(raced).toContainText("WHO asked for health data");
  await notes(two).press("End");
  await notes(two).pressSequentially(" UNICEF agreed.", { delay: 8 });
  await raced.getByRole("button", { name: t("bringTogether") }).click();
  const both = "UNFPA presented the values.\nWHO asked for health data. UNICEF agreed.";
  await expect(notes(two)).toHaveValue(both);
  await expect.poll(() => noteOf(made.api, made.id, made.items[0] ?? "")).toBe(both);
  await expect(notes(one)).toHaveValue(both);

  // a blank that was typed last is still there when it has been sent and read again
  await notes(one).press("End");
  await notes(one).pressSequentially("\nSo agreed, ", { delay: 8 });
  await expect(one.getByText(t("notSent", { count: 1 }))).toBeVisible();
  await expect(one.getByText(t("allSent"))).toBeVisible();
  await one.waitForTimeout(1_500);
  await notes(one).pressSequentially("by all.", { delay: 8 });
  await notes(one).blur();
  await expect.poll(() => noteOf(made.api, made.id, made.items[0] ?? "")).toBe(`${both}\nSo agreed, by all.`);

  // both say something at once: two outcomes, in one order for everybody
  await outcome(one).fill("The Network takes note of the values.");
  await outcome(two).fill("UNFPA adds a breakdown by region.");
  await Promise.all([outcome(one).press("Control+Enter"), outcome(two).press("Control+Enter")]);
  for (const page of [one, two]) {
    await expect(page.locator(".outcomes li")).toHaveCount(2);
    await expect(page.locator(".outcomes")).toContainText("The Network takes note of the values.");
    await expect(page.locator(".outcomes")).toContainText("UNFPA adds a breakdown by region.");
  }
});

test("the line drops in the middle: everything typed waits on the device and arrives once", async ({ open, api }) => {
  const made = await inSession(await api("secretariat"));
  const page = await open({ person: "secretariat" });
  await page.goto(at(made.id, made.items[1]));
  await ready(page);
  await expect(notes(page)).toBeVisible();
  await notes(page).fill("UNFPA presented the values for 2025.");
  await notes(page).blur();
  await expect(page.getByText(t("allSent"))).toBeVisible();

  await page.context().setOffline(true);
  await expect(page.getByText(t("lineDown"))).toBeVisible();
  await notes(page).press("End");
  await notes(page).pressSequentially("\nThe line went, the talk went on.", { delay: 4 });
  await outcome(page).fill("The Network takes note of the values.");
  await outcome(page).press("Control+Enter");
  const line = page.getByLabel(t("action"));
  await line.fill("Add the breakdown by region @UNFPA 15 January");
  await line.press("Enter");
  await outcome(page).fill("Half of a sentence that nobody has reco");
  await expect(page.locator(".outcomes .unsent")).toHaveCount(2);
  await expect(page.getByRole("status").filter({ hasText: t("notSent", { count: 3 }) })).toBeVisible();
  const clock = page.getByRole("button", { name: t("begin", { place: 1 }) });
  await expect(clock).toHaveAttribute("aria-disabled", "true");

  // the other officer goes on meanwhile, on the same note
  const path = `meetings/${made.id}/session/notes/${made.items[1]}`;
  await made.api.send("PUT", path, { text: "UNFPA presented the values for 2025.\nIOM welcomed them." }, 1);

  // the tab is closed, and opened again when the line is back
  const context = page.context();
  await page.close();
  await context.setOffline(false);
  const again = await context.newPage();
  await again.goto(at(made.id, made.items[1]));
  await ready(again);
  const raced = again.getByRole("alert", { name: t("stands") });
  await expect(raced).toContainText("IOM welcomed them.");
  await raced.getByRole("button", { name: t("bringTogether") }).click();
  await expect(again.getByText(t("allSent"))).toBeVisible();
  await expect(outcome(again)).toHaveValue("Half of a sentence that nobody has reco");

  const session = await made.api.send<Session>("GET", `meetings/${made.id}/session`);
  expect(session.outcomes.map(({ kind }) => kind)).toEqual(["information", "action"]);
  expect(session.outcomes[0]?.text).toBe("The Network takes note of the values.");
  const note = await noteOf(made.api, made.id, made.items[1] ?? "");
  for (const said of ["UNFPA presented the values for 2025.", "IOM welcomed them.", "The line went, the talk went on."])
    expect(note.split(said)).toHaveLength(2);
  const listed = await made.api.send<{ items: unknown[] }>("GET", `action-points?meeting_id=${made.id}`);
  expect(listed.items).toHaveLength(1);
});

test("the meeting is run from the keyboard, and the wall follows", async ({ open, api }) => {
  const made = await inSession(await api("secretariat"));
  const page = await open({ person: "secretariat" });
  const wall = await open({ person: "viewer", theme: "dark", width: 1920 });
  await page.goto(at(made.id));
  await ready(page);
  await wall.goto(`${at(made.id)}/wall`);
  await expect(wall.getByRole("heading", { name: t("wallWaiting") })).toBeVisible();
  await page.keyboard.press("n");
  await expect(page.getByRole("timer")).toBeVisible();
  await expect(wall.getByRole("heading", { name: TITLES[0] })).toBeVisible();
  await page.keyboard.press("n");
  await expect(wall.getByRole("heading", { name: TITLES[1] })).toBeVisible();
  await expect(wall.getByRole("button")).toHaveCount(0);
  await page.keyboard.press("o");
  await expect(outcome(page)).toBeFocused();
  await page.keyboard.type("Noted, now.");
  await expect(page.locator(".in-session [data-on]")).toContainText(TITLES[1] ?? "");
  await page.keyboard.press("Control+Enter");
  await outcome(page).blur();
  await page.keyboard.press("a");
  await expect(page.getByLabel(t("action"))).toBeFocused();
  await page.getByLabel(t("action")).blur();
  await page.keyboard.press("p");
  await page.getByRole("dialog").locator("[name=to]").selectOption("backlog");
  await page.getByRole("dialog").locator("[name=reason]").fill("UNICEF is not here.");
  await page.getByRole("dialog").locator("[type=submit]").click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.locator(".in-session li").nth(1)).toContainText(t("movedOn"));
  await page.getByRole("button", { name: t("break"), exact: true }).click();
  await expect(page.getByText(/Break since/)).toBeVisible();
  await page.keyboard.press("t");
  await expect(page).toHaveURL(/tab=people/);
  await wall.keyboard.press("Escape");
  await expect(wall).toHaveURL(new RegExp(`/meetings/${made.id}$`));
});

test("nobody is shut out: axe, on a phone and on the wall, in three languages", async ({ open, api }) => {
  const made = await inSession(await api("secretariat"));
  const seen = await made.api.send<{ version: number }>("GET", `meetings/${made.id}/session`);
  await made.api.send("POST", `meetings/${made.id}/session/next`, undefined, seen.version);
  await made.api.send("POST", `meetings/${made.id}/session/outcomes`, {
    agenda_item_id: made.items[0],
    text: "The minutes were adopted.",
  });
  for (const language of LANGUAGES) {
    const words = speaker(strings, language);
    const page = await open({ person: "secretariat", language, phone: language !== "en" });
    await page.goto(at(made.id));
    await ready(page);
    await expect(page.getByLabel(words("notes"), { exact: true })).toBeVisible();
    await expect(page.getByText(word("outcome.kind.information", language)).first()).toBeVisible();
    await fits(page);
    await accessible(page);
    await page.goto(`${at(made.id)}/wall`);
    await expect(page.getByRole("timer")).toBeVisible();
    await fits(page);
    await accessible(page);
  }
});
