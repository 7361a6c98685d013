import { strings } from "../src/features/reporting/strings";
import { accessible } from "./support/accessible";
import { Api, move, send } from "./support/acts";
import { expect, fits, NETWORK, ready, test } from "./support/test";
import { LANGUAGES, speaker, word } from "./support/words";

interface Round {
  period: string;
  state: string;
  organisations: { acronym: string; owed: number; given: number }[];
}

const t = speaker(strings, "en");
const DONE = "Two workshops with the line ministry; the draft order is agreed.";

test("an organisation gives what it owes on one page, and the round fills", async ({ open, api }) => {
  const secretariat = new Api(await api("secretariat"));
  const { items } = await secretariat.send<{ items: Round[] }>("GET", "reporting-rounds");
  const period = items.find((each) => each.state === "open")?.period ?? "";
  const read = async () => {
    const round = await secretariat.send<Round>("GET", `reporting-rounds/${period}`);
    return round.organisations.find((each) => each.acronym === "WHO") ?? { owed: 0, given: 0 };
  };
  const before = await read();
  expect(before.given).toBeLessThan(before.owed);

  const page = await open({ person: "who" });
  await page.goto(`/${NETWORK}`);
  await ready(page);
  await page
    .getByRole("link", { name: new RegExp(`^${period}|${t("reporting")}`) })
    .first()
    .click();
  await page.goto(`/${NETWORK}/reporting/${period}`);
  await ready(page);
  const things = page.locator(".owings").first().locator("li");
  await expect(things).toHaveCount(before.owed - before.given);

  await test.step("by keyboard: open the first, write, keep as a draft, then submit", async () => {
    const title = await things.first().locator(".name").innerText();
    const thing = page.locator(".owings").first().locator("li", { hasText: title });
    await thing.locator("summary").focus();
    await page.keyboard.press("Enter");
    await thing.locator("[name=progress]").fill(DONE);
    await thing.locator("[name=expenditure]").fill("12 500,50");
    await thing.getByRole("button", { name: t("saveDraft") }).click();
    await expect(thing.getByText(word("owed.state.draft", "en"), { exact: true })).toBeVisible();
    await page.reload();
    await ready(page);
    await thing.locator("summary").click();
    await expect(thing.locator("[name=progress]")).toHaveValue(DONE);
    await expect(thing.locator("[name=expenditure]")).toHaveValue("12500.50");
    await accessible(page);
    await thing.locator("form [type=submit]").last().click();
    await expect(page.locator(".owings").first().locator("li")).toHaveCount(before.owed - before.given - 1);
  });
  expect(await read()).toEqual({ ...before, given: before.given + 1 });
});

for (const [at, language] of LANGUAGES.entries()) {
  test(`a quarter is opened, given and closed (${language})`, async ({ open, api }) => {
    const say = speaker(strings, language);
    const secretariat = new Api(await api("secretariat"));
    const { may_open, items } = await secretariat.send<{ may_open: string[]; items: Round[] }>(
      "GET",
      "reporting-rounds",
    );
    const all = [...new Set([...may_open, ...items.map((each) => each.period)])].sort();
    // the present quarter and those before the two that the demo has opened: one for each language
    const free = [all.at(-1), ...all.slice(0, -3)];
    const period = free[at] ?? "";
    const page = await open({ person: "secretariat", language, phone: language === "ru" });
    await page.goto(`/${NETWORK}/reporting`);
    await ready(page);
    await page.getByRole("button", { name: say("open") }).click();
    const dialog = page.getByRole("dialog");
    await dialog.locator("[name=period]").selectOption(period);
    await accessible(page);
    await send(dialog);
    await expect(page).toHaveURL(new RegExp(`/reporting/${period}$`));
    await ready(page);

    await test.step("UNICEF gives what it owes, whatever that is", async () => {
      const theirs = await open({ person: "unicef", language, phone: language === "ru" });
      await theirs.goto(`/${NETWORK}/reporting/${period}`);
      await ready(theirs);
      const writable = theirs.locator(".owings").first().locator("li:has(form [name=progress])");
      if ((await writable.count()) === 0) return;
      const title = await writable.first().locator(".name").innerText();
      const thing = theirs.locator(".owings").first().locator("li", { hasText: title });
      await thing.locator("summary").click();
      await thing.locator("[name=progress]").fill(DONE);
      await thing.locator("form [type=submit]").last().click();
      await expect(thing).toHaveCount(0);
      await accessible(theirs);
    });

    await page.reload();
    await ready(page);
    await move(page, "reporting_round.move.close", language);
    await expect(page.getByText(word("reporting_round.state.closed", language), { exact: true }).first()).toBeVisible();
    await expect(page.getByText(say("asItWas"))).toBeVisible();
    await fits(page);
  });
}

for (const language of LANGUAGES) {
  test(`reporting in ${language}, light and dark, wide and on a phone`, async ({ open }) => {
    for (const [person, phone, theme] of [
      ["secretariat", false, "light"],
      ["undrr", true, "dark"],
    ] as const) {
      const page = await open({ person, language, phone, theme });
      await page.goto(`/${NETWORK}/reporting`);
      await ready(page);
      await accessible(page);
      await page.locator("table.rows a").first().click();
      await ready(page);
      await expect(page.locator(".progress tbody tr").first()).toBeVisible();
      await accessible(page);
      await fits(page);
    }
  });
}
