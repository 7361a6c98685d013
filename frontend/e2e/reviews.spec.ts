import { strings as reviews } from "../src/features/reviews/strings";
import { common } from "../src/i18n/common";
import { strings as compare } from "../src/ui/compare.strings";
import { accessible } from "./support/accessible";
import { Api, move, send } from "./support/acts";
import { expect, fits, NETWORK, ready, test } from "./support/test";
import { LANGUAGES, speaker, word } from "./support/words";

interface Section {
  fields: { id: string; text: string; version: number }[];
  version: number;
}

const t = speaker(reviews, "en");
const c = speaker(common, "en");
const idOf = (url: string) => new URL(url).pathname.split("/").at(-1) ?? "";

test("a profile is started, written by two at once, checked, circulated and commented", async ({ open, api }) => {
  test.setTimeout(120_000);
  const page = await open({ person: "secretariat" });
  await page.goto(`/${NETWORK}`);
  await ready(page);
  await page.keyboard.press("g");
  await page.keyboard.press("r");
  await expect(page).toHaveURL(new RegExp(`/${NETWORK}/reviews$`));
  await ready(page);
  await page.getByRole("button", { name: t("start") }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(t("kind")).selectOption("network_profile");
  await dialog.getByLabel(t("firstYear")).fill("2024");
  await send(dialog);
  await expect(page).toHaveURL(/\/reviews\/[0-9a-f-]{36}$/);
  const id = idOf(page.url());

  await page.locator("[data-section=outlook]").click();
  const question = page.locator("[data-field='outlook.results']");
  await question.getByRole("button", { name: t("write") }).click();
  const area = question.getByRole("textbox");
  await area.fill("- Centres opened in two regions.");

  const other = new Api(await api("secretariat"));
  const held = await other.send<Section>("GET", `reviews/${id}/sections/outlook`);
  const field = held.fields.find((each) => each.id === "outlook.results");
  await other.send(
    "PATCH",
    `reviews/${id}/fields/outlook.results`,
    { text: "- A statement was adopted." },
    field?.version,
  );
  await question.getByRole("button", { name: c("save") }).click();
  await expect(question.getByRole("alert")).toContainText(t("theirs"));
  await question.getByRole("button", { name: t("join") }).click();
  await question.getByRole("button", { name: c("save") }).click();
  await expect(question).toContainText("A statement was adopted.");
  await expect(question).toContainText("Centres opened in two regions.");

  await page.getByRole("button", { name: t("check") }).click();
  await expect(page.locator("[data-section=outlook] .how-far")).toHaveText(word("review.progress.checked", "en"));
  await page.getByRole("link", { name: new RegExp(`^${t("versions")}`) }).click();
  await expect(page.getByTestId("versions").locator("li")).toHaveCount(4);
  await page.getByRole("button", { name: compare.sideBySide.en }).click();

  await move(page, "profile.move.circulate", "en");
  const member = await open({ person: "undp", phone: true });
  await member.goto(`/${NETWORK}/reviews/${id}?section=outlook`);
  await ready(member);
  await member.getByLabel(t("comment"), { exact: true }).fill("Name the regions, please.");
  await member.getByRole("button", { name: t("send"), exact: true }).click();
  await expect(member.locator("[data-remark=UNDP]")).toContainText("Name the regions, please.");
  await fits(member);

  await page.goto(`/${NETWORK}/reviews/${id}?tab=said`);
  await page.getByRole("button", { name: t("answer") }).click();
  await page.locator("article textarea").fill("Done in the next version.");
  await page.locator("article [type=submit]").click();
  await expect(page.locator("[data-remark=UNDP]")).toContainText("Done in the next version.");
  const issue = page.getByRole("button", { name: word("profile.move.issue", "en") });
  await expect(issue).toHaveAttribute("aria-disabled", "true");
});

test("evidence leads to its record, charts are drawn and files are given", async ({ open }) => {
  const page = await open({ person: "secretariat" });
  await page.goto(`/${NETWORK}/reviews`);
  await ready(page);
  await page
    .getByRole("link", { name: /Voluntary review/ })
    .first()
    .click();
  await page.locator("[data-section=prioritisation]").click();
  const chart = page.locator(".review-figure img").first();
  await expect.poll(() => chart.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100);
  await page.locator("[data-section=objective-1]").click();
  await expect(page.locator("[data-evidence]").first()).toBeVisible();
  await page.getByRole("link", { name: t("papers"), exact: true }).click();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page
      .getByTestId("public-papers")
      .getByRole("link", { name: /^PDF Türkmen/ })
      .click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/public-tk\.pdf$/);
  await page.goBack();
  await page.locator("[data-evidence] a").first().click();
  await expect(page).not.toHaveURL(/reviews/);
});

for (const language of LANGUAGES)
  test(`reviews are open to everybody's senses in ${language}`, async ({ open }) => {
    const page = await open({
      person: "secretariat",
      language,
      phone: language === "ru",
      theme: language === "tk" ? "dark" : "light",
    });
    await page.goto(`/${NETWORK}/reviews`);
    await ready(page);
    await accessible(page);
    const links = await page
      .locator(".review-list a")
      .evaluateAll((all) => all.map((each) => (each as HTMLAnchorElement).href));
    for (const path of links.flatMap((link, at) =>
      at ? [link] : [link, `${link}?tab=${language === "en" ? "versions" : "papers"}`],
    )) {
      await page.goto(path);
      await ready(page);
      await fits(page);
      await accessible(page);
    }
  });
