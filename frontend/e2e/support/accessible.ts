import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const WCAG = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];

/** axe finds nothing on the page as it stands: WCAG 2.2 AA, or one rule where the rest was asked already. */
export async function accessible(page: Page, only?: "color-contrast", tags = WCAG): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  const axe = new AxeBuilder({ page });
  const { violations } = await (only ? axe.withRules(only) : axe.withTags(tags)).analyze();
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
  expect(told, `axe on ${page.url()}`).toEqual([]);
}

/** Light and dark, at the end of the page, where the bar with the button covers nothing. */
export async function accessibleByDayAndNight(page: Page): Promise<void> {
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  for (const theme of ["light", "dark"]) {
    await page.evaluate((next) => {
      document.documentElement.dataset.theme = next;
    }, theme);
    await accessible(page, undefined, [...WCAG, "best-practice"]);
  }
}
