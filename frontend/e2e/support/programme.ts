import type { Page } from "@playwright/test";
import { strings as decisions } from "../../src/features/decisions/strings";
import { strings as proposals } from "../../src/features/proposals/strings";
import { common } from "../../src/i18n/common";
import { type Api, atDutyStation, go, inSeconds, move, send } from "./acts";
import { picture } from "./pictures";
import { expect, NETWORK, ready } from "./test";
import { type Language, speaker, word } from "./words";

interface Programme {
  id: string;
  version: number;
  punos: { organisation_id: string; acronym: string; version: number }[];
  readiness: { findings: { rule: string; severity: string }[] };
  budget: { total: { amount: string } };
}

const ENDORSEMENT = ["endorsement_decision", "government_endorsement"];
const YEAR = new Date().getFullYear() + 1;

/** A title is enough to begin; `consult` is then refused, with everything that is missing. */
export async function begin(page: Page, language: Language, api: Api): Promise<string> {
  const t = speaker(proposals, language);
  await page.goto(`/${NETWORK}`);
  await ready(page);
  await go(page, "proposals", language);
  await page.getByRole("button", { name: t("new") }).click();
  const dialog = page.getByRole("dialog");
  await dialog.locator("[name=title]").fill("Skills that count across borders");
  await dialog.locator("form [type=submit]").click();
  await expect(page).toHaveURL(/\/proposals\/[0-9a-f-]{36}/);
  await ready(page);
  const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  await move(page, "proposal.move.draft", language);
  await expect(page.locator("h1")).toContainText(word("proposal.state.concept_note_draft", language));
  const { readiness } = await api.send<Programme>("GET", `proposals/${id}`);
  const rules = readiness.findings.filter((each) => each.severity === "blocker").map((each) => each.rule);
  expect(rules).toEqual(expect.arrayContaining(["summary_present", "minimum_punos", "thematic_area", "outputs_exist"]));
  // it is told to be disabled, and still says why when it is pressed
  const refused = page.getByTestId("moves").getByRole("button", { name: word("proposal.move.consult", language) });
  await expect(refused).toHaveAttribute("aria-disabled", "true");
  await refused.press("Enter");
  await expect(dialog.locator("[data-rule]").first()).toBeVisible();
  const named = await dialog.locator("[data-rule]").evaluateAll((all) => all.map((each) => each.dataset.rule));
  expect(named.sort()).toEqual(rules.filter((rule) => !ENDORSEMENT.includes(rule)).sort());
  await dialog
    .getByRole("button", { name: speaker(common, language)("close") })
    .last()
    .click();
  return id;
}

/** IOM writes the text, the partners and the outputs. */
export async function write(page: Page, language: Language): Promise<void> {
  const t = speaker(proposals, language);
  const c = speaker(common, language);
  const dialog = page.getByRole("dialog");
  const tab = (name: "partners" | "results") =>
    page
      .getByRole("navigation", { name: t("tabs") })
      .getByRole("link", { name: t(`tab_${name}`) })
      .click();
  await page.getByRole("button", { name: t("editText") }).click();
  await dialog.locator("[name=en]").fill("Returning workers have their skills recognised in two regions.");
  await dialog.locator("[name=thematic_area]").selectOption({ index: 1 });
  await dialog.locator("[name=primary_objective]").selectOption("1");
  await dialog.locator("[name=starts_on]").fill(`${YEAR}-01-01`);
  await dialog.locator("[name=months]").fill("24");
  await send(dialog);

  await tab("partners");
  await page.getByRole("button", { name: t("editPunos") }).click();
  await dialog.getByRole("button", { name: t("addPuno") }).click();
  const second = dialog.getByLabel(c("organisation")).nth(1);
  const undp = await second.locator("option", { hasText: /^UNDP/ }).getAttribute("value");
  await second.selectOption(undp);
  await send(dialog);
  await page.getByRole("button", { name: t("editGovernment") }).click();
  await dialog.getByLabel(t("entity")).first().fill("State Migration Service of Turkmenistan");
  await dialog.getByRole("button", { name: t("addEntity") }).click();
  await dialog.getByLabel(t("entity")).nth(1).fill("Ministry of Labour and Social Protection");
  await send(dialog);

  await tab("results");
  await page.getByRole("button", { name: t("editOutputs") }).click();
  await dialog.locator('[name^="title_"]').first().fill("Skills are recognised");
  await send(dialog);
}

/** One organisation's part: the sums and the 7 % stand while it is typed. */
export async function budget(page: Page, id: string, organisation: string, language: Language): Promise<void> {
  const t = speaker(proposals, language);
  await page.goto(`/${NETWORK}/proposals/${id}?tab=budget&part=${organisation}`);
  await ready(page);
  const cell = (category: number, year: number) => page.locator(`[data-cell="1.1|${category}|${year}"]`);
  await cell(1, YEAR).fill("600000");
  await cell(4, YEAR).fill("150000");
  await cell(4, YEAR + 1).fill("50000.50");
  const sum = (which: string) => page.getByTestId(`sum-${which}`);
  const shown = async (which: string) => ((await sum(which).textContent()) ?? "").replaceAll(/[^\d.,]/g, "");
  await expect.poll(() => shown("direct")).toMatch(/^800,?000[.,]50$/);
  await expect.poll(() => shown("indirect")).toMatch(/^56,?000[.,]03$/);
  await expect.poll(() => shown("total")).toMatch(/^856,?000[.,]53$/);
  await picture(page, `budget-${language}`);
  const saved = page.waitForResponse(
    (answer) => answer.request().method() === "PUT" && answer.url().includes("/budget/"),
  );
  await page.getByRole("button", { name: t("savePart", { organisation }) }).click();
  expect((await saved).status()).toBe(200);
}

/** On a phone budgets are read, not typed: there the API writes the same. */
export async function budgetByApi(api: Api, id: string, organisation: string): Promise<void> {
  const { punos } = await api.send<Programme>("GET", `proposals/${id}`);
  const puno = punos.find((each) => each.acronym === organisation);
  const line = (category: number, year: number, amount: string) => ({
    output: "1.1",
    category,
    year,
    amount: { amount, currency: "USD" },
  });
  await api.send(
    "PUT",
    `proposals/${id}/budget/${puno?.organisation_id}`,
    { lines: [line(1, YEAR, "600000"), line(4, YEAR, "150000"), line(4, YEAR + 1, "50000.50")] },
    puno?.version,
  );
}

/** The consulted revision is frozen, decided by the network, supported by the Government, endorsed. */
export async function consult(page: Page, id: string, language: Language): Promise<void> {
  await page.goto(`/${NETWORK}/proposals/${id}`);
  await ready(page);
  await move(page, "proposal.move.consult", language);
  await expect(page.locator("h1")).toContainText(word("proposal.state.concept_note_network_review", language));
}

export async function decide(page: Page, id: string, language: Language, seconds: number): Promise<string> {
  const t = speaker(proposals, language);
  const d = speaker(decisions, language);
  const dialog = page.getByRole("dialog");
  await page.goto(`/${NETWORK}/proposals/${id}?tab=endorsement`);
  await ready(page);
  const record = page
    .locator("section")
    .filter({ has: page.getByRole("heading", { name: t("governmentEndorsement") }) });
  await record.getByRole("button").first().click();
  await dialog.locator("[name=reference]").fill("02/1901");
  await send(dialog);
  await expect(record).toContainText("02/1901");
  await page.getByRole("button", { name: t("draftDecision", { number: 1 }) }).click();
  await expect(page).toHaveURL(/\/decisions\/[0-9a-f-]{36}/);
  await ready(page);
  const decision = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  await move(page, "decision.move.open", language, (open) =>
    open.getByLabel(d("deadlineAt")).fill(atDutyStation(inSeconds(seconds))),
  );
  await expect(page.locator("h1")).toContainText(word("decision.state.clear", language), { timeout: 90_000 });
  return decision;
}

export async function submit(page: Page, id: string, decision: string, language: Language): Promise<void> {
  await page.goto(`/${NETWORK}/decisions/${decision}`);
  await ready(page);
  await move(page, "decision.move.adopt", language);
  await page.goto(`/${NETWORK}/proposals/${id}`);
  await ready(page);
  await move(page, "proposal.move.endorse", language);
  await expect(page.locator("h1")).toContainText(word("proposal.state.concept_note_endorsed", language));
  await move(page, "proposal.move.submit_concept", language);
  await expect(page.locator("h1")).toContainText(word("proposal.state.concept_note_submitted", language));
}
