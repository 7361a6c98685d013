import type { Page } from "@playwright/test";
import { owing, quarters } from "../src/features/workplans/months";
import { strings } from "../src/features/workplans/strings";
import { common } from "../src/i18n/common";
import { accessible, accessibleByDayAndNight } from "./support/accessible";
import { Api, send } from "./support/acts";
import { expect, fits, NETWORK, ready, test } from "./support/test";
import { speaker, word } from "./support/words";

interface Activity {
  id: string;
  code: string;
  version: number;
  title: { en: string };
  starts_on: string;
  ends_on: string;
}
interface Plan {
  id: string;
  version: number;
  starts_on: string;
  ends_on: string;
  results: { id: string; code: string; title: { en: string } }[];
  activities: Activity[];
}
interface Owed {
  items: { activity_id: string; update: unknown }[];
}

const t = speaker(strings, "en");
const YEAR = new Date().getFullYear() + 4;

/** A draft with one outcome, one output and two activities, for this test alone. */
async function draft(api: Api, name: string): Promise<Plan> {
  const { items } = await api.send<{ items: { organisation_id: string; acronym: string }[] }>("GET", "members");
  const iom = items.find((each) => each.acronym === "IOM")?.organisation_id;
  const plan = await api.send<Plan>("POST", "workplans", {
    title: { en: `Workplan of ${name}` },
    starts_on: `${YEAR}-01-01`,
    ends_on: `${YEAR}-12-31`,
    slug: `${YEAR}-${name}${Date.now().toString(36).slice(-6)}`,
  });
  const at = `workplans/${plan.id}`;
  const outcome = { kind: "outcome", code: "1", title: { en: "Evidence" } };
  const made = await api.send<Plan>("POST", `${at}/results`, outcome);
  const output = { kind: "output", parent_id: made.results[0]?.id, code: "1.1", title: { en: "Data" } };
  const { results } = await api.send<Plan>("POST", `${at}/results`, output);
  for (const title of ["Review of sources", "Training"])
    await api.send("POST", `${at}/activities`, {
      output_id: results.find((each) => each.code === "1.1")?.id,
      title: { en: title },
      lead_id: iom,
      starts_on: `${YEAR}-03-01`,
      ends_on: `${YEAR}-05-31`,
    });
  return api.send<Plan>("GET", at);
}

const cell = (page: Page, row: number, column: number) => page.locator(`[data-at="${row}:${column}"]`);

test("a draft is written by keyboard, and nothing that was typed is lost", async ({ open, api }) => {
  test.setTimeout(150_000);
  const secretariat = new Api(await api("secretariat"));
  const { id } = await draft(secretariat, "keys");
  const read = () => secretariat.send<Plan>("GET", `workplans/${id}`);
  const titles = async () => (await read()).activities.map((each) => each.title.en);
  const page = await open({ person: "secretariat" });
  await page.goto(`/${NETWORK}/workplans/${id}?view=table`);
  await ready(page);
  await expect(page.getByRole("treegrid")).toBeVisible();

  await test.step("arrows walk, Enter edits, and Ctrl Z takes it back", async () => {
    await cell(page, 0, 1).focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await expect(cell(page, 2, 1)).toBeFocused();
    await page.keyboard.press("Enter");
    await page.keyboard.type("Review of all sources");
    await page.keyboard.press("Enter");
    await expect(cell(page, 3, 1)).toBeFocused();
    await expect.poll(titles).toEqual(["Review of all sources", "Training"]);
    await page.keyboard.press("Control+z");
    await expect.poll(titles).toEqual(["Review of sources", "Training"]);
  });

  await test.step("Escape leaves it as it was; Tab goes on to the next field", async () => {
    await page.keyboard.press("Enter");
    await page.keyboard.type("Nonsense");
    await page.keyboard.press("Escape");
    await expect(cell(page, 3, 1)).toContainText("Training");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await expect(cell(page, 3, 2)).toBeFocused();
    await cell(page, 3, 5).focus();
    await page.keyboard.press("Enter");
    await cell(page, 3, 5).locator("input").fill(`${YEAR}-06-30`);
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await read()).activities[1]?.ends_on).toBe(`${YEAR}-06-30`);
  });

  await test.step("two wrote the same: both stand side by side", async () => {
    await cell(page, 3, 1).focus();
    await page.keyboard.press("Enter");
    const [, theirs] = (await read()).activities;
    const change = { title: { en: "Training of trainers" } };
    await secretariat.send("PATCH", `workplans/${id}/activities/${theirs?.id}`, change, theirs?.version);
    await page.keyboard.type("Training of officers");
    await page.keyboard.press("Enter");
    const kept = page.getByTestId("unsaved");
    await expect(kept).toContainText("Training of officers");
    await expect(kept).toContainText("Training of trainers");
    await accessible(page);
    await kept.getByRole("button", { name: t("keepMine") }).click();
    await expect(kept).toHaveCount(0);
    await expect.poll(titles).toEqual(["Review of sources", "Training of officers"]);
  });

  await test.step("a broken line keeps what was typed, even over a reload", async () => {
    await page.route("**/activities/*", (route) =>
      route.request().method() === "PATCH" ? route.abort() : route.continue(),
    );
    await cell(page, 2, 1).focus();
    await page.keyboard.type("Sources");
    await page.keyboard.press("Enter");
    await expect(page.getByTestId("unsaved")).toContainText("Sources");
    await page.unroute("**/activities/*");
    await page.reload();
    await ready(page);
    await page
      .getByTestId("unsaved")
      .getByRole("button", { name: t("keepMine") })
      .click();
    await expect.poll(titles).toEqual(["Sources", "Training of officers"]);
  });

  await test.step("rows are moved, added and removed", async () => {
    await cell(page, 2, 1).focus();
    await page.keyboard.press("Alt+ArrowDown");
    await expect.poll(titles).toEqual(["Training of officers", "Sources"]);
    await page.getByRole("button", { name: t("addOutcome") }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.locator("[name=code]")).toHaveValue("2");
    await dialog.locator("[name=title_en]").fill("Protection");
    await send(dialog);
    await expect(page.locator("[data-row]").filter({ hasText: "Protection" })).toHaveCount(1);
    await expect(page.locator("td:focus")).toContainText("Protection");
    await page.keyboard.press("Delete");
    await dialog.getByRole("button", { name: speaker(common, "en")("remove") }).click();
    await expect(dialog).toHaveCount(0);
    await expect.poll(async () => (await read()).results.length).toBe(2);
  });
});

test("the Gantt folds, zooms and moves dates by keyboard and by pointer", async ({ open, api }) => {
  test.setTimeout(120_000);
  const secretariat = new Api(await api("secretariat"));
  const { id } = await draft(secretariat, "gantt");
  const dates = async () => {
    const [first] = (await secretariat.send<Plan>("GET", `workplans/${id}`)).activities;
    return [first?.starts_on, first?.ends_on];
  };
  const page = await open({ person: "secretariat" });
  await page.goto(`/${NETWORK}/workplans/${id}?view=gantt`);
  await ready(page);
  await cell(page, 1, 4).focus();
  await page.keyboard.press("Enter");
  for (const key of ["ArrowRight", "ArrowRight", "Shift+ArrowRight", "Control+ArrowLeft"])
    await page.keyboard.press(key);
  await page.keyboard.press("Escape");
  await expect(page.locator(".wp-time.moving")).toHaveCount(0);
  expect(await dates()).toEqual([`${YEAR}-03-01`, `${YEAR}-05-31`]);
  await page.keyboard.press("Enter");
  for (const key of ["ArrowRight", "ArrowRight", "Shift+ArrowRight"]) await page.keyboard.press(key);
  await page.keyboard.press("Enter");
  await expect.poll(dates).toEqual([`${YEAR}-03-03`, `${YEAR}-06-03`]);

  const bar = page.locator("[data-row]").nth(1).locator(".grip");
  const box = await bar.boundingBox();
  const [x, y] = [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + 12];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 60, y, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => ((await dates())[0] ?? "") > `${YEAR}-03-20`).toBe(true);

  const wide = () => page.locator("svg.wp-head").evaluate((svg) => svg.getBoundingClientRect().width);
  const before = await wide();
  await cell(page, 1, 1).focus();
  await page.keyboard.press("+");
  await expect.poll(wide).toBeGreaterThan(before * 1.3);
  await page.keyboard.press("ArrowLeft");
  await expect(cell(page, 0, 1)).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect(page.locator("tr[data-row]")).toHaveCount(1);
  await expect(page.locator("tr[data-row]").first()).toHaveAttribute("aria-expanded", "false");
  await page.keyboard.press("ArrowRight");
  await expect(page.locator("tr[data-row]")).toHaveCount(3);
  await accessibleByDayAndNight(page);

  await test.step("put to decision, it is frozen, and the decision is about exactly this text", async () => {
    await page.getByRole("button", { name: t("decide") }).click();
    await send(page.getByRole("dialog"));
    await expect(page).toHaveURL(/\/decisions\/[0-9a-f-]{36}$/);
    const decision = new URL(page.url()).pathname.split("/").at(-1);
    const { snapshots } = await secretariat.send<{ snapshots: { sha256: string }[] }>("GET", `workplans/${id}`);
    const { subject } = await secretariat.send<{ subject: { id: string; sha256: string } }>(
      "GET",
      `decisions/${decision}`,
    );
    expect(subject).toMatchObject({ id, sha256: snapshots[0]?.sha256 });
  });
});

test("what is taken out for UN INFO goes in again: looked through first, and told by row and column", async ({
  open,
  api,
}) => {
  const context = await api("secretariat");
  const { id } = await draft(new Api(context), "uninfo");
  const file = await context.get(`/api/v1/networks/${NETWORK}/workplans/${id}/uninfo.xlsx`);
  const page = await open({ person: "secretariat" });
  await page.goto(`/${NETWORK}/workplans/import?plan=${id}`);
  await ready(page);
  const field = page.locator("input[type=file]");
  await field.setInputFiles({ name: "uninfo.xlsx", mimeType: "application/octet-stream", buffer: await file.body() });
  await page.getByRole("button", { name: t("check") }).click();
  await expect(
    page.getByRole("status").filter({ hasText: t("importReport", { rows: 2, added: 0, changed: 0, unchanged: 2 }) }),
  ).toBeVisible();
  const broken = "Country,Sub-Output\nTurkmenistan,Something\n";
  await field.setInputFiles({ name: "uninfo.csv", mimeType: "text/csv", buffer: Buffer.from(broken) });
  await page.getByRole("button", { name: t("check") }).click();
  await expect(page.locator("[data-fault], .problem").first()).toBeVisible();
  await accessible(page);
});

test("a focal point reports on a phone, begun with what stood before", async ({ open, api }) => {
  const iom = new Api(await api("iom"));
  const { items } = await iom.send<{ items: Plan[] }>("GET", "workplans?running=true");
  const plan = items[0];
  expect(plan, "a plan runs today").toBeDefined();
  const day = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Ashgabat" }).format(new Date());
  const [now = ""] = quarters(plan?.starts_on ?? "", plan?.ends_on ?? "", day);
  expect(owing([now], day)).toBe(now);
  const { items: members } = await iom.send<{ items: { organisation_id: string; acronym: string }[] }>(
    "GET",
    "members",
  );
  const me = members.find((each) => each.acronym === "IOM")?.organisation_id;
  const owed = await iom.send<Owed>("GET", `owed-updates/${me}?period=${now}`);
  const which = owed.items.find((each) => each.update === null)?.activity_id;
  expect(which, "something is still to be reported").toBeDefined();

  const page = await open({ person: "iom", language: "ru", phone: true });
  const ru = speaker(strings, "ru");
  await page.goto(`/${NETWORK}/workplans/${plan?.id}`);
  await ready(page);
  await expect(page.getByRole("heading", { name: ru("mineFirst") })).toBeVisible();
  await expect(page.getByRole("treegrid")).toHaveCount(0);
  await fits(page);
  await accessible(page);
  await page.goto(`/${NETWORK}/workplans/${plan?.id}/activities/${which}?panel=update&quarter=${now}`);
  await ready(page);
  const dialog = page.getByRole("dialog");
  await dialog.locator("[name=progress]").fill("Две группы обучены в Мары.");
  await dialog.locator("[name=expenditure]").fill("1 250,50");
  await accessible(page);
  await send(dialog);
  const update = page.locator(`[data-update="IOM ${now}"]`);
  await expect(update).toContainText("Две группы обучены в Мары.");
  await expect(update).toContainText(word("activity_update.state.submitted", "ru"));
  await expect(update).toContainText("1\u00a0250");
});

test("every view is open to all, in three languages, by day and by night", async ({ open, api }) => {
  test.setTimeout(240_000);
  const { items } = await new Api(await api("viewer")).send<{ items: Plan[] }>("GET", "workplans?running=true");
  const id = items[0]?.id;
  for (const [language, theme] of [
    ["en", "light"],
    ["ru", "dark"],
    ["tk", "light"],
  ] as const) {
    const say = speaker(strings, language);
    const page = await open({ person: "viewer", language, theme });
    await page.goto(`/${NETWORK}/workplans/${id}`);
    await ready(page);
    const rest = ["agencies", "objectives", "risks", "versions"] as const;
    for (const view of ["table", "money", ...(language === "en" ? rest : []), "gantt"] as const) {
      const views = page.getByRole("navigation", { name: say("views") });
      await views.getByRole("link", { name: say(`view_${view}`), exact: true }).click();
      await expect(page).toHaveURL(new RegExp(`view=${view}`));
      await ready(page);
      if (view === "money") await expect(page.getByTestId("agrees")).toHaveText(say("agree"));
      await accessible(page);
    }
    await expect(page.getByTestId("moves")).toHaveCount(0);
    if (language === "en") {
      const papers = page.getByRole("listitem").locator("a[download]");
      for (const each of await papers.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href)))
        expect((await page.request.get(each)).status(), each).toBe(200);
    }
    await page.setViewportSize({ width: 320, height: 700 });
    for (const view of ["money", "risks", "table"] as const) {
      await page.goto(`/${NETWORK}/workplans/${id}?view=${view}`);
      await ready(page);
      await fits(page);
    }
  }
});
