import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";

const FOLDER = join(import.meta.dirname, "../../../docs/pictures");

const WANTED = ["home-en", "meeting-en", "decision-en", "decision-ru", "changes-tk", "objectives-en", "budget-en"];

/** With UNMN_PICTURES=1 the README's pictures are taken where the journey passes; otherwise nothing is written. */
export async function picture(page: Page, name: string): Promise<void> {
  if (process.env.UNMN_PICTURES !== "1" || !WANTED.includes(name)) return;
  mkdirSync(FOLDER, { recursive: true });
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    scrollTo(0, 0);
    return document.fonts.ready;
  });
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
}
