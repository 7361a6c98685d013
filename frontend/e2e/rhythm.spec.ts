import { strings as own } from "../src/features/meetings/rhythm.strings";
import { strings } from "../src/features/meetings/strings";
import { common } from "../src/i18n/common";
import { accessible } from "./support/accessible";
import { Api, move } from "./support/acts";
import { expect, fits, NETWORK, ready, test } from "./support/test";
import { speaker, word } from "./support/words";

const YEAR = new Date().getFullYear() + 1;

interface Rhythm {
  usual_minutes: number;
  years: {
    quarters: { quarter: number; offered: { starts_at: string; unct_meeting_id: string | null; beside: string }[] }[];
  }[];
}

test("dates are pasted, one beside them becomes a draft like the last meeting, and moves with its reason", async ({
  open,
  api,
}) => {
  const t = speaker(own, "en");
  const s = speaker(strings, "en");
  const page = await open({ person: "secretariat" });
  await page.goto(`/${NETWORK}/meetings?plan=${YEAR}`);
  await ready(page);
  const plan = page.getByRole("region", { name: s("rhythm") });
  await accessible(page);

  await plan.getByRole("button", { name: t("keepDates") }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: t("paste") }).click();
  const lines = dialog.getByLabel(t("pasteLines"));
  await lines.fill(`15.06.${YEAR} 15:00-17:00 Mid-year\nsome day in autumn`);
  await dialog.getByRole("button", { name: t("check") }).click();
  await expect(dialog.getByRole("status")).toContainText(t("allOrNone"));
  await accessible(page);
  await lines.fill(`15.06.${YEAR} 15:00-17:00 Mid-year\n${YEAR}-09-14`);
  await dialog.getByRole("button", { name: t("check") }).click();
  await dialog.getByRole("button", { name: "Enter 2 dates" }).click();
  // entered, and the list is back: until then the panel stays, so that nothing half done is lost
  await expect(lines).toHaveCount(0);
  await expect(dialog).toContainText("Mid-year");
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(plan.locator("li[data-state]").nth(1)).toContainText(`15 Jun ${YEAR}, 15:00–17:00`);

  await plan.getByText(t("offeredIn", { quarter: 2, year: YEAR })).click();
  const near = plan.getByRole("link", { name: /^Draft a meeting on/ }).filter({ visible: true });
  const told = await new Api(await api("undp")).send<Rhythm>("GET", `meetings/rhythm?year=${YEAR}`);
  const quarter = told.years[0]?.quarters[1];
  expect(quarter?.offered.every((each) => each.unct_meeting_id && each.beside !== "alone")).toBe(true);
  await near.last().click();
  await expect(dialog.getByLabel(t("besideField"))).not.toHaveValue("");
  await expect(dialog.locator("[name=title_en]")).toHaveValue(`Second quarterly meeting ${YEAR}`);
  await expect(dialog.locator("[name=title_tk]")).toHaveValue(/ikinji/);
  await expect(dialog.locator("[name=lang_tk]")).toBeChecked();
  await dialog.locator("[name=starts_at]").fill(`${YEAR}-08-12T10:00`);
  await expect(dialog.locator("[name=title_en]")).toHaveValue(`Third quarterly meeting ${YEAR}`);
  const ends = new Date(Date.UTC(YEAR, 7, 12, 10, told.usual_minutes)).toISOString().slice(0, 16);
  await expect(dialog.locator("[name=ends_at]")).toHaveValue(ends);
  await dialog.locator("[name=starts_at]").fill(`${YEAR}-06-15T10:00`);
  await dialog.locator("[name=title_ru]").fill("Летнее заседание");
  await dialog.locator("[name=title_tk]").fill("Tomusky mejlis");
  await expect(dialog.locator("[name=title_ru]")).toHaveValue("Летнее заседание");
  await accessible(page);
  await dialog.locator("form [type=submit]").click();
  await expect(page).toHaveURL(/\/meetings\/[0-9a-f-]{36}/);
  await ready(page);
  await expect(page.locator("h1")).toContainText(`Second quarterly meeting ${YEAR}`);
  await expect(page.locator(".facts-line")).toContainText(`15 Jun ${YEAR}`);

  await move(page, "meeting.move.convene", "en");
  await expect(page.locator("h1")).toContainText(word("meeting.state.convened", "en"));
  await move(page, "meeting.move.reschedule", "en", async (asked) => {
    await asked.getByLabel(s("starts")).fill(`${YEAR}-06-17T10:00`);
    await asked.getByLabel(s("ends")).fill(`${YEAR}-06-17T12:00`);
    await asked.getByLabel(t("why")).fill("The minister is abroad.");
  });
  await expect(page.getByText("The minister is abroad.")).toBeVisible();
  await move(page, "meeting.move.cancel", "en", (asked) =>
    asked.getByLabel(speaker(common, "en")("reason")).fill("Only a trial."),
  );
});

test("a member asks on an offered date, on a phone, in Turkmen; the list is narrowed and taken away", async ({
  open,
}) => {
  const t = speaker(own, "tk");
  const s = speaker(strings, "tk");
  const page = await open({ person: "undp", language: "tk", phone: true, theme: "dark" });
  await page.goto(`/${NETWORK}/meetings?plan=${YEAR + 1}`);
  await ready(page);
  await fits(page);
  await accessible(page);
  const plan = page.getByRole("region", { name: s("rhythm") });
  await plan
    .getByRole("link", { name: new RegExp(t("askOn", { day: "" }).trim()) })
    .first()
    .click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel(t("wished"))).not.toHaveValue("");
  await dialog.locator("[name=kind]").selectOption("thematic");
  await dialog.locator("[name=title_en]").fill("Remittances");
  await dialog.locator("[name=reason]").fill("Täze maglumatlar bar.");
  await dialog.locator("form [type=submit]").click();
  await expect(page).toHaveURL(/\/meetings\/[0-9a-f-]{36}/);
  await ready(page);
  await expect(page.locator("h1")).toContainText(word("meeting.state.requested", "tk"));
  await expect(page.locator(".facts-line")).toContainText(t("wishedFor"));
  await fits(page);

  await page.goto(`/${NETWORK}/meetings`);
  await ready(page);
  await page
    .getByRole("search")
    .getByLabel(t("year"))
    .selectOption(String(YEAR - 1));
  await expect(page).toHaveURL(new RegExp(`year=${YEAR - 1}`));
  await expect(page.getByRole("heading", { name: t("found") })).toBeVisible();
  await page.getByRole("search").getByText(t("export")).click();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: t("exportList") }).click();
  expect((await download).suggestedFilename()).toBe(`${NETWORK}-meetings-${YEAR - 1}.csv`);
});
