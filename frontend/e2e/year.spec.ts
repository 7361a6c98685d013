import type { Page } from "@playwright/test";
import { strings as rhythms } from "../src/features/meetings/rhythm.strings";
import { strings as sessions } from "../src/features/meetings/session/session.strings";
import { strings as meetings } from "../src/features/meetings/strings";
import { Api, atDutyStation, inSeconds, move, send } from "./support/acts";
import { expect, fits, NETWORK, ready, test } from "./support/test";
import { type Language, speaker, word } from "./support/words";

/** A year that no other test walks in: its quarters are still to come. */
const YEAR = new Date().getFullYear() + 2;
const QUARTERS = [
  { quarter: 1, language: "en", phone: false, agreed: "Members share their figures every quarter." },
  { quarter: 2, language: "ru", phone: true, agreed: "Члены сети обмениваются данными каждый квартал." },
  { quarter: 3, language: "tk", phone: false, agreed: "Agzalar maglumatlary her çärýekde paýlaşýarlar." },
  { quarter: 4, language: "en", phone: true, agreed: "The figures of the year are complete." },
] as const;

interface Meeting {
  version: number;
  agenda_items: { id: string; place: number }[];
  invitations: { organisation_id: string; acronym: string }[];
}

/** The strip of the year, in which a quarter is told by its shape and word. */
const strip = (page: Page, language: Language) =>
  page.getByRole("region", { name: speaker(meetings, language)("rhythm") }).locator("li[data-state]");

test("a year of four quarters: called, held, minuted and adopted, in three languages", async ({ open, api }) => {
  test.setTimeout(400_000);
  const prepared = new Api(await api("secretariat"));
  for (const { quarter, language, phone, agreed } of QUARTERS) {
    const page = await open({ person: "secretariat", language, phone });
    const id = await test.step(`quarter ${quarter}: a date on offer becomes a meeting like the last one`, () =>
      call(page, quarter, language));
    await test.step("it is convened; UNDP says that it comes", async () => {
      await move(page, "meeting.move.convene", language);
      await expect(page.locator("h1")).toContainText(word("meeting.state.convened", language));
      await answer(await open({ person: "undp", language, phone }), id, language);
    });
    await test.step("in session: a turn, an outcome, an action point; the rest moves on", () =>
      hold(page, prepared, id, language, agreed));
    await test.step("the minutes write themselves, go round, and are adopted in silence", async () => {
      await minute(page, id, language, agreed);
      await adopt(await open({ person: "rc", language, phone }), id, language);
    });
    await page.goto(`/${NETWORK}/meetings?plan=${YEAR}`);
    await ready(page);
    await expect(strip(page, language).nth(quarter - 1)).toHaveAttribute("data-state", "held");
    await fits(page);
    await page.context().close();
  }
  const { whole } = await prepared.send<{ whole: boolean }>("GET", "journal/verify");
  expect(whole).toBe(true);
});

async function call(page: Page, quarter: number, language: Language): Promise<string> {
  const t = speaker(rhythms, language);
  await page.goto(`/${NETWORK}/meetings?plan=${YEAR}`);
  await ready(page);
  await expect(strip(page, language).nth(quarter - 1)).toContainText(
    speaker(meetings, language)("quarter", { quarter }),
  );
  const offers = page.locator("details", { hasText: t("offeredIn", { quarter, year: YEAR }) });
  await offers.getByRole("link").first().click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.locator("[name=title_en]")).not.toHaveValue("");
  await dialog.locator("form [type=submit]").click();
  await expect(page).toHaveURL(/\/meetings\/[0-9a-f-]{36}$/);
  await ready(page);
  await expect(page.locator("h1")).toContainText(word("meeting.state.draft", language));
  await expect(page.getByTestId("agenda").locator("li").first()).toBeVisible();
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

async function answer(page: Page, id: string, language: Language): Promise<void> {
  await page.goto(`/${NETWORK}/meetings/${id}`);
  await ready(page);
  const t = speaker(meetings, language);
  const name = t("rsvpFor", { organisation: "UNDP" });
  const mine = page.getByRole("region", { name });
  await mine.getByRole("button", { name: t("say_yes"), exact: true }).click();
  await expect(mine.locator("[aria-pressed=true]")).toHaveText(t("say_yes"));
  await page.context().close();
}

async function hold(page: Page, api: Api, id: string, language: Language, agreed: string): Promise<void> {
  const t = speaker(sessions, language);
  await move(page, "meeting.move.start", language);
  await expect(page.locator("h1")).toContainText(word("meeting.state.in_session", language));
  const read = await api.send<Meeting>("GET", `meetings/${id}`);
  const entries = read.invitations.map(({ organisation_id }) => ({ organisation_id, presence: "in_room" }));
  await api.send("PUT", `meetings/${id}/attendance`, { entries }, read.version);
  await page.getByRole("button", { name: t("begin", { place: 1 }) }).click();
  await expect(page.getByRole("timer")).toBeVisible();
  const outcome = page.getByRole("textbox", { name: t("outcome"), exact: true });
  await outcome.fill(agreed);
  await outcome.press("Control+Enter");
  await expect(page.locator(".outcomes")).toContainText(agreed);
  const line = page.getByLabel(t("action"));
  await line.fill(`${agreed} @UNDP ${YEAR}-12-15`);
  await line.press("Enter");
  await expect(page.locator(".outcomes li")).toHaveCount(2);
  await move(page, "meeting.move.end", language);
  await expect(page.locator("h1")).toContainText(word("meeting.state.held", language));
}

async function minute(page: Page, id: string, language: Language, agreed: string): Promise<void> {
  await page.goto(`/${NETWORK}/meetings/${id}/minutes`);
  await ready(page);
  await move(page, "minutes.move.generate", language, (dialog) =>
    dialog
      .locator("[name=language]")
      .selectOption(language)
      .then(() => undefined),
  );
  await expect(page.getByTestId("text")).toContainText(agreed);
  await fits(page);
  await move(page, "minutes.move.circulate", language, (dialog) =>
    dialog.locator("[name=window_ends_at]").fill(atDutyStation(inSeconds(8))),
  );
  await expect(page.locator("h1")).toContainText(word("minutes.state.circulated", language));
}

async function adopt(page: Page, id: string, language: Language): Promise<void> {
  const act = page.getByTestId("moves").locator("button", { hasText: word("minutes.move.adopt", language) });
  await expect
    .poll(
      async () => {
        await page.goto(`/${NETWORK}/meetings/${id}/minutes`);
        await ready(page);
        return act.getAttribute("aria-disabled");
      },
      { timeout: 60_000, intervals: [2_000] },
    )
    .toBeNull();
  await act.click();
  await send(page.getByRole("dialog"));
  await expect(page.locator("h1")).toContainText(word("minutes.state.adopted", language));
  await expect(page.getByTestId("hash")).toHaveText(/^[0-9a-f]{64}$/);
  await page.context().close();
}
