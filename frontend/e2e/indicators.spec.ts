import type { Page } from "@playwright/test";
import { strings } from "../src/features/indicators/strings";
import { common } from "../src/i18n/common";
import { strings as chart } from "../src/ui/chart/strings";
import { accessible, accessibleByDayAndNight } from "./support/accessible";
import { Api, move, send } from "./support/acts";
import { expect, fits, NETWORK, ready, test } from "./support/test";
import { LANGUAGES, speaker, word } from "./support/words";

interface Made {
  id: string;
  code: string;
}
interface Value {
  id: string;
  version: number;
}

/** A percentage by sex and age that UNHCR reports, with one approved year in which there is a small group. */
async function prepared(api: (person: string) => Promise<unknown>, code: string): Promise<Made> {
  const officer = new Api((await api("secretariat")) as never);
  const speaks = new Api((await api("unhcr")) as never);
  const members = await officer.send<{ items: { organisation_id: string; acronym: string }[] }>("GET", "members");
  const unhcr = members.items.find(({ acronym }) => acronym === "UNHCR")?.organisation_id;
  const made = await officer.send<Made>("POST", "indicators", {
    code,
    title: { en: "Asylum files decided in time", ru: "Дела, решённые в срок", tk: "Möhletinde çözülen işler" },
    unit: { en: "per cent", ru: "процент", tk: "göterim" },
    kind: "percentage",
    decimals: 1,
    direction: "increase",
    accumulates: "latest",
    frequency: "year",
    responsible_id: unhcr,
    dimensions: ["sex", "age"],
    objectives: [12],
    targets: [{ period: String(YEAR + 1), value: "80" }],
  });
  const cell = (sex: string, age: string, numerator: string, denominator: string) => ({
    parts: { sex, age },
    numerator,
    denominator,
  });
  const begun = await speaks.send<Value>("POST", `indicators/${made.id}/values`, {
    organisation_id: unhcr,
    period: String(YEAR - 2),
    cells: [
      cell("female", "18-24", "3", "9"),
      cell("female", "25-34", "60", "100"),
      cell("male", "18-24", "40", "80"),
      cell("male", "25-34", "70", "110"),
    ],
  });
  const submitted = await speaks.send<Value>("POST", `indicator-values/${begun.id}/submit`, {}, begun.version);
  await officer.send("POST", `indicator-values/${begun.id}/approve`, {}, submitted.version);
  return made;
}

/** The year before the one that the duty station has reached: it is over, and the demo has not locked it. */
const YEAR = Number(new Intl.DateTimeFormat("en", { timeZone: "Asia/Ashgabat", year: "numeric" }).format()) - 1;

const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));

test("a value is typed and pasted by keyboard, submitted by its agency, approved by the secretariat", async ({
  open,
  api,
}) => {
  const made = await prepared(api, `E2E-12.1-${Date.now()}`);
  const t = speaker(strings, "ru");
  const page = await open({ person: "unhcr", language: "ru" });
  await page.goto(`/${NETWORK}/indicators/${made.code}`);
  await ready(page);
  await page.getByRole("button", { name: t("enter") }).click();
  const asking = page.getByRole("dialog");
  await asking.getByLabel(t("whichPeriod")).selectOption(String(YEAR));
  await send(asking);
  const entry = page.getByTestId("entry");
  await expect(entry).toContainText(`UNHCR, ${YEAR}`);
  await expect(entry.locator("[data-at]")).not.toHaveCount(0);

  // a table by sex alone: four numbers, the arrows step over what is computed
  await entry.getByRole("checkbox", { name: /возраст/i }).uncheck();
  await expect(entry.locator("[data-at]")).toHaveCount(4);
  const first = entry.locator("[data-at]").first();
  await first.focus();
  await page.keyboard.type("30");
  await page.keyboard.press("Tab");
  await page.keyboard.type("40,5");
  await expect(entry.getByText(t("wholeOnly"))).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(entry.getByText(t("halfPair"))).toBeVisible();
  await page.keyboard.type("40");
  await page.keyboard.press("ArrowDown");
  expect(await focused(page)).toContain(t("denominator"));
  await page.keyboard.press("ArrowLeft");
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/plain", "45\t60\n");
    document.activeElement?.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
  });
  await page.keyboard.press("Home");
  await expect(entry.locator("tr.whole")).toContainText("75,0");
  await page.keyboard.press("Control+z");
  await expect(entry.locator("tr.whole")).not.toContainText("100");
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/plain", "45\t60");
    document.activeElement?.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
  });
  await expect(entry.locator("tr.whole")).toContainText("100");

  // the line breaks: what is typed stays here and is saved when it is back
  await page.context().setOffline(true);
  await entry.getByLabel(t("note")).fill("Без учёта повторных заявлений.");
  await entry.getByLabel(t("note")).blur();
  await expect(entry.getByText(t("unsaved"))).toBeVisible();
  await page.context().setOffline(false);
  await expect(entry.getByText(/Сохранено в/)).toBeVisible();
  await page.reload();
  await expect(entry.locator("tr.whole")).toContainText("75,0");
  await expect(entry.getByLabel(t("note"))).toHaveValue("Без учёта повторных заявлений.");
  await move(entry, "value.move.submit", "ru", (dialog) => expect(dialog).toContainText("75,0"));
  await expect(entry).toContainText(word("value.state.submitted", "ru"));

  const officer = await open({ person: "secretariat" });
  const s = speaker(strings, "en");
  await officer.goto(`/${NETWORK}/indicators`);
  await ready(officer);
  const row = officer.getByTestId("to-approve").getByRole("listitem").filter({ hasText: "Asylum files" });
  await row.getByRole("button", { name: new RegExp(word("value.move.approve", "en")) }).click();
  await expect(row).toHaveCount(0);
  await officer.goto(`/${NETWORK}/indicators/${made.code}?by=sex`);
  await ready(officer);
  await expect(officer.locator("svg.drawing")).toContainText("75.0%");
  await expect(officer.getByRole("table", { name: new RegExp(s("figuresOf", { title: "" }).trim()) })).toContainText(
    "75.0",
  );
});

test("small groups are hidden from members, and the picture is read by keyboard with its table beside", async ({
  open,
  api,
}) => {
  const made = await prepared(api, `E2E-12.2-${Date.now()}`);
  const t = speaker(strings, "en");
  const reader = await open({ person: "viewer" });
  await reader.goto(`/${NETWORK}/indicators/${made.code}?by=sex&second=age`);
  await ready(reader);
  const table = reader.locator(".figures-table");
  await expect(table).toContainText("<5");
  await expect(table.getByRole("row", { name: /18–24/ }).first()).not.toContainText("33.3");
  await expect(reader.locator(".notes")).toContainText(t("asMembers"));
  await expect(reader.getByRole("button", { name: t("periods") })).toHaveCount(0);

  const officer = await open({ person: "secretariat" });
  await officer.goto(`/${NETWORK}/indicators/${made.code}?by=sex&second=age`);
  await ready(officer);
  await expect(officer.locator(".figures-table").getByRole("row", { name: /18–24/ }).first()).toContainText("33.3");
  await officer.getByRole("button", { name: t("showMembers") }).click();
  await expect(officer.locator(".figures-table")).toContainText("<5");

  await officer.goto(`/${NETWORK}/indicators/TKM-04.1?by=place`);
  await ready(officer);
  await officer.locator(".spot[tabindex='0']").focus();
  const last = await focused(officer);
  await officer.keyboard.press("ArrowLeft");
  expect(await focused(officer)).not.toBe(last);
  await officer.keyboard.press("t");
  await expect(officer.locator("#figures")).toBeFocused();
  const k = speaker(chart, "en");
  for (const [name, ending] of [
    [k("asCsv"), ".csv"],
    [k("asSvg"), ".svg"],
  ] as const) {
    const download = officer.waitForEvent("download");
    await officer.locator(".chart summary").click();
    await officer.getByRole("button", { name }).click();
    expect((await download).suggestedFilename()).toContain(ending);
  }
});

test("the secretariat locks a period and opens it with a reason", async ({ open }) => {
  const t = speaker(strings, "tk");
  const page = await open({ person: "secretariat", language: "tk" });
  await page.goto(`/${NETWORK}/indicators/TKM-04.1?panel=periods`);
  await ready(page);
  const panel = page.getByRole("dialog", { name: t("periods") });
  const line = panel.locator("li[data-period]").last();
  await line.getByRole("button", { name: word("period.move.lock", "tk") }).click();
  const asking = page.getByRole("dialog").last();
  await asking.locator("form [type=submit]").click();
  await line.getByRole("button", { name: word("period.move.unlock", "tk") }).click();
  await page.getByRole("dialog").last().getByLabel(speaker(common, "tk")("reason")).fill("Iki san düzedilmeli.");
  await page.getByRole("dialog").last().locator("form [type=submit]").click();
  await expect(line).toContainText("Iki san düzedilmeli.");
});

for (const language of LANGUAGES) {
  test(`indicators stand axe by day and night and a screen of 320 px, in ${language}`, async ({ open }) => {
    test.slow();
    const page = await open({ person: "unhcr", language, width: 320 });
    const t = speaker(strings, language);
    for (const path of ["indicators", "indicators/TKM-04.1?by=place", "indicators/TKM-21.1"]) {
      await page.goto(`/${NETWORK}/${path}`);
      await ready(page);
      await expect(page.locator("table").first()).toBeAttached();
      await fits(page);
      await accessibleByDayAndNight(page);
    }
    await page.locator(".values .link").filter({ hasText: "UNHCR" }).first().click();
    await expect(page.getByTestId("entry").locator("table")).toBeVisible();
    await fits(page);
    await accessible(page);
    const officer = await open({ person: "secretariat", language });
    await officer.goto(`/${NETWORK}/indicators?panel=new`);
    await ready(officer);
    const dialog = officer.getByRole("dialog");
    await expect(dialog.locator(".candidates li").first()).toBeVisible();
    await accessible(officer);
    await dialog.getByRole("button", { name: t("blankForm") }).click();
    await accessible(officer);
  });
}
