import type { Page } from "@playwright/test";
import { strings as decisions } from "../src/features/decisions/strings";
import { common } from "../src/i18n/common";
import { Api } from "./support/acts";
import { expect, NETWORK, PASSWORD, ready, test } from "./support/test";
import { speaker, word } from "./support/words";

const d = speaker(decisions, "en");
const c = speaker(common, "en");

/** Tab until the focus is there; a person would not go on for ever either. */
async function tabTo(page: Page, role: "link" | "button" | "textbox" | "radio", name: string | RegExp): Promise<void> {
  const wanted = page.getByRole(role, { name }).first();
  for (let pressed = 0; pressed < 60; pressed += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement).catch(() => false)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${role} “${name}” is not reached by Tab`);
}

/** An open decision of its own, on which nobody has answered. */
async function openDecision(api: Api): Promise<string> {
  const made = await api.send<{ id: string; version: number }>("POST", "decisions", {
    kind: "other",
    title: { en: "By keyboard alone" },
    texts: { en: "The Network agrees." },
    authoritative: "en",
    visibility: "members",
  });
  const deadline_at = new Date(Date.now() + 80 * 3_600_000).toISOString();
  await api.send("POST", `decisions/${made.id}/open`, { procedure: "silence", deadline_at }, made.version);
  return made.id;
}

test("sign in and record a position without a mouse", async ({ open, api }) => {
  const id = await openDecision(new Api(await api("secretariat")));
  const page = await open();
  await page.goto(`/${NETWORK}/decisions/${id}`);
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await tabTo(page, "textbox", c("email"));
  await page.keyboard.type("unicef@demo.example");
  await page.keyboard.press("Tab");
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");

  await expect(page).toHaveURL(new RegExp(`/decisions/${id}$`));
  await ready(page);
  await tabTo(page, "button", d("answerFor", { organisation: "UNICEF" }));
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("radio").first()).toBeFocused();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(dialog.getByRole("radio", { name: new RegExp(`^${word("position.reservation", "en")}`) })).toBeChecked();
  await tabTo(page, "textbox", d("why"));
  await page.keyboard.type("Read in line with the 1989 Convention.");
  await tabTo(page, "button", d("recordAct", { value: word("position.reservation", "en") }));
  await page.keyboard.press("Enter");
  const seat = page.getByTestId("seats").locator('[data-organisation="UNICEF"]');
  await expect(seat).toHaveAttribute("data-mark", "reservation");

  // r opens it again, Escape closes it and gives the focus back to the page
  await page.keyboard.press("r");
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
});

test("keys lead through the pages, and can be switched off", async ({ open }) => {
  const page = await open({ person: "undrr" });
  await page.goto(`/${NETWORK}`);
  await ready(page);
  for (const [letter, path] of [
    ["d", "decisions"],
    ["m", "meetings"],
    ["o", "objectives"],
    ["p", "proposals"],
  ] as const) {
    await page.keyboard.press("g");
    await page.keyboard.press(letter);
    await expect(page).toHaveURL(new RegExp(`/${NETWORK}/${path}$`));
    await ready(page);
    await expect(page.locator("h1")).toBeFocused();
  }
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: c("keys") })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  await expect(page).toHaveURL(/\/search/);
  await expect(page.getByRole("searchbox")).toBeFocused();

  await page.goto("/me");
  await ready(page);
  await page.getByRole("checkbox").last().uncheck();
  await page.goto(`/${NETWORK}`);
  await ready(page);
  await page.keyboard.press("g");
  await page.keyboard.press("d");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page).toHaveURL(new RegExp(`/${NETWORK}$`));
  await page.keyboard.press("Control+k");
  await expect(page).toHaveURL(/\/search/);
});

test("the first Tab offers to skip to the content, and the focus is seen", async ({ open }) => {
  const page = await open({ person: "who" });
  await page.goto(`/${NETWORK}/decisions`);
  await ready(page);
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: c("skip") });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const inside = await page.evaluate(() => Boolean(document.activeElement?.closest("main")));
  expect(inside).toBe(true);
  const ring = await page.evaluate(() => getComputedStyle(document.activeElement as Element).outlineWidth);
  expect(ring).toBe("2px");
});

test("a session that ends in the middle loses nothing", async ({ open, api }) => {
  const id = await openDecision(new Api(await api("secretariat")));
  const page = await open({ language: "en" });
  await page.goto(`/sign-in?next=/${NETWORK}/decisions/${id}`);
  const signIn = async (form: ReturnType<Page["locator"]>) => {
    await form.locator("[name=email]").fill("unodc@demo.example");
    await form.locator("[name=password]").fill(PASSWORD);
    await form.locator("[type=submit]").click();
  };
  await signIn(page.locator("main form"));
  await ready(page);
  await page.getByRole("button", { name: d("answerFor", { organisation: "UNODC" }) }).click();
  const panel = page.locator("dialog.panel");
  await panel.locator("input[value=objection]").check();
  await panel.locator("[name=text]").fill("This sentence took me an hour.");
  await panel.locator("[name=would_resolve]").fill("Another one.");
  await page.context().clearCookies();
  await panel.locator("[type=submit]").click();
  const again = page.getByRole("dialog", { name: c("signIn") });
  await expect(again).toBeVisible();
  await signIn(again);
  await expect(again).toHaveCount(0);
  await expect(panel.locator("[name=text]")).toHaveValue("This sentence took me an hour.");
  await panel.locator("[type=submit]").click();
  await expect(page.getByTestId("seats").locator('[data-organisation="UNODC"]')).toContainText("took me an hour");
});
