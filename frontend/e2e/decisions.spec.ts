import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { proof } from "../src/features/decisions/proof.strings";
import { register } from "../src/features/decisions/register.strings";
import { strings } from "../src/features/decisions/strings";
import { talk } from "../src/features/decisions/talk.strings";
import { calendar } from "../src/features/networks/calendar.strings";
import { common } from "../src/i18n/common";
import { accessible } from "./support/accessible";
import { Api, atDutyStation, type Decision, inSeconds, move, send } from "./support/acts";
import { DESKTOP, expect, fits, NETWORK, PHONE, ready, test } from "./support/test";
import { LANGUAGES, speaker, word } from "./support/words";

const d = speaker(strings, "en");
const says = speaker(talk, "en");
const p = speaker(proof, "en");
const r = speaker(register, "en");

type Full = Decision & { paragraph_ids: string[] };
const TEXT =
  "The Network adopts the plan with three outcomes.\n\nUNODC leads under **objective 9**.\n\nThe secretariat reports every quarter.";

/** Opened with enough time, so that a test can take its own. */
async function consulted(api: Api, title: string, more: object = {}): Promise<Full> {
  const made = await api.send<Full>("POST", "decisions", {
    kind: "other",
    title: { en: title },
    texts: { en: TEXT },
    authoritative: "en",
    visibility: "members",
    ...more,
  });
  const deadline_at = inSeconds(80 * 3600).toISOString();
  return api.send("POST", `decisions/${made.id}/open`, { procedure: "silence", deadline_at }, made.version);
}

async function answer(api: Api, found: Decision, acronym: string, position: object): Promise<void> {
  const { rounds } = await api.decision(found.id);
  const round = rounds.at(-1);
  const seat = round?.positions.find((each) => each.acronym === acronym);
  const path = `decisions/${found.id}/rounds/${round?.number}/positions/${seat?.organisation_id}`;
  await api.send("PUT", path, position, seat?.version);
}

const marks = (page: Page, of: string, name: string) =>
  page
    .locator(`${of} [data-${name}][data-mark]`)
    .evaluateAll(
      (all, key) => Object.fromEntries(all.map((each) => [(each as HTMLElement).dataset[key], each.dataset.mark])),
      name,
    );

/** The ring is a picture of the list: the same organisations, the same marks. */
async function ringEqualsList(page: Page): Promise<void> {
  const list = await marks(page, "[data-testid=seats]", "organisation");
  expect(Object.keys(list).length).toBeGreaterThan(2);
  await expect.poll(() => marks(page, "[data-testid=ring]", "seat")).toEqual(list);
}

test("other words are suggested and taken up, an objection is lifted, and what was adopted is kept", async ({
  open,
  api,
}) => {
  test.setTimeout(150_000);
  const officer = new Api(await api("secretariat"));
  const found = await consulted(officer, "Suggested words");
  const at = `/${NETWORK}/decisions/${found.id}`;
  const undp = await open({ person: "undp" });
  const secretariat = await open({ person: "secretariat" });
  await answer(new Api(await api("undp")), found, "UNDP", {
    value: "objection",
    text: "One agency only.",
    would_resolve: "Name IOM too.",
  });

  await test.step("UNDP suggests other words, and sees what they change", async () => {
    await undp.goto(`${at}?at=${found.paragraph_ids[1]}`);
    await ready(undp);
    await ringEqualsList(undp);
    const thread = undp.getByRole("region", { name: says("paragraph", { number: 2 }) });
    await thread.getByRole("button", { name: says("suggest") }).click();
    await thread.locator("[name=text]").fill("UNODC and IOM lead together under **objective 9**.");
    await expect(thread.locator(".preview ins").first()).toContainText("IOM");
    // what is typed survives leaving the page
    await undp.reload();
    await ready(undp);
    await thread.getByRole("button", { name: says("suggest") }).click();
    await expect(thread.locator("[name=text]")).toHaveValue(/UNODC and IOM/);
    await thread.locator("[name=reason]").fill("Both have the mandate.");
    await thread.locator("[type=submit]").click();
    await expect(thread.locator("[data-suggestion=open]")).toContainText("Both have the mandate.");
  });

  await test.step("an observer of the talk remarks, the secretariat replies", async () => {
    const who = await open({ person: "who" });
    await who.goto(`${at}?at=${found.paragraph_ids[2]}`);
    await ready(who);
    const thread = who.getByRole("region", { name: says("paragraph", { number: 3 }) });
    await thread.getByRole("button", { name: says("addRemark") }).click();
    await thread.locator("[name=text]").fill("Every half-year would do.");
    await thread.locator("[type=submit]").click();
    await expect(thread.locator("[data-remark=WHO]")).toContainText("half-year");
    await secretariat.goto(at);
    await ready(secretariat);
    await expect(secretariat.getByRole("button", { name: /^Paragraph 3: remarks 1/ })).toBeVisible();
    const remark = secretariat.locator("[data-remark=WHO]");
    await remark.getByRole("button", { name: says("reply") }).click();
    await remark.locator("[name=text]").fill("Noted.");
    await remark.locator("[type=submit]").click();
    await expect(secretariat.locator("[data-remark=IOM]")).toContainText("Noted.");
  });

  await test.step("words are taken between rounds; the second round shows UNDP what changed", async () => {
    const suggestion = secretariat.locator("[data-suggestion]");
    const accept = suggestion.getByRole("button", { name: word("suggestion.move.accept", "en") });
    await expect(accept).toHaveAttribute("aria-disabled", "true");
    await move(secretariat, "decision.move.revise", "en", (dialog) =>
      dialog.getByLabel(speaker(common, "en")("reason")).fill("As UNDP asked."),
    );
    await expect(accept).not.toHaveAttribute("aria-disabled", "true");
    await accept.click();
    await send(secretariat.getByRole("dialog"));
    await expect(secretariat.locator("[data-suggestion=accepted]")).toBeVisible();
    await expect(secretariat.getByTestId("text").locator("ins").first()).toContainText("IOM");
    await move(secretariat, "decision.move.open", "en", async (dialog) => {
      // a proposal of the server stands in the field, and a weekend is told
      await expect(dialog.getByLabel(d("deadlineAt"))).not.toHaveValue("");
      await dialog.getByLabel(d("deadlineAt")).fill("2031-11-29T12:00");
      await expect(dialog.getByText(d("onWeekend"))).toBeVisible();
      await dialog.getByLabel(d("deadlineAt")).fill(atDutyStation(inSeconds(25)));
    });
    await undp.goto(at);
    await ready(undp);
    await expect(undp.getByRole("button", { name: d("changes", { number: 1 }) })).toBeVisible();
    await expect(undp.getByTestId("text").locator("ins").first()).toContainText("IOM");
    await undp.keyboard.press("d");
    await expect(undp.getByTestId("text").locator("ins")).toHaveCount(0);
  });

  await test.step("the objection is lifted by key and mouse, and everybody sees it", async () => {
    await undp.keyboard.press("r");
    await undp.getByRole("dialog").locator("input[value=support]").check();
    await send(undp.getByRole("dialog"));
    await expect(secretariat.getByTestId("seats").locator('[data-organisation="UNDP"]')).toHaveAttribute(
      "data-mark",
      "support",
    );
    await ringEqualsList(secretariat);
  });

  await test.step("it closes, is adopted, recorded, and explained", async () => {
    const chair = await open({ person: "rc" });
    await chair.goto(at);
    await ready(chair);
    await expect(chair.locator("h1")).toContainText(word("decision.state.clear", "en"), { timeout: 90_000 });
    await move(chair, "decision.move.adopt", "en");
    await expect(chair.locator("h1")).toContainText(word("decision.state.adopted", "en"));
    const { number } = await officer.decision(found.id);
    await expect(async () => {
      const record = await officer.send<{ number: string }>("GET", `decisions/${found.id}/record`);
      expect(record.number).toBe(number);
    }).toPass({ timeout: 30_000 });
    for (const [name, type] of [
      [p("recordJson"), "json"],
      [p("recordPdf"), "pdf"],
    ] as const) {
      const waiting = chair.waitForEvent("download");
      await chair.getByRole("button", { name }).click();
      const file = readFileSync(await (await waiting).path());
      if (type === "json") expect(JSON.parse(file.toString()).number).toBe(number);
      else expect(file.subarray(0, 5).toString()).toBe("%PDF-");
    }
    await undp.goto(at);
    await ready(undp);
    await undp.getByRole("button", { name: says("explain", { organisation: "UNDP" }) }).click();
    const section = undp.getByTestId("explanations");
    await section.locator("[name=text]").fill("We supported since IOM is named.");
    await section.locator("[type=submit]").click();
    await expect(section.locator("[data-organisation=UNDP]")).toContainText("IOM is named");
    await undp.goto(`${at}?round=1`);
    await expect(undp.getByTestId("seats").locator('[data-organisation="UNDP"]')).toHaveAttribute(
      "data-mark",
      "objection",
    );
  });
});

test("the register is narrowed by its address and handed out as it is shown", async ({ open, api }) => {
  const officer = new Api(await api("secretariat"));
  const found = await consulted(officer, "Zaýtun register mark");
  const page = await open({ person: "secretariat" });
  await page.goto(`/${NETWORK}/decisions`);
  await ready(page);
  const rows = page.getByTestId("register").locator("tbody tr");
  const before = await rows.count();
  await page.locator("[name=q]").fill("zaytun");
  await expect(page).toHaveURL(/q=zaytun/);
  await expect(rows).toHaveCount(1);
  expect(before).toBeGreaterThan(1);
  await page.locator("[name=state]").selectOption("open");
  await page.getByText(r("further")).click();
  await page.locator("[name=organisation_id]").selectOption({ label: "UNDP" });
  await expect(page).toHaveURL(/state=open.*organisation_id=/);
  await expect(rows).toHaveCount(1);
  const number = (await officer.decision(found.id)).number;
  for (const [format, head] of [
    ["csv", null],
    ["xlsx", "PK"],
    ["pdf", "%PDF-"],
  ] as const) {
    const waiting = page.waitForEvent("download");
    await page.getByRole("button", { name: `${r("export")}: ${r(format)}` }).click();
    const file = readFileSync(await (await waiting).path());
    if (head) expect(file.toString("latin1").startsWith(head)).toBe(true);
    else
      expect(
        file
          .toString("utf8")
          .trim()
          .split("\n")
          .filter((line) => line.includes("TKM/")),
      ).toHaveLength(1);
    if (!head) expect(file.toString("utf8")).toContain(number);
  }
  await page.reload();
  await expect(rows).toHaveCount(1);
  await page.getByRole("button", { name: d("clear") }).click();
  await expect(rows).toHaveCount(before);
});

test("the proof tells of every focal point, and what comes back is recorded", async ({ open, api }) => {
  const officer = new Api(await api("secretariat"));
  const found = await consulted(officer, "Proof of every focal point");
  const page = await open({ person: "secretariat" });
  await page.goto(`/${NETWORK}/decisions/${found.id}/proof`);
  await ready(page);
  const table = page.getByTestId("proof");
  await expect(table.locator("tr[data-organisation]")).toHaveCount(10);
  const accepted = table.locator("[data-notice=accepted]").first();
  await expect
    .poll(
      async () => {
        await page.reload();
        await ready(page);
        return accepted.count();
      },
      { timeout: 30_000 },
    )
    .toBeGreaterThan(0);
  await accepted.getByRole("button", { name: p("bounce") }).click();
  const dialog = page.getByRole("dialog");
  await dialog.locator("[name=source]").fill("550 5.1.1 no such mailbox");
  await send(dialog);
  await expect(table.locator("[data-notice=bounced]")).toContainText("550 5.1.1");
  await expect(page.locator(".hash").last()).toHaveText(/^[0-9a-f]{64}$/);
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: p("pdf") }).click();
  expect(
    readFileSync(await (await waiting).path())
      .subarray(0, 5)
      .toString(),
  ).toBe("%PDF-");
});

test("days off are kept with their source, and told when a deadline falls on one", async ({ open }) => {
  const says = speaker(calendar, "en");
  const page = await open({ person: "secretariat" });
  await page.goto(`/${NETWORK}/settings`);
  await ready(page);
  await page.getByRole("button", { name: says("addDay") }).click();
  const dialog = page.getByRole("dialog");
  await dialog.locator("[name=on]").fill("2031-12-12");
  await dialog.locator("[name=name_en]").fill("Day of Neutrality");
  await dialog.locator("[name=source]").fill("Circular of the duty station");
  await send(dialog);
  const day = page.locator('[data-day="2031-12-12"]');
  await expect(day).toContainText(says("unverified"));
  await day.getByRole("button").first().click();
  await dialog.locator("[name=confidence]").selectOption("verified");
  await send(dialog);
  await expect(day).toContainText(says("verified"));
  await day.getByRole("button").last().click();
  await expect(day).toHaveCount(0);
});

for (const language of LANGUAGES)
  test(`decision, proof, register and calendar read and fit in ${language}`, async ({ open, api }) => {
    test.setTimeout(120_000);
    const officer = new Api(await api("secretariat"));
    const found = await consulted(officer, `Read and fit ${language}`);
    const undp = new Api(await api("undp"));
    const [, second, third] = found.paragraph_ids;
    await undp.send("POST", `decisions/${found.id}/suggestions`, {
      paragraph_id: second,
      text: "UNODC and IOM lead together.",
    });
    await undp.send("POST", `decisions/${found.id}/comments`, { paragraph_id: third, text: "Quarterly is much." });
    const page = await open({ person: "undp", language });
    for (const address of [
      `/decisions/${found.id}?at=${second}`,
      `/decisions/${found.id}/proof`,
      "/decisions?year=2026&superseded=false",
      "/settings",
    ]) {
      await page.setViewportSize(DESKTOP);
      await page.goto(`/${NETWORK}${address}`);
      await ready(page);
      const suggest = page.locator(".thread").getByRole("button", { name: speaker(talk, language)("suggest") });
      if (address.includes("?at=")) await suggest.click();
      await accessible(page);
      await page.setViewportSize(PHONE);
      await fits(page);
      await accessible(page);
      await page.setViewportSize({ width: 320, height: 640 });
      await fits(page);
    }
  });
