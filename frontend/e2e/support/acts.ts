import type { APIRequestContext, Locator, Page } from "@playwright/test";
import { common } from "../../src/i18n/common";
import { expect, NETWORK, ready } from "./test";
import { type Language, speaker, word } from "./words";

/** An act of the page: it may stand in front or behind “⋯”; its dialog is filled and sent. */
export async function move(
  within: Page | Locator,
  key: string,
  language: Language,
  fill?: (dialog: Locator) => Promise<void>,
): Promise<void> {
  const page = "page" in within ? within.page() : within;
  const moves = within.getByTestId("moves").first();
  const name = word(key, language);
  const button = moves.locator("button", { hasText: new RegExp(`^\\s*${name}\\s*$`) });
  await expect(button).toHaveCount(1);
  if (!(await button.isVisible())) await moves.locator("summary").click();
  await button.click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  await fill?.(dialog);
  await send(dialog);
}

/** Send the form of a dialog, which closes when it went through. */
export async function send(dialog: Locator): Promise<void> {
  await dialog.locator("form [type=submit]").last().click();
  await expect(dialog).toHaveCount(0);
}

/** A datetime field takes the hour of the duty station. */
export function atDutyStation(instant: Date): string {
  return new Date(instant.getTime() + 5 * 3_600_000).toISOString().slice(0, 19);
}

export const inSeconds = (seconds: number): Date => new Date(Date.now() + seconds * 1000);

/** Go somewhere by the page's own navigation. */
export async function go(page: Page, to: "meetings" | "decisions" | "objectives" | "proposals", language: Language) {
  const c = speaker(common, language);
  const main = page.getByRole("navigation", { name: c("mainNav") }).filter({ visible: true });
  const phone = (page.viewportSize()?.width ?? 0) <= 760;
  if (phone && (to === "objectives" || to === "proposals")) {
    await main.getByRole("link", { name: c("work") }).click();
    await page
      .getByRole("main")
      .getByRole("link", { name: c(to) })
      .click();
  } else {
    await main.getByRole("link", { name: c(to) }).click();
  }
  await expect(page).toHaveURL(new RegExp(`/${NETWORK}/${to}`));
  await ready(page);
}

export interface Decision {
  id: string;
  number: string;
  state: string;
  version: number;
  rounds: { number: number; positions: { acronym: string; organisation_id: string; version: number }[] }[];
}

/** The API for what is prepared and not under test; a refusal stops the test with its words. */
export class Api {
  constructor(private readonly context: APIRequestContext) {}

  async send<T>(method: "GET" | "POST" | "PUT" | "PATCH", path: string, data?: unknown, version?: number): Promise<T> {
    const answer = await this.context.fetch(`/api/v1/networks/${NETWORK}/${path}`, {
      method,
      data: data as object,
      headers: version === undefined ? {} : { "If-Match": `"${version}-e2e"` },
    });
    expect(answer.ok(), `${method} ${path}: ${answer.status()} ${await answer.text()}`).toBe(true);
    return (await answer.json()) as T;
  }

  decision(id: string): Promise<Decision> {
    return this.send("GET", `decisions/${id}`);
  }
}
