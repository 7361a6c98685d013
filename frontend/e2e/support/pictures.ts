import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";

const FOLDER = join(import.meta.dirname, "../../../docs/pictures");

/** With UNMN_PICTURES=1 the README's pictures are taken where the journey passes; otherwise nothing is written. */
export async function picture(page: Page, name: string): Promise<void> {
  if (process.env.UNMN_PICTURES !== "1") return;
  mkdirSync(FOLDER, { recursive: true });
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
}
