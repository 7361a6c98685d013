import { createHmac } from "node:crypto";
import type { Page } from "@playwright/test";
import { strings as people } from "../src/features/people/strings";
import { common } from "../src/i18n/common";
import { expect, NETWORK, PASSWORD, ready, test } from "./support/test";
import { speaker } from "./support/words";

const t = speaker(people, "en");
const c = speaker(common, "en");

/** The six digits an authenticator shows (RFC 6238), now or some steps of 30 seconds away. */
function codeOf(secret: string, step = 0): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + step));
  const mac = createHmac("sha1", key).update(counter).digest();
  const at = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

async function signIn(page: Page, person: string): Promise<void> {
  await page.locator("[name=email]").fill(`${person}@demo.example`);
  await page.locator("[name=password]").fill(PASSWORD);
  await page.locator("main [type=submit]").click();
}

test("one-time codes: set up by picture or letters, asked for at sign-in, a recovery code once", async ({ open }) => {
  const page = await open();
  await page.goto("/sign-in?next=/me");
  await signIn(page, "who-alternate");
  await ready(page);
  await page.getByRole("button", { name: t("totpStart") }).click();
  const picture = page.getByRole("img", { name: t("totpPicture") });
  await expect(picture).toBeVisible();
  expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  const secret = ((await page.locator("code.secret").textContent()) ?? "").replaceAll(" ", "");
  await page.locator("[name=code]").fill("000000");
  await page.getByRole("button", { name: t("confirm"), exact: true }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await page.locator("[name=code]").fill(codeOf(secret));
  await page.getByRole("button", { name: t("confirm"), exact: true }).click();
  const recovery = ((await page.locator("pre").textContent()) ?? "").trim().split("\n");
  expect(recovery.length).toBeGreaterThanOrEqual(8);
  await expect(page.getByText(t("totpOn", { count: recovery.length }))).toBeVisible();

  const again = await open();
  await again.goto("/sign-in?next=/me");
  await signIn(again, "who-alternate");
  const code = again.getByRole("textbox", { name: t("code") });
  await expect(code).toBeFocused();
  await code.fill(recovery[0] ?? "");
  await again.locator("main [type=submit]").click();
  await expect(again.getByText(t("totpOn", { count: recovery.length - 1 }))).toBeVisible();

  await again.getByRole("button", { name: t("turnOff") }).click();
  await again.locator("[name=password]").last().fill(PASSWORD);
  await again.getByRole("button", { name: t("turnOff") }).click();
  await expect(again.getByRole("button", { name: t("totpStart") })).toBeVisible();
});

test("a token has the rights that were chosen, and none when it is ended", async ({ open, request }) => {
  const page = await open();
  await page.goto("/sign-in?next=/me");
  await signIn(page, "unfpa-alternate");
  await ready(page);
  await page.getByRole("button", { name: t("tokenNew") }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(c("name")).fill("Reporting script");
  await dialog.getByRole("checkbox", { name: /decisions:read/ }).check();
  await expect(dialog.getByRole("checkbox", { name: /accounts:manage/ })).toHaveCount(0);
  await dialog.locator("form [type=submit]").click();
  await expect(dialog).toHaveCount(0);
  const token = ((await page.locator("pre").textContent()) ?? "").trim();
  const headers = { Authorization: `Bearer ${token}` };
  const read = (what: string) => request.get(`/api/v1/networks/${NETWORK}/${what}`, { headers });
  expect((await read("decisions")).status()).toBe(200);
  expect((await read("meetings")).status()).toBe(403);
  await page.getByRole("button", { name: `${t("revoke")} Reporting script` }).click();
  await expect(page.getByText(t("ended"))).toBeVisible();
  expect((await read("decisions")).status()).toBe(401);
});

test("a language chosen in the account comes at the next sign-in; another browser can be signed out", async ({
  open,
}) => {
  const page = await open();
  await page.goto("/sign-in?next=/me");
  await signIn(page, "unoct-alternate");
  await ready(page);
  const other = await open();
  await other.goto("/sign-in?next=/me");
  await signIn(other, "unoct-alternate");
  await ready(other);
  await page.reload();
  await ready(page);
  await page.getByRole("button", { name: t("end"), exact: true }).click();
  await expect(page.getByRole("button", { name: t("end"), exact: true })).toHaveCount(0);
  await other.reload();
  await expect(other).toHaveURL(/\/sign-in\?next=/);

  await page.locator("[name=language]").selectOption("ru");
  await page
    .getByRole("button", { name: c("save") })
    .first()
    .click();
  await expect(page.locator("html")).toHaveAttribute("lang", "ru");
  await expect(page.locator("h1")).toHaveText(speaker(common, "ru")("account"));
  await page.locator("[name=language]").selectOption("en");
  await page.locator("form [type=submit]").first().click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
});
