import type { Page } from "@playwright/test";
import { strings as decisions } from "../src/features/decisions/strings";
import { strings as sessions } from "../src/features/meetings/session/session.strings";
import { strings as meetings } from "../src/features/meetings/strings";
import { strings as objectives } from "../src/features/objectives/strings";
import { common } from "../src/i18n/common";
import { Api, atDutyStation, go, inSeconds, move, send } from "./support/acts";
import { picture } from "./support/pictures";
import * as programme from "./support/programme";
import { expect, fits, NETWORK, type Reader, ready, test } from "./support/test";
import { type Language, speaker, word } from "./support/words";

/** The main job of the platform, once in each language; one of them on a phone. */
const RUNS = [
  { language: "en", phone: false, objective: 7, leads: "unicef" },
  { language: "ru", phone: true, objective: 16, leads: "undp" },
  { language: "tk", phone: false, objective: 22, leads: "undp" },
] as const;
/** What people write in the journey, in their own language; mails tell the English title of each run. */
const SAID = {
  en: {
    meeting: {
      en: "Meeting on the joint workplan",
      ru: "Заседание по плану работы",
      tk: "Iş meýilnamasy boýunça mejlis",
    },
    title: "Leads in the joint workplan 2027–2028",
    first: "The Network adopts the joint workplan with three outcomes.\n\nIOM leads activities under objective 9.",
    second: "The Network adopts the joint workplan with four outcomes.\n\nUNODC leads activities under objective 9.",
    words: ["three", "four"],
    why: "Objective 9 belongs to the mandate of UNODC.",
    resolve: "UNODC is named as the lead.",
    reason: "The lead is named as UNDP asked.",
  },
  ru: {
    meeting: { en: "Preparatory meeting", ru: "Подготовительное заседание", tk: "Taýýarlyk mejlisi" },
    title: "Ведущие организации в плане работы на 2027–2028 годы",
    first: "Сеть принимает план работы с тремя результатами.\n\nМОМ ведёт мероприятия по цели 9.",
    second: "Сеть принимает план работы с четырьмя результатами.\n\nЮНОДК ведёт мероприятия по цели 9.",
    words: ["тремя", "четырьмя"],
    why: "Цель 9 относится к мандату ЮНОДК.",
    resolve: "Ведущей организацией названо ЮНОДК.",
    reason: "Ведущая организация указана, как просила ПРООН.",
  },
  tk: {
    meeting: { en: "Review meeting", ru: "Обзорное заседание", tk: "Syn mejlisi" },
    title: "2027–2028-nji ýyllaryň iş meýilnamasynda ýolbaşçy guramalar",
    first: "Tor iş meýilnamasyny üç netije bilen kabul edýär.\n\n9-njy maksat boýunça çärelere IOM ýolbaşçylyk edýär.",
    second:
      "Tor iş meýilnamasyny dört netije bilen kabul edýär.\n\n9-njy maksat boýunça çärelere UNODC ýolbaşçylyk edýär.",
    words: ["üç", "dört"],
    why: "9-njy maksat UNODC-niň ygtyýaryna degişli.",
    resolve: "UNODC ýolbaşçy hökmünde görkezilsin.",
    reason: "Ýolbaşçy gurama UNDP-niň haýyşy boýunça görkezildi.",
  },
} as const;
/** Long enough to read the changes and answer, short enough to wait for. */
const ROUND = 28;
const SHORT = 8;

for (const { language, phone, objective, leads } of RUNS) {
  const how = `${language}, ${phone ? "phone" : "desktop"}`;
  const reader = (person: string): Reader => ({ person, language, phone });

  test(`a meeting is called, a decision is brought to consensus (${how})`, async ({ open, api }) => {
    test.setTimeout(180_000);
    const secretariat = await open(reader("secretariat"));
    const meeting = await test.step("the secretariat drafts a meeting and its agenda", () =>
      draftMeeting(secretariat, language));
    await test.step("it convenes: every member gets a mail with a calendar entry", async () => {
      await move(secretariat, "meeting.move.convene", language);
      await expect(secretariat.locator("h1")).toContainText(word("meeting.state.convened", language));
      const mails = new Api(await api("secretariat"));
      await expect
        .poll(async () => {
          const found = await mails.send<{ items: { id: string; title: string }[] }>("GET", "outbox?limit=100");
          const one = found.items.find((mail) => mail.title.includes(meeting));
          return one ? (await mails.send<{ calendar: string | null }>("GET", `outbox/${one.id}`)).calendar : null;
        })
        .toContain("BEGIN:VEVENT");
    });
    await test.step("it starts the meeting and records who is there", () => attend(secretariat, language));
    const id = await test.step("it opens a decision under the agenda item", () => openDecision(secretariat, language));
    await test.step("UNDP objects with a reason; the others see it at once", async () => {
      await object(await open(reader("undp")), secretariat, id, language);
    });
    await test.step("the text is revised and a second round opens", () => revise(secretariat, language));
    await test.step("UNDP reads the changed words and supports", async () => {
      await support(await open(reader("undp")), id, language);
    });
    await test.step("the round closes by the clock, and a co-chair adopts", async () => {
      await adopt(await open(reader("rc")), id, language);
    });
    await test.step("the register has it under its number", async () => {
      const { number } = await new Api(await api("secretariat")).decision(id);
      await go(secretariat, "decisions", language);
      const row = secretariat.getByRole("row").filter({ has: secretariat.locator(`a[href$="${id}"]`) });
      await expect(row).toContainText(word("decision.state.adopted", language));
      if (!phone) await expect(row).toContainText(number);
      await fits(secretariat);
    });
  });

  test(`progress on an objective is reported and approved (${how})`, async ({ open }) => {
    test.setTimeout(120_000);
    const focal = await open(reader(leads));
    await report(focal, objective, language);
    const secretariat = await open(reader("secretariat"));
    await approve(secretariat, objective, language);
    const tile = secretariat.locator(`a[href="/${NETWORK}/objectives/${objective}"]`).first();
    await go(secretariat, "objectives", language);
    await expect(tile).toContainText(word("objective.rating.good_progress", language));
    await picture(secretariat, `objectives-${language}`);
  });

  test(`a joint programme is written, endorsed and submitted (${how})`, async ({ open, api }) => {
    test.setTimeout(180_000);
    const iom = await open(reader("iom"));
    const writer = new Api(await api("iom"));
    const id = await test.step("begun, it cannot be consulted: everything missing is named", () =>
      programme.begin(iom, language, writer));
    await test.step("IOM writes text, partners and outputs", () => programme.write(iom, language));
    await test.step("IOM and UNDP write their parts of the budget", async () => {
      if (phone) {
        await programme.budgetByApi(writer, id, "IOM");
        await programme.budgetByApi(new Api(await api("undp")), id, "UNDP");
        return;
      }
      await programme.budget(iom, id, "IOM", language);
      await programme.budget(await open(reader("undp")), id, "UNDP", language);
    });
    await test.step("consulted, a revision is frozen", () => programme.consult(iom, id, language));
    const decision = await test.step("the network decides on it, the Government's letter is on record", async () =>
      programme.decide(await open(reader("secretariat")), id, language, SHORT));
    await test.step("a co-chair endorses, the Resident Coordinator submits", async () =>
      programme.submit(await open(reader("rc")), id, decision, language));
    await test.step("all of it stands in the journal, whose chain holds", async () => {
      const found = await writer.send<{ whole: boolean }>("GET", "journal/verify");
      expect(found.whole).toBe(true);
    });
  });
}

async function draftMeeting(page: Page, language: Language): Promise<string> {
  const t = speaker(meetings, language);
  const c = speaker(common, language);
  await page.goto(`/${NETWORK}`);
  await ready(page);
  await picture(page, `home-${language}`);
  await go(page, "meetings", language);
  await page.getByRole("button", { name: t("draft") }).click();
  const dialog = page.getByRole("dialog");
  const { meeting } = SAID[language];
  for (const [name, each] of [
    ["English", "en"],
    ["Русский", "ru"],
    ["Türkmen", "tk"],
  ] as const)
    await dialog.getByLabel(`${c("title")} (${name})`).fill(meeting[each]);
  await dialog.locator("form [type=submit]").click();
  await expect(page).toHaveURL(/\/meetings\/[0-9a-f-]{36}/);
  await expect(page.locator("h1")).toContainText(word("meeting.state.draft", language));
  for (const [title, kind] of [
    ["Follow-up", "information"],
    ["Joint workplan", "decision"],
  ] as const) {
    await page.getByRole("button", { name: t("addItem") }).click();
    await dialog.getByLabel(`${c("title")} (English)`).fill(title);
    await dialog.getByLabel(c("kind")).selectOption(kind);
    await send(dialog);
    await expect(page.getByTestId("agenda")).toContainText(title);
  }
  return meeting.en;
}

async function attend(page: Page, language: Language): Promise<void> {
  const t = speaker(meetings, language);
  await move(page, "meeting.move.start", language);
  await expect(page.locator("h1")).toContainText(word("meeting.state.in_session", language));
  await page.getByRole("link", { name: t("tabAttendance") }).click();
  for (const [organisation, presence] of [
    ["IOM", "in_room"],
    ["UNDP", "remote"],
    ["WHO", "absent"],
  ] as const) {
    const place = page.locator(`li[data-organisation="${organisation}"]`);
    const button = place.getByRole("button", { name: word(`attendance.${presence}`, language), exact: true });
    await button.click();
    await expect(button).toHaveAttribute("aria-pressed", "true");
  }
  await picture(page, `meeting-${language}`);
}

async function openDecision(page: Page, language: Language): Promise<string> {
  const t = speaker(meetings, language);
  const d = speaker(decisions, language);
  await page.getByRole("link", { name: t("tabAgenda") }).click();
  await page.getByTestId("agenda").getByText("Joint workplan", { exact: true }).click();
  await page.getByRole("button", { name: speaker(sessions, language)("draftDecision"), exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.locator("[name=kind]").selectOption("workplan");
  for (const each of new Set(["en", language] as const)) {
    await dialog.locator(`[name=title_${each}]`).fill(SAID[each].title);
    await dialog.locator(`[name=text_${each}]`).fill(SAID[each].first);
  }
  await expect(dialog.locator("[name=agenda_item_id]")).not.toHaveValue("");
  await dialog.locator("form [type=submit]").click();
  await expect(page).toHaveURL(/\/decisions\/[0-9a-f-]{36}/);
  await ready(page);
  await move(page, "decision.move.open", language);
  await expect(page.locator("h1")).toContainText(word("decision.state.open", language));
  await expect(page.getByTestId("seats").locator("li")).toHaveCount(10);
  await expect(page.locator(".needs")).toContainText("UNODC");
  await expect(page.getByText(d("closesIn"))).toBeVisible();
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

const seat = (page: Page, organisation: string) =>
  page.getByTestId("seats").locator(`[data-organisation="${organisation}"]`);

async function object(page: Page, secretariat: Page, id: string, language: Language): Promise<void> {
  const d = speaker(decisions, language);
  await page.goto(`/${NETWORK}/decisions/${id}`);
  await ready(page);
  await page.getByRole("button", { name: d("answerFor", { organisation: "UNDP" }) }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: `${word("position.objection", language)} ${d("say_objection")}` }).check();
  await dialog.getByRole("textbox", { name: d("why") }).fill(SAID[language].why);
  await dialog.getByRole("textbox", { name: d("resolve") }).fill(SAID[language].resolve);
  const act = d("recordAct", { value: word("position.objection", language) });
  await expect(dialog.getByRole("button", { name: act })).toBeEnabled();
  await send(dialog);
  await expect(seat(page, "UNDP")).toHaveAttribute("data-mark", "objection");
  await expect(seat(page, "UNDP")).toContainText(SAID[language].why);
  await expect(page.locator(".needs")).toContainText(SAID[language].resolve);
  // the secretariat has not touched its page: the change feed brought it
  await expect(seat(secretariat, "UNDP")).toHaveAttribute("data-mark", "objection");
  await expect(secretariat.locator(".needs")).toContainText("UNDP");
  await expect(secretariat.getByTestId("ring").locator('[data-seat="UNDP"]')).toHaveAttribute("data-mark", "objection");
  await picture(secretariat, `decision-${language}`);
}

async function revise(page: Page, language: Language): Promise<void> {
  const c = speaker(common, language);
  const d = speaker(decisions, language);
  await move(page, "decision.move.revise", language, (dialog) =>
    dialog.getByLabel(c("reason")).fill(SAID[language].reason),
  );
  await expect(page.locator("h1")).toContainText(word("decision.state.revising", language));
  await page.getByRole("button", { name: d("edit") }).click();
  const dialog = page.getByRole("dialog");
  for (const each of new Set(["en", language] as const))
    await dialog.locator(`[name=text_${each}]`).fill(SAID[each].second);
  await send(dialog);
  await expect(page.getByTestId("text")).toContainText(SAID[language].words[1]);
  await move(page, "decision.move.open", language, (dialog) =>
    dialog.getByLabel(d("deadlineAt")).fill(atDutyStation(inSeconds(ROUND))),
  );
  await expect(page.locator("h1")).toContainText(word("decision.state.open", language));
}

async function support(page: Page, id: string, language: Language): Promise<void> {
  const d = speaker(decisions, language);
  await page.goto(`/${NETWORK}/decisions/${id}?panel=answer`);
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: `${word("position.support", language)} ${d("say_support")}` }).check();
  await send(dialog);
  await expect(seat(page, "UNDP")).toHaveAttribute("data-mark", "support");
  const text = page.getByTestId("text");
  await expect(text.locator("del").first()).toContainText(SAID[language].words[0]);
  await expect(text.locator("ins").first()).toContainText(SAID[language].words[1]);
  await picture(page, `changes-${language}`);
  await page.getByRole("button", { name: d("clean") }).click();
  await expect(text.locator("ins")).toHaveCount(0);
  const rounds = page.getByRole("navigation", { name: d("earlier") });
  await rounds.getByRole("link").first().click();
  await expect(seat(page, "UNDP")).toHaveAttribute("data-mark", "objection");
}

async function adopt(page: Page, id: string, language: Language): Promise<void> {
  const d = speaker(decisions, language);
  await page.goto(`/${NETWORK}/decisions/${id}`);
  await ready(page);
  // nobody reloads: the sweeper closes the round, the change feed tells this page
  await expect(page.locator("h1")).toContainText(word("decision.state.clear", language), { timeout: 90_000 });
  await move(page, "decision.move.adopt", language, async (dialog) => {
    await expect(dialog).toContainText("SHA-256");
    await expect(dialog.getByRole("button", { name: /TKM\/\d{4}\/\d{3}/ })).toBeVisible();
    await expect(dialog).toContainText(d("told"));
  });
  await expect(page.locator("h1")).toContainText(word("decision.state.adopted", language));
  await expect(page.getByTestId("moves")).toHaveCount(0);
}

async function report(page: Page, objective: number, language: Language): Promise<void> {
  const t = speaker(objectives, language);
  await page.goto(`/${NETWORK}/objectives/${objective}`);
  await ready(page);
  await page
    .getByRole("button", { name: t("report") })
    .first()
    .click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: word("objective.rating.good_progress", language) }).check();
  await dialog.getByLabel(t("narrative")).fill("Consular officers refer people by one procedure.");
  await dialog.getByLabel(t("linkTitle")).fill("Report of the training");
  await dialog.getByLabel(t("linkUrl")).fill("https://example.org/training");
  await send(dialog);
  const draft = page.getByRole("article").filter({ hasText: word("assessment.state.draft", language) });
  await move(draft, "assessment.move.submit", language);
  await expect(page.getByRole("article").first()).toContainText(word("assessment.state.submitted", language));
}

async function approve(page: Page, objective: number, language: Language): Promise<void> {
  await page.goto(`/${NETWORK}/objectives/${objective}`);
  await ready(page);
  const waiting = page.getByRole("article").filter({ hasText: word("assessment.state.submitted", language) });
  await expect(waiting.getByRole("link", { name: "Report of the training" })).toBeVisible();
  await move(waiting, "assessment.move.approve", language);
  await expect(page.getByRole("article").first()).toContainText(word("assessment.state.approved", language));
}
