import { strings as objectives } from "../src/features/objectives/strings";
import { strings as pledges } from "../src/features/pledges/strings";
import { common } from "../src/i18n/common";
import { accessible } from "./support/accessible";
import { move, send } from "./support/acts";
import { DESKTOP, expect, fits, NETWORK, PHONE, ready, test } from "./support/test";
import { LANGUAGES, speaker, word } from "./support/words";

const t = speaker(objectives, "en");
const p = speaker(pledges, "en");

test("the overview and its map over time are walked by keyboard", async ({ open }) => {
  test.setTimeout(90_000);
  const page = await open({ person: "undp" });
  await page.goto(`/${NETWORK}/objectives`);
  await ready(page);
  const tiles = page.locator("a.objective-tile");
  await expect(tiles).toHaveCount(23);
  await tiles.first().focus();
  await page.keyboard.press("ArrowRight");
  await expect(tiles.nth(1)).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await expect(tiles.nth(1)).toBeFocused();
  await page.keyboard.press("1");
  await page.keyboard.press("2");
  await expect(page).toHaveURL(/\/objectives\/12$/);

  await page.goto(`/${NETWORK}/objectives?lens=heat`);
  await ready(page);
  const rows = page.locator("table.heat tbody tr");
  await expect(rows).toHaveCount(23);
  const cell = (row: number, column: number) => rows.nth(row).locator("td a").nth(column);
  await cell(0, 0).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  await expect(cell(1, 1)).toBeFocused();
  await page.keyboard.press("Home");
  await expect(cell(1, 0)).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(cell(0, 0)).toContainText(word("objective.rating.early", "en"));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/objectives\/1\?period=20\d\d-H[12]$/);
});

test("what was done on an objective is one list, narrowed by kind and year, and told in a sentence", async ({
  open,
}) => {
  test.setTimeout(90_000);
  const page = await open({ person: "secretariat" });
  await page.goto(`/${NETWORK}/objectives/1`);
  await ready(page);
  const everything = page.getByRole("region", { name: t("linked") });
  await expect(everything.getByRole("status").first()).toContainText("On objective 1");
  const all = await everything.locator(".linked-list > li").count();
  expect(all).toBeGreaterThan(5);
  await everything.getByLabel(speaker(common, "en")("kind")).selectOption("meetings");
  await expect(page).toHaveURL(/kind=meetings/);
  await expect.poll(async () => everything.locator(".linked-list > li").count()).toBeLessThan(all);
  for (const line of await everything.locator(".linked-list > li").allInnerTexts()) {
    expect(line).toContain(t("kind_meetings"));
  }
  await everything.getByLabel(t("since")).selectOption("2024");
  await expect(everything.getByRole("status").first()).toContainText("since Mon 1 Jan 2024");

  const choice = page.getByRole("group", { name: t("period") });
  const chosen = choice.locator("[aria-pressed=true]");
  const before = await chosen.innerText();
  await chosen.focus();
  await page.keyboard.press("ArrowLeft");
  await expect(chosen).not.toHaveText(before);
  await expect(chosen).toBeFocused();
});

test("a pledge is begun, filled in on its form, and told what is missing", async ({ open }) => {
  test.setTimeout(120_000);
  const page = await open({ person: "unicef" });
  await page.goto(`/${NETWORK}/pledges?panel=new`);
  await ready(page);
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(p("name")).fill("School for every child of returning families");
  await send(dialog);
  await expect(page).toHaveURL(/\/pledges\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("status").first()).toContainText("UNICEF");
  const missing = page.locator(".findings > li");
  const gaps = await missing.count();
  expect(gaps).toBeGreaterThan(4);
  await page.getByRole("button", { name: /What is contributed/ }).click();
  await dialog.getByLabel("Policy").check();
  await send(dialog);
  await expect(missing).toHaveCount(gaps - 1);
  await page.getByRole("button", { name: /Objectives and guiding principles/ }).click();
  await dialog.getByLabel("15", { exact: true }).check();
  await send(dialog);
  await expect(page.getByRole("link", { name: p("objectiveNo", { number: 15 }) })).toBeVisible();
  await move(page, "pledge.move.withdraw", "en", (form) =>
    form.locator("[name=reason]").fill("It is part of the Government's pledge."),
  );
  await expect(page.locator(".chip").first()).toContainText(word("pledge.state.withdrawn", "en"));
});

for (const language of LANGUAGES) {
  for (const phone of [false, true]) {
    test(`objectives and pledges fit and are accessible (${language}, ${phone ? "phone" : "desktop"})`, async ({
      open,
    }) => {
      test.setTimeout(120_000);
      const page = await open({ person: "secretariat", language, phone });
      await page.setViewportSize(phone ? PHONE : DESKTOP);
      for (const path of [
        "objectives",
        "objectives?lens=heat",
        "objectives?lens=table",
        "objectives?lens=waiting",
        "objectives?lens=area",
        "objectives/4?since=2024",
        "pledges",
      ]) {
        await page.goto(`/${NETWORK}/${path}`);
        await ready(page);
        await fits(page);
        await accessible(page);
      }
      await page.locator("table.pledges tbody a").first().click();
      await ready(page);
      await fits(page);
      await accessible(page);
    });
  }
}
