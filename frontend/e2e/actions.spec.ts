import { strings } from "../src/features/actions/strings";
import { common } from "../src/i18n/common";
import { Api } from "./support/acts";
import { expect, fits, NETWORK, ready, test } from "./support/test";
import { speaker, word } from "./support/words";

interface Listed {
  items: { id: string; number: string; state: string }[];
}

test("an action point is entered in one line at a meeting, and its owner does it from the first page", async ({
  open,
  api,
}) => {
  const t = speaker(strings, "ru");
  const officer = await open({ person: "secretariat", language: "ru" });
  const meetings = await new Api(await api("secretariat")).send<Listed>("GET", "meetings");
  const held = meetings.items.find((each) => each.state === "held");
  await officer.goto(`/${NETWORK}/meetings/${held?.id}?tab=actions`);
  await ready(officer);
  const line = officer.getByLabel(t("quick"));
  await line.fill("Напечатать карточки для приёмных 15 января");
  await line.press("Enter");
  await expect(officer.getByText(t("quickNoOwner"))).toBeVisible();
  await expect(line).toHaveValue("Напечатать карточки для приёмных 15 января");
  await line.fill("Напечатать карточки для приёмных @who 15 января");
  await line.press("Enter");
  const said = officer.getByText(/Записано: TKM\//);
  await expect(said).toBeVisible();
  await expect(line).toHaveValue("");
  const number = ((await said.textContent()) ?? "").replace(/^.*: /, "");
  await expect(officer.getByRole("row", { name: new RegExp(number) })).toContainText("WHO");

  const owner = await open({ person: "who", language: "tk", phone: true });
  const own = speaker(strings, "tk");
  await owner.goto(`/${NETWORK}`);
  await ready(owner);
  await owner.locator(".things").getByRole("listitem").filter({ hasText: number }).getByRole("link").click();
  const panel = owner.getByRole("dialog");
  await expect(panel).toContainText(number);
  await fits(owner);
  await panel.getByRole("button", { name: word("action_point.move.done", "tk") }).click();
  await panel.getByLabel(own("done"), { exact: true }).fill("Kartlar çap edildi.");
  await panel.locator("form [type=submit]").click();
  await expect(panel).toContainText(word("action_point.state.done", "tk"));
  await expect(panel).toContainText("Kartlar çap edildi.");
});

test("what is late is found, given a later day with its reason, and leaves as a file", async ({ open }) => {
  const t = speaker(strings, "en");
  const c = speaker(common, "en");
  const page = await open({ person: "secretariat" });
  await page.goto(`/${NETWORK}/action-points`);
  await ready(page);
  await page.getByRole("button", { name: t("overdueOnly") }).click();
  const late = page.getByRole("row").filter({ hasText: "UNHCR" });
  await expect(page.getByRole("row")).toHaveCount(2);
  await late.getByRole("link").click();
  const panel = page.getByRole("dialog", { name: /TKM/ });
  await panel.getByRole("button", { name: word("action_point.move.snooze", "en") }).click();
  const asking = page.getByRole("dialog").last();
  const later = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
  await asking.getByLabel(t("newDate")).fill(later);
  await asking.getByLabel(c("reason")).fill("The figures of the last province arrive next week.");
  await asking.locator("form [type=submit]").last().click();
  await expect(panel).toContainText("The figures of the last province arrive next week.");
  await expect(panel).toContainText("agreed first for");
  await page.keyboard.press("Escape");
  await expect(page.getByText(t("noneSuch"))).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: new RegExp(t("export")) }).click();
  expect((await download).suggestedFilename()).toContain("action-points");
});
