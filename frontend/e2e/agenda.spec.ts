import type { Locator, Page } from "@playwright/test";
import { strings } from "../src/features/meetings/agenda.strings";
import { strings as meetings } from "../src/features/meetings/strings";
import { common } from "../src/i18n/common";
import { accessible } from "./support/accessible";
import { Api, send } from "./support/acts";
import { expect, fits, NETWORK, ready, test } from "./support/test";
import { LANGUAGES, speaker } from "./support/words";

interface Meeting {
  id: string;
  number: string;
  version: number;
  agenda_items: { id: string; place: number; title: { en: string } }[];
}

const titleOf = (title: string) => ({ en: title, ru: `${title} (ru)`, tk: `${title} (tk)` });

/** A draft of an hour, far ahead, so that it is nobody's next meeting. */
async function drafted(api: Api, title: string, days: number, items: string[], kind = "thematic"): Promise<Meeting> {
  const starts = Date.now() + days * 86_400_000;
  const made = await api.send<Meeting>("POST", "meetings", {
    kind,
    title: titleOf(title),
    starts_at: new Date(starts).toISOString(),
    ends_at: new Date(starts + 3_600_000).toISOString(),
  });
  for (const each of items)
    await api.send("POST", `meetings/${made.id}/agenda-items`, {
      kind: "discussion",
      title: titleOf(each),
      duration_minutes: 20,
    });
  return api.send("GET", `meetings/${made.id}`);
}

const lines = (page: Page): Locator => page.getByTestId("agenda").locator(".line .what > :first-child");
const shown = (items: string[], language: string) =>
  items.map((each) => (language === "en" ? each : `${each} (${language})`));

for (const language of LANGUAGES) {
  test(`an agenda is ordered by keyboard, told aloud and put back, in ${language}`, async ({ open, api }) => {
    const t = speaker(strings, language);
    const m = speaker(meetings, language);
    const officer = new Api(await api("secretariat"));
    const made = await drafted(officer, `Order ${language}`, 200, ["Alpha", "Beta", "Gamma"]);
    const page = await open({ person: "secretariat", language, phone: language === "tk" });
    await page.goto(`/${NETWORK}/meetings/${made.id}`);
    await ready(page);
    await expect(lines(page)).toHaveText(shown(["Alpha", "Beta", "Gamma"], language));
    await page.getByTestId("agenda").locator(".line").first().focus();
    await page.keyboard.press("Alt+ArrowDown");
    await expect(lines(page)).toHaveText(shown(["Beta", "Alpha", "Gamma"], language));
    const [title] = shown(["Alpha"], language);
    await expect(page.getByText(m("movedTo", { title, place: 2, all: 3 }))).toBeVisible();
    await page.getByRole("button", { name: t("undo") }).click();
    await expect(lines(page)).toHaveText(shown(["Alpha", "Beta", "Gamma"], language));
    await expect(page.getByText(t("undone"))).toBeVisible();
    const kept = await officer.send<Meeting>("GET", `meetings/${made.id}`);
    expect(kept.agenda_items.map((item) => item.title.en)).toEqual(["Alpha", "Beta", "Gamma"]);
    await officer.send("POST", `meetings/${made.id}/agenda-items`, {
      kind: "decision",
      title: titleOf("Delta"),
      duration_minutes: 25,
    });
    await page.reload();
    await expect(page.getByText(m("over", { count: 25 }))).toBeVisible();
    await fits(page);
    await accessible(page);
  });

  test(`what is not reached moves on and a topic waits, in ${language}`, async ({ open, api }) => {
    const t = speaker(strings, language);
    const officer = new Api(await api("secretariat"));
    const made = await drafted(officer, `From ${language}`, 210, ["Alpha", "Beta"]);
    const page = await open({ person: "secretariat", language });
    await page.goto(`/${NETWORK}/meetings/${made.id}?item=${made.agenda_items[1]?.id}`);
    await ready(page);
    await page.getByRole("button", { name: t("onward"), exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(t("where")).selectOption("backlog");
    await dialog.getByLabel(t("whyWaits")).fill("Not before the census.");
    await accessible(page);
    await send(dialog);
    await expect(lines(page)).toHaveText(shown(["Alpha"], language));
    const backlog = page.getByRole("region", { name: t("backlog") });
    const [title] = shown(["Beta"], language);
    await expect(backlog.getByRole("listitem").filter({ hasText: title }).first()).toContainText(
      "Not before the census.",
    );
    await backlog
      .getByRole("button", { name: t("takeUpOf", { title }) })
      .first()
      .click();
    await expect(lines(page)).toHaveText(shown(["Alpha", "Beta"], language));
    await expect(backlog.getByText("Not before the census.")).toHaveCount(0);
    await accessible(page);
  });
}

test("an empty agenda begins with the usual items; a member parks a topic on a phone", async ({ open, api }) => {
  const t = speaker(strings, "en");
  const officer = new Api(await api("secretariat"));
  const made = await drafted(officer, "Empty", 220, []);
  const page = await open({ person: "secretariat" });
  await page.goto(`/${NETWORK}/meetings/${made.id}`);
  await ready(page);
  await page.getByRole("button", { name: t("beginUsual") }).click();
  await expect(lines(page)).toHaveText(["Any other business"]);
  await page.getByRole("button", { name: t("standing") }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/Opening by the co-chairs/).check();
  await accessible(page);
  await send(dialog);
  await expect(lines(page)).toHaveText(["Opening by the co-chairs", "Any other business"]);

  const convened = (await officer.send<{ items: { id: string; state: string }[] }>("GET", "meetings?state=convened"))
    .items[0];
  const phone = await open({ person: "undp", phone: true });
  await phone.goto(`/${NETWORK}/meetings/${convened?.id}`);
  await ready(phone);
  await phone.getByRole("button", { name: t("park"), exact: true }).click();
  const form = phone.getByRole("dialog");
  await form.getByLabel("Title (English)").fill("Harvest teams");
  await form.getByLabel(t("whyWaits")).fill("The survey comes in spring.");
  await send(form);
  const topic = phone.getByRole("listitem").filter({ hasText: "Harvest teams" });
  await expect(topic).toContainText("The survey comes in spring.");
  await expect(topic.getByRole("button", { name: /Take up/ })).toHaveCount(0);
  await fits(phone);
  await accessible(phone);
});

test("papers: awaited, sent with their size, seen by whom they are for, and bound into the pack", async ({
  open,
  api,
}) => {
  const t = speaker(strings, "en");
  const c = speaker(common, "en");
  const officer = new Api(await api("secretariat"));
  const made = await drafted(officer, "Papers", 230, ["Alpha"]);
  const page = await open({ person: "secretariat" });
  await page.goto(`/${NETWORK}/meetings/${made.id}?tab=papers`);
  await ready(page);
  await expect(page.getByText(t("noPapers"))).toBeVisible();
  await page.getByRole("button", { name: t("addPaper") }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Title (English)").fill("Figures for 2025");
  await dialog.getByLabel(t("paperFor")).selectOption({ index: 1 });
  await dialog.getByLabel(t("awaitedFrom")).selectOption({ label: "UNDP" });
  await accessible(page);
  await send(dialog);
  const row = page.getByRole("listitem").filter({ hasText: "Figures for 2025" });
  await expect(row).toContainText(t("missingFrom", { organisation: "UNDP" }));
  await expect(page.getByText(/announced and not there yet, from UNDP/)).toBeVisible();
  await row.locator("input[type=file]").setInputFiles({
    name: "figures.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(`year,number\n${"2025,7\n".repeat(400)}`),
  });
  await row.getByRole("button", { name: `${t("upload")}: figures.csv` }).click();
  await expect(row).toContainText("CSV, 3 kB");
  await expect(page.getByText(/announced and not there yet/)).toHaveCount(0);
  await accessible(page);
  for (const name of ["agendaPdf", "agendaDocx", "pack"] as const) {
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: t(name) }).click();
    expect((await download).suggestedFilename()).toMatch(/^TKM-\d{4}-M-\d+-(agenda|pack)-en\.(pdf|docx)$/);
  }
  await page.goto(`/${NETWORK}/meetings/${made.id}`);
  await ready(page);
  await expect(page.getByRole("region", { name: t("papers") })).toContainText("Figures for 2025");
  await page.getByRole("button", { name: t("link") }).click();
  const finder = page.getByRole("dialog");
  await finder.getByLabel(t("link")).fill("data");
  await finder.getByRole("button", { name: t("find") }).click();
  const first = finder.getByRole("listitem").first();
  await first.getByRole("button").click();
  await finder
    .locator(".acts")
    .getByRole("button", { name: c("close") })
    .click();
  const linked = page.getByRole("region", { name: t("linkedTo") });
  await expect(linked.getByRole("listitem")).toHaveCount(1);
  await accessible(page);
});
