import type { Page } from "@playwright/test";
import { strings as published } from "../src/features/statements/public.strings";
import { strings as statements } from "../src/features/statements/strings";
import { common } from "../src/i18n/common";
import { accessible } from "./support/accessible";
import { Api, inSeconds, move, send } from "./support/acts";
import { DESKTOP, expect, fits, NETWORK, PHONE, ready, test } from "./support/test";
import { LANGUAGES, speaker, word } from "./support/words";

interface Statement {
  id: string;
  key: string;
  state: string;
  version: number;
  text_hash: string;
  decision: { id: string } | null;
  translations: { language: string; version: number; stale: boolean; status: string }[];
}

const TITLE = {
  en: "Joint statement on skills",
  ru: "Совместное заявление о навыках",
  tk: "Başarnyklar barada bilelikdäki beýanat",
};
const EN = ["The Network welcomes the national programme on skills.", "It thanks all partners."];
const RU = ["Сеть приветствует национальную программу по навыкам.", "Она благодарит всех партнёров."];
const TK = ["Tor başarnyklar boýunça milli maksatnamany gutlaýar.", "Ol ähli hyzmatdaşlara minnetdardyr."];
const t = speaker(statements, "en");

const step = (page: Page, key: string) => page.getByTestId("steps").locator(`[data-step=${key}]`);
const idOf = (page: Page) => new URL(page.url()).pathname.split("/").at(-1) ?? "";

/** The members are heard and agree; what a decision goes through is walked elsewhere. */
async function agree(api: Api, co_chair: Api, id: string): Promise<void> {
  const draft = await api.decision(id);
  const open = { procedure: "silence", deadline_at: inSeconds(7).toISOString() };
  const { rounds } = await api.send<typeof draft>("POST", `decisions/${id}/open`, open, draft.version);
  for (const { organisation_id, version } of rounds[0]?.positions ?? []) {
    const path = `decisions/${id}/rounds/1/positions/${organisation_id}`;
    await api.send("PUT", path, { value: "support", source: "By telephone" }, version);
  }
  await expect.poll(async () => (await api.decision(id)).state, { timeout: 40_000 }).toBe("clear");
  await co_chair.send("POST", `decisions/${id}/adopt`, undefined, (await api.decision(id)).version);
}

test("a statement is written, translated, signed by both co-chairs, published and read by everybody", async ({
  open,
  api,
}) => {
  test.setTimeout(180_000);
  const secretariat = new Api(await api("secretariat"));
  const page = await open({ person: "secretariat" });
  const read = () => secretariat.send<Statement>("GET", `statements/${id}`);

  await page.goto(`/${NETWORK}`);
  await ready(page);
  await page.keyboard.press("g");
  await page.keyboard.press("s");
  await expect(page).toHaveURL(new RegExp(`/${NETWORK}/statements$`));
  await ready(page);
  // the key works for who may prepare a statement: the page knows that as soon as it shows the button
  await expect(page.getByRole("button", { name: t("new") })).toBeVisible();
  await page.keyboard.press("n");
  const dialog = page.getByRole("dialog");
  for (const each of LANGUAGES) await dialog.locator(`[name=title_${each}]`).fill(TITLE[each]);
  await dialog.locator("[name=text]").fill(EN.join("\n\n"));
  await dialog.locator("[name=objective_18]").check();
  await dialog.locator("[name=channel_website]").check();
  await dialog.locator("form [type=submit]").click();
  await expect(page).toHaveURL(/\/statements\/[0-9a-f-]{36}$/);
  await ready(page);
  const id = idOf(page);
  await expect(step(page, "drafted")).toHaveAttribute("data-state", "now");

  await test.step("translated beside the source, saved when the field is left, and checked", async () => {
    await page.getByRole("button", { name: /^Русский/ }).click();
    await page.getByRole("button", { name: t("translate") }).click();
    const fields = page.locator(".beside textarea");
    await expect(fields).toHaveCount(2);
    await page.locator(".beside [name=title]").fill(TITLE.ru);
    for (const [at, text] of RU.entries()) await fields.nth(at).fill(text);
    await fields.nth(1).blur();
    await expect(page.getByText(t("allTranslated"))).toBeVisible();
    await expect(page.getByRole("button", { name: t("check") })).toBeEnabled();
    await accessible(page);
    await page.getByRole("button", { name: t("check") }).click();
    await expect
      .poll(async () => (await read()).translations.find((each) => each.language === "ru")?.status)
      .toBe("checked");
    await page.getByRole("button", { name: t("backToStatement") }).click();
  });

  await test.step("when the source changes the translation is stale, and shows what changed", async () => {
    await page.keyboard.press("e");
    await dialog.locator("[name=text]").fill([EN[0], EN[1]?.replace("all partners", "all its partners")].join("\n\n"));
    await send(dialog);
    await expect(page.getByRole("button", { name: /^Русский/ })).toContainText(t("translation_stale"));
    await page.getByRole("button", { name: t("translateUpdate") }).click();
    const changed = page.locator(".beside li.changed");
    await expect(changed).toHaveCount(1);
    await expect(changed.locator("ins")).toContainText("its");
    await changed.getByRole("button", { name: t("stillFits") }).click();
    await page.getByRole("button", { name: speaker(common, "en")("save") }).click();
    await page.getByRole("button", { name: t("check") }).click();
    await page.getByRole("button", { name: t("backToStatement") }).click();
    await expect(page.getByRole("button", { name: /^Русский/ })).toContainText(t("translation_checked"));
    const { version } = (await read()).translations.find((each) => each.language === "tk") ?? { version: 0 };
    const translation = { title: TITLE.tk, text: TK.join("\n\n") };
    await secretariat.send("PUT", `statements/${id}/translations/tk`, translation, version);
    await secretariat.send("POST", `statements/${id}/translations/tk/check`, undefined, version + 1);
  });

  await test.step("put to consensus, it leads to the decision", async () => {
    await page.reload();
    await ready(page);
    await move(page, "statement.move.put_to_consensus", "en");
    await expect(page).toHaveURL(/\/decisions\/[0-9a-f-]{36}$/);
    await agree(secretariat, new Api(await api("rc")), idOf(page));
  });

  await test.step("one co-chair signs on a phone, the other one at a desk", async () => {
    const { text_hash } = await read();
    const phone = await open({ person: "rc", language: "ru", theme: "dark", phone: true });
    await phone.goto(`/${NETWORK}/statements/${id}`);
    await ready(phone);
    await expect(phone.locator(".thumb .btn.main")).toBeInViewport();
    await move(phone, "statement.move.sign", "ru", async (asked) => {
      await expect(asked).toContainText(text_hash);
      await expect(asked).toContainText(EN[0] ?? "");
    });
    await expect(step(phone, "signed")).toHaveAttribute("data-state", "now");
    await expect(step(phone, "signed").locator("li")).toHaveCount(2);
    await accessible(phone);
    await fits(phone);
    const desk = await open({ person: "iom-head", language: "tk" });
    await desk.goto(`/${NETWORK}/statements/${id}`);
    await ready(desk);
    await move(desk, "statement.move.sign", "tk");
    await expect(step(desk, "signed")).toHaveAttribute("data-state", "done");
    await expect(desk.getByTestId("signatories")).toContainText("UNHCR");
    await accessible(desk);
  });

  const { key } = await read();
  const reader = await open({ language: "ru", theme: "dark" });
  await test.step("signed is not public: nobody reads it, which is said in three languages", async () => {
    await reader.goto(`/${NETWORK}/public/statements/${key}`);
    await expect(reader.getByTestId("not-public")).toBeVisible();
    for (const each of LANGUAGES)
      await expect(reader.getByText(published.missing[each], { exact: true })).toBeVisible();
    await accessible(reader);
  });

  await test.step("published under embargo: nobody reads it before its instant", async () => {
    await page.goto(`/${NETWORK}/statements/${id}`);
    await ready(page);
    let refused = 0;
    await page.route("**/publish", (route) => {
      refused += 1;
      if (refused > 1) return route.continue();
      const problem = {
        type: "/problems/recent-sign-in-required",
        title: "Sign in again first",
        status: 403,
        detail: "",
      };
      return route.fulfill({ status: 403, contentType: "application/problem+json", json: problem });
    });
    const moves = page.getByTestId("moves");
    await moves.getByRole("button", { name: word("statement.move.publish", "en") }).click();
    const until = new Date(Date.now() + 12_000 + 5 * 3_600_000).toISOString().slice(0, 19);
    await dialog.locator("[name=embargo_at]").fill(until);
    await dialog.locator("form [type=submit]").click();
    // it is asked for a sign-in of the last minutes, above the dialog, and goes on by itself
    const again = page.getByRole("dialog", { name: speaker(common, "en")("signIn") });
    await again.locator("[name=email]").fill("secretariat@demo.example");
    await again.locator("[name=password]").fill("migration-network-demo");
    await again.locator("[type=submit]").click();
    await expect(dialog).toHaveCount(0);
    await expect(page.locator("h1")).toContainText(word("statement.state.published", "en"));
    expect(refused).toBe(2);
    await expect(page.getByTestId("same")).toContainText(t("sameHash"));
    const early = await reader.request.get(`/api/v1/public/${NETWORK}/statements/${key}`);
    expect(early.status()).toBe(404);
  });

  await test.step("then everybody reads it in three languages, on paper, and by feed", async () => {
    await expect
      .poll(async () => (await reader.request.get(`/api/v1/public/${NETWORK}/statements/${key}`)).status(), {
        timeout: 40_000,
      })
      .toBe(200);
    await reader.goto(`/${NETWORK}/public`);
    await ready(reader);
    await accessible(reader);
    await reader.getByTestId("published").getByRole("link", { name: TITLE.ru }).click();
    await expect(reader).toHaveURL(new RegExp(`/public/statements/${key}$`));
    await expect(reader.locator("h1")).toContainText(TITLE.ru);
    await expect(reader.getByTestId("text")).toContainText(RU[0] ?? "");
    await expect(reader.getByTestId("signatures").locator("li")).toHaveCount(2);
    await expect(reader).toHaveTitle(new RegExp(TITLE.ru));
    await expect(reader.locator('head meta[name="description"]')).toHaveAttribute(
      "content",
      new RegExp(key.replaceAll("-", "/").replace("/S/", "/S-")),
    );
    await accessible(reader);
    await reader.keyboard.press("]");
    await expect(reader.getByTestId("text")).toContainText(TK[0] ?? "");
    await reader.keyboard.press("[");
    await reader.getByRole("button", { name: "TK", exact: true }).click();
    await expect(reader.locator("html")).toHaveAttribute("lang", "tk");
    await expect(reader.getByTestId("text")).toContainText(TK[1] ?? "");
    for (const [size, theme] of [
      [PHONE, "light"],
      [{ width: 320, height: 640 }, "dark"],
      [DESKTOP, "light"],
    ] as const) {
      await reader.setViewportSize(size);
      await reader.evaluate((next) => {
        document.documentElement.dataset.theme = next;
      }, theme);
      await fits(reader);
    }
    await accessible(reader);
    for (const kind of ["rss", "atom"]) {
      const href = await reader
        .locator(`head link[rel=alternate][type="application/${kind}+xml"]`)
        .getAttribute("href");
      const feed = await reader.request.get(href ?? "");
      expect(feed.headers()["content-type"]).toContain(`application/${kind}+xml`);
      expect(await feed.text()).toContain(TITLE.tk);
    }
    for (const href of await reader
      .getByTestId("papers")
      .getByRole("link")
      .evaluateAll((all) => all.map((each) => (each as HTMLAnchorElement).href)))
      expect((await reader.request.get(href)).status(), href).toBe(200);
    await reader.emulateMedia({ media: "print" });
    const letters = reader.getByTestId("letters").locator("article");
    await expect(letters).toHaveCount(3);
    await expect(letters.first()).toContainText(EN[0] ?? "");
    await expect(letters.first()).toBeVisible();
    await expect(reader.getByTestId("text")).toBeHidden();
  });

  await test.step("both co-chairs withdraw it: the notice stays, the text goes from the public page", async () => {
    const rc = await open({ person: "rc" });
    await rc.goto(`/${NETWORK}/statements/${id}`);
    await ready(rc);
    await move(rc, "statement.move.withdraw", "en", (asked) =>
      asked.locator("[name=reason_en]").fill("A figure was wrong."),
    );
    await expect(rc.getByTestId("standing")).toContainText("A figure was wrong.");
    const other = await open({ person: "iom-head", language: "tk", phone: true });
    await other.goto(`/${NETWORK}/statements/${id}`);
    await ready(other);
    await move(other, "statement.move.withdraw", "tk", (asked) => expect(asked).toContainText("A figure was wrong."));
    await expect(step(other, "withdrawn")).toHaveAttribute("data-state", "done");
    const later = await open({ language: "en" });
    await later.goto(`/${NETWORK}/public/statements/${key}`);
    await ready(later);
    await expect(later.getByTestId("standing")).toContainText("A figure was wrong.");
    await expect(later.getByTestId("text")).toHaveCount(0);
    await accessible(later);
  });
});

test("a draft is found by its words, filtered, and abandoned", async ({ open, api }) => {
  const made = await new Api(await api("secretariat")).send<Statement>("POST", "statements", {
    title: { en: "Statement on quince orchards", ru: "Заявление об айвовых садах" },
    text: "The Network speaks of quince orchards.",
  });
  for (const language of LANGUAGES) {
    const page = await open({
      person: "secretariat",
      language,
      phone: language === "ru",
      theme: language === "tk" ? "dark" : "light",
    });
    const say = speaker(statements, language);
    await page.goto(`/${NETWORK}/statements`);
    await ready(page);
    await page.getByRole("searchbox", { name: say("find") }).fill("quince");
    await expect(page).toHaveURL(/q=quince/);
    await expect(page.locator("tbody tr")).toHaveCount(1);
    await page.getByRole("combobox").first().selectOption("published");
    await expect(page.getByText(say("noneSuch"))).toBeVisible();
    await page.getByRole("button", { name: say("clear") }).click();
    await expect(page.locator(`a[href$="${made.id}"]`)).toBeVisible();
    await accessible(page);
    await fits(page);
    await page.goto(`/${NETWORK}/statements/${made.id}`);
    await ready(page);
    await accessible(page);
    await fits(page);
    await page.setViewportSize({ width: 320, height: 640 });
    await fits(page);
    if (language !== "tk") continue;
    await page.setViewportSize(DESKTOP);
    await move(page, "statement.move.abandon", language);
    await expect(step(page, "abandoned")).toHaveAttribute("data-state", "done");
    await expect(step(page, "signed")).toHaveAttribute("data-state", "never");
  }
});
