import type { Locator, Page } from "@playwright/test";
import { strings as minutes } from "../src/features/minutes/strings";
import { common } from "../src/i18n/common";
import { accessible } from "./support/accessible";
import { Api, atDutyStation, inSeconds, move } from "./support/acts";
import { expect, fits, NETWORK, ready, test } from "./support/test";
import { LANGUAGES, type Language, speaker, word } from "./support/words";

interface Meeting {
  id: string;
  version: number;
  agenda_items: { id: string; version: number }[];
  invitations: { acronym: string; organisation_id: string }[];
}

interface Read {
  state: string;
  sha256: string | null;
  version_count: number;
  objection_count: number;
}

const t = speaker(minutes, "en");
const c = speaker(common, "en");

/** A meeting that took place: two items with what was said and what came of it, and who was there. */
async function held(api: Api, title: string): Promise<string> {
  const made = await api.send<Meeting>("POST", "meetings", {
    title: { en: title, ru: "Заседание о навыках", tk: "Başarnyklar baradaky mejlis" },
    kind: "thematic",
    starts_at: inSeconds(-7200).toISOString(),
    ends_at: inSeconds(-3600).toISOString(),
    place: "UN House",
  });
  const items = [
    ["Skills in the building trade", "Employers asked for a day of trial work.", "UNDP drafts a note on trial work."],
    ["Next steps", "Two dates were named.", "The members meet again in spring."],
  ];
  for (const [named, notes] of items)
    await api.send("POST", `meetings/${made.id}/agenda-items`, { kind: "discussion", title: { en: named }, notes });
  const now = () => api.send<Meeting>("GET", `meetings/${made.id}`);
  await api.send("POST", `meetings/${made.id}/convene`, undefined, (await now()).version);
  await api.send("POST", `meetings/${made.id}/end`, undefined, (await now()).version);
  const { version, invitations, agenda_items } = await now();
  const entries = invitations.map(({ acronym, organisation_id }) => ({
    organisation_id,
    presence: acronym === "UNOCT" ? "absent" : "in_room",
  }));
  await api.send("PUT", `meetings/${made.id}/attendance`, { entries }, version);
  for (const [at, item] of agenda_items.entries())
    await api.send(
      "PATCH",
      `meetings/${made.id}/agenda-items/${item.id}`,
      { outcome: items[at]?.[2] },
      (await now()).agenda_items.find((each) => each.id === item.id)?.version,
    );
  return made.id;
}

const paragraph = (page: Page, words: string): Locator =>
  page.getByTestId("text").locator("[data-paragraph]", { hasText: words });

/** Write one paragraph over, where it stands. */
async function rewrite(page: Page, words: string, said: string): Promise<Locator> {
  const line = paragraph(page, words);
  await line.locator(".pencil").click();
  const field = page.locator(".writing textarea");
  await field.fill(said);
  await page
    .locator(".writing")
    .getByRole("button", { name: c("save") })
    .click();
  return field;
}

const until = (instant: Date) => async (dialog: Locator) =>
  void (await dialog.locator("[name=window_ends_at]").fill(atDutyStation(instant)));

test("minutes are written from the record, by two officers at once, commented, adopted and corrected", async ({
  open,
  api,
}) => {
  test.setTimeout(240_000);
  const secretariat = new Api(await api("secretariat"));
  const id = await held(secretariat, "Trial work and skills");
  const read = () => secretariat.send<Read>("GET", `meetings/${id}/minutes`);
  const page = await open({ person: "secretariat" });
  const address = `/${NETWORK}/meetings/${id}/minutes`;

  await test.step("they write themselves", async () => {
    await page.goto(`/${NETWORK}/meetings/${id}`);
    await ready(page);
    await page.getByRole("link", { name: t("minutes"), exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`${address}$`));
    await ready(page);
    await expect(page.getByText(t("writeThemselves"))).toBeVisible();
    await accessible(page);
    await move(page, "minutes.move.generate", "en");
    await expect(page.locator("h1")).toContainText(word("minutes.state.draft", "en"));
    await expect(paragraph(page, "UNDP drafts a note on trial work.")).toHaveCount(1);
    await expect(page.getByTestId("text")).toContainText("UNOCT");
    await accessible(page);
  });

  const other = await open({ person: "secretariat" });
  await test.step("two officers write the same paragraph: both texts stay until one is chosen", async () => {
    await other.goto(address);
    await ready(other);
    await paragraph(other, "Two dates were named.").locator(".pencil").click();
    await rewrite(page, "Two dates were named.", "Two dates in April were named.");
    await expect(paragraph(page, "Two dates in April were named.")).toHaveCount(1);
    await other.locator(".writing textarea").fill("Two dates were named, both on a Thursday.");
    await other
      .locator(".writing")
      .getByRole("button", { name: c("save") })
      .click();
    const both = other.getByRole("alert");
    await expect(both.locator("ins").first()).toContainText("April");
    await expect(both).toContainText("both on a Thursday");
    await accessible(other);
    await both.getByRole("button", { name: t("intoMine") }).click();
    await other.locator(".writing textarea").fill("Two dates in April were named, both on a Thursday.");
    await other
      .locator(".writing")
      .getByRole("button", { name: c("save") })
      .click();
    await expect(paragraph(other, "Two dates in April were named, both on a Thursday.")).toHaveCount(1);
  });

  await test.step("two officers write the whole text: different paragraphs fit, the same one is chosen", async () => {
    await page.reload();
    await ready(page);
    await other.reload();
    await ready(other);
    for (const each of [page, other]) await each.getByRole("button", { name: t("editAll") }).click();
    const field = (of: Page, words: string) => of.locator("textarea").filter({ hasText: words });
    await field(page, "Employers asked").fill("Employers in Balkan asked for a day of trial work.");
    await field(page, "The members meet again").fill("**Outcome.** The members meet again in April.");
    await page
      .locator(".whole")
      .getByRole("button", { name: c("save") })
      .click();
    await expect(page.getByRole("status").filter({ hasText: /Saved/ })).toBeVisible();

    await field(other, "UNDP drafts").fill("**Outcome.** UNDP and IOM draft a note on trial work.");
    await field(other, "The members meet again").fill("**Outcome.** The members meet again in May.");
    await expect(other.getByText(t("unsaved"))).toBeVisible();
    // the line drops and the page is opened anew: what was typed is there
    await other.reload();
    await ready(other);
    await expect(other.getByText(t("goOnDraft"))).toBeVisible();
    await other
      .locator(".body")
      .getByRole("button", { name: t("editAll") })
      .click();
    await expect(field(other, "UNDP and IOM draft")).toHaveCount(1);
    await other
      .locator(".whole")
      .getByRole("button", { name: c("save") })
      .click();
    await expect(other.getByText(t("otherSaved"))).toBeVisible();
    await expect(other.locator("[data-conflict]")).toHaveCount(1);
    await expect(other.locator("[data-conflict]")).toContainText("April");
    await expect(other.locator("[data-conflict]")).toContainText("May");
    await accessible(other);
    await other.getByLabel(t("choose_theirs")).check();
    await other.getByRole("button", { name: t("saveTogether") }).click();
    await expect(other.getByText(t("otherSaved"))).toHaveCount(0);
    await other.getByRole("button", { name: t("leaveEditor") }).click();
    for (const words of ["Employers in Balkan asked", "UNDP and IOM draft a note", "meet again in April"])
      await expect(paragraph(other, words)).toHaveCount(1);
  });

  await test.step("versions are compared side by side, and an earlier one is restored", async () => {
    const before = (await read()).version_count;
    await other.goto(`${address}?tab=versions&base=1&how=side`);
    await expect(other.getByTestId("versions").locator("li")).toHaveCount(before);
    await expect(other.getByTestId("diff").locator(".pair ins").first()).toBeVisible();
    await expect(other.getByTestId("diff").locator(".pair del").first()).toBeVisible();
    await accessible(other);
    await other.getByRole("button", { name: t("restoreVersion", { number: 1 }) }).click();
    await other
      .getByRole("dialog")
      .getByRole("button", { name: t("restore"), exact: true })
      .click();
    await expect.poll(async () => (await read()).version_count).toBe(before + 1);
    await other.getByRole("button", { name: t("restoreVersion", { number: before }) }).click();
    await other
      .getByRole("dialog")
      .getByRole("button", { name: t("restore"), exact: true })
      .click();
    await expect.poll(async () => (await read()).version_count).toBe(before + 2);
  });

  await test.step("what changed in the record since is taken up; an officer's words stay", async () => {
    const meeting = await secretariat.send<Meeting>("GET", `meetings/${id}`);
    const item = meeting.agenda_items.at(0);
    await secretariat.send(
      "PATCH",
      `meetings/${id}/agenda-items/${item?.id}`,
      { notes: "Employers and schools asked for a day of trial work." },
      item?.version,
    );
    await page.goto(`${address}?tab=record`);
    await ready(page);
    await expect(page.locator("[data-change=kept]")).toContainText("and schools");
    await accessible(page);
  });

  await test.step("circulated until the end of the window", async () => {
    await page.goto(address);
    await ready(page);
    await move(page, "minutes.move.circulate", "en", until(inSeconds(75)));
    await expect(page.locator("h1")).toContainText(word("minutes.state.circulated", "en"));
    await expect(page.locator("[data-attended=WHO]")).toContainText(t("has_nothing"));
    await expect(page.locator("[data-attended=UNOCT]")).toHaveCount(0);
  });

  await test.step("a member who was there objects beside a paragraph, and lifts it again", async () => {
    const member = await open({ person: "who", phone: true });
    await member.goto(address);
    await ready(member);
    await paragraph(member, "UNDP and IOM draft a note").locator(".beside").click();
    const thread = member.locator(".thread");
    await thread.getByRole("button", { name: t("addComment") }).click();
    await thread.locator("[name=text]").fill("WHO takes part in the note, too.");
    await thread.locator("[name=objection]").check();
    await thread.locator("form [type=submit]").click();
    await expect(thread.locator("[data-remark=WHO]")).toContainText(t("objects"));
    await fits(member);
    await accessible(member);
    await expect.poll(async () => (await read()).objection_count).toBe(1);
    await thread.getByRole("button", { name: t("lift") }).click();
    await expect(thread.locator("[data-remark=WHO]")).toContainText("lifted");
    await expect.poll(async () => (await read()).objection_count).toBe(0);

    const quiet = await open({ person: "unfpa", language: "ru" });
    await quiet.goto(address);
    await ready(quiet);
    await quiet.getByRole("button", { name: speaker(minutes, "ru")("seeFor", { organisation: "UNFPA" }) }).click();
    await expect(quiet.locator("[data-attended=UNFPA]")).toContainText(speaker(minutes, "ru")("has_seen"));

    const absent = await open({ person: "unoct" });
    await absent.goto(address);
    await ready(absent);
    await expect(paragraph(absent, "UNDP and IOM draft a note")).toHaveCount(1);
    await expect(absent.locator(".minutes-text .beside:not(.some)")).toHaveCount(0);
  });

  await test.step("adopted by silence: locked with a hash that the proof explains", async () => {
    const chair = await open({ person: "rc" });
    await expect
      .poll(
        async () => {
          await chair.goto(address);
          await ready(chair);
          const name = word("minutes.move.adopt", "en");
          return chair.getByTestId("moves").getByRole("button", { name }).getAttribute("aria-disabled");
        },
        { timeout: 120_000, intervals: [5_000] },
      )
      .toBeNull();
    await move(chair, "minutes.move.adopt", "en");
    await expect(chair.locator("h1")).toContainText(word("minutes.state.adopted", "en"));
    const { sha256 } = await read();
    await expect(chair.getByTestId("hash")).toHaveText(sha256 ?? "none");
    await expect(chair.locator(".pencil")).toHaveCount(0);
    const proof = await chair.request.get(`/api/v1/networks/${NETWORK}/meetings/${id}/minutes/proof`);
    expect((await proof.json()).sha256).toBe(sha256);
    for (const format of ["pdf", "docx"])
      for (const language of LANGUAGES) {
        const path = `/api/v1/networks/${NETWORK}/meetings/${id}/minutes.${format}?language=${language}`;
        expect((await chair.request.get(path)).status(), `${format} ${language}`).toBe(200);
      }
  });

  await test.step("corrected by a numbered corrigendum, under the text and at its paragraph", async () => {
    await page.goto(address);
    await ready(page);
    await move(page, "minutes.move.corrigendum", "en", async (dialog) => {
      const option = dialog.locator("option", { hasText: "Two dates in April" });
      await dialog.locator("[name=paragraph_id]").selectOption(await option.getAttribute("value"));
      await dialog.locator("[name=text]").fill("For “April” read “May”.");
    });
    await expect(page.locator("#corrigendum-1")).toContainText("For “April” read “May”.");
    await expect(paragraph(page, "Two dates in April")).toContainText(t("corrected", { number: 1 }));
    await accessible(page);
  });

  await test.step("and read in Russian and in Turkmen, on paper and on a phone", async () => {
    for (const [language, theme] of [
      ["ru", "dark"],
      ["tk", "light"],
    ] as [Language, "light" | "dark"][]) {
      const reader = await open({ person: "undp", language, theme, phone: true });
      await reader.goto(address);
      await ready(reader);
      await expect(reader.locator("h1")).toContainText(word("minutes.state.adopted", language));
      await accessible(reader);
      await fits(reader);
      await reader.goto(`${address}?tab=translation&language=${language}`);
      await ready(reader);
      await expect(reader.locator(".translated")).toContainText(word("minutes.part.participants", language));
      await accessible(reader);
      await fits(reader);
    }
    await page.emulateMedia({ media: "print" });
    await expect(page.getByTestId("text")).toBeVisible();
    await expect(page.getByTestId("papers")).toBeHidden();
  });
});

test("what is for a narrower circle is marked for those who may read it, and left out for the others", async ({
  open,
  api,
}) => {
  const secretariat = new Api(await api("secretariat"));
  const id = await held(secretariat, "A matter for few");
  await secretariat.send("POST", `meetings/${id}/minutes`, { language: "en" });
  const text = await secretariat.send<{ parts: { id: string }[] }>("GET", `meetings/${id}/minutes`);
  const part_id = text.parts.find((each) => each.id.startsWith("item-"))?.id;
  await secretariat.send("POST", `meetings/${id}/minutes/paragraphs`, {
    part_id,
    text: "One family asked that its address be given to nobody.",
    visibility: "secretariat",
  });
  const { version } = await secretariat.send<{ version: number }>("GET", `meetings/${id}/minutes`);
  await secretariat.send("POST", `meetings/${id}/minutes/circulate`, {}, version);

  const chair = await open({ person: "rc", theme: "dark" });
  await chair.goto(`/${NETWORK}/meetings/${id}/minutes`);
  await ready(chair);
  const few = paragraph(chair, "One family asked");
  await expect(few.locator(".within")).toContainText(word("visibility.secretariat", "en"));
  await accessible(chair);

  const member = await open({ person: "undp", language: "tk" });
  await member.goto(`/${NETWORK}/meetings/${id}/minutes`);
  await ready(member);
  await expect(member.getByText(speaker(minutes, "tk")("withheld"))).toBeVisible();
  await expect(member.getByText("One family asked")).toHaveCount(0);
  await accessible(member);
});
