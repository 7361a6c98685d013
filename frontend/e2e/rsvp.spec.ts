import { strings as invited } from "../src/features/meetings/invitations.strings";
import { strings as feeds } from "../src/features/people/feeds.strings";
import { strings } from "../src/mail/rsvp.strings";
import { strings as shared } from "../src/mail/strings";
import { accessibleByDayAndNight } from "./support/accessible";
import { Api, inSeconds, send } from "./support/acts";
import { expect, fits, NETWORK, PHONE, ready, test } from "./support/test";
import { LANGUAGES, type Language, speaker, word } from "./support/words";

/** Who comes and who came: by the link in the mail, on the meeting's page, in the room from a phone. */
interface Meeting {
  id: string;
  number: string;
  version: number;
}

const TITLE = { en: "Data for the region", ru: "Данные для региона", tk: "Sebit üçin maglumatlar" };

async function convened(api: Api): Promise<Meeting> {
  const draft = await api.send<Meeting>("POST", "meetings", {
    kind: "thematic",
    title: TITLE,
    starts_at: inSeconds(20 * 86_400),
    ends_at: inSeconds(20 * 86_400 + 7_200),
    place: "UN House, Ashgabat",
    modality: "hybrid",
    link: "https://meet.example/data",
  });
  for (const [kind, en] of [
    ["discussion", "Flows in the region"],
    ["decision", "A common list"],
  ])
    await api.send("POST", `meetings/${draft.id}/agenda-items`, { kind, title: { en }, duration_minutes: 20 });
  const { version } = await api.send<Meeting>("GET", `meetings/${draft.id}`);
  return api.send<Meeting>("POST", `meetings/${draft.id}/convene`, undefined, version);
}

/** The link in the newest mail of a kind to an address. */
async function linkTo(api: Api, address: string, kind = "meeting-invitation"): Promise<string> {
  const { items } = await api.send<{ items: { id: string; address: string; kind: string }[] }>(
    "GET",
    "outbox?limit=100",
  );
  const mail = items.find((each) => each.kind === kind && each.address.startsWith(address));
  const read = await api.send<{ body: string }>("GET", `outbox/${mail?.id}`);
  return read.body.match(/https?:\/\/\S+(\/r\/[A-Za-z0-9_-]+)/)?.[1] as string;
}

interface Sheet {
  organisations: { acronym: string; answer: string | null; coming: { name: string }[]; presence: string | null }[];
  version: number;
}
const sheetOf = (api: Api, id: string) => api.send<Sheet>("GET", `meetings/${id}/invitations`);
const seat = (sheet: Sheet, acronym: string) => sheet.organisations.find((each) => each.acronym === acronym);

const PEOPLE: Record<Language, [person: string, acronym: string]> = {
  en: ["undrr", "UNDRR"],
  ru: ["unoct", "UNOCT"],
  tk: ["who", "WHO"],
};

for (const language of LANGUAGES) {
  test(`an organisation says by link who comes, in ${language}, and whoever records the attendance finds them`, async ({
    open,
    api,
  }) => {
    test.setTimeout(240_000);
    const t = speaker(strings, language);
    const s = speaker(shared, language);
    const o = speaker(invited, language);
    const [person, acronym] = PEOPLE[language];
    const secretariat = new Api(await api("secretariat"));
    const meeting = await convened(secretariat);
    const link = await linkTo(secretariat, `${person}@`);
    const page = await open({ language, phone: true });

    await test.step("the page of the link says when, where and what, and changes nothing", async () => {
      await page.goto(`${link}?as=yes`);
      await expect(page.locator("html")).toHaveAttribute("lang", language);
      await expect(page.getByRole("heading", { level: 1, name: TITLE[language] })).toBeVisible();
      await expect(page.locator(".facts")).toContainText("UN House, Ashgabat");
      await expect(page.locator(".agenda > li")).toHaveCount(2);
      await expect(page.getByRole("radio", { name: word("rsvp.yes", language), exact: true })).toBeChecked();
      await accessibleByDayAndNight(page);
      await page.setViewportSize({ width: 320, height: 640 });
      await fits(page);
      await page.setViewportSize(PHONE);
      expect(seat(await sheetOf(secretariat, meeting.id), acronym)?.answer).toBeNull();
    });
    await test.step("two come, one of them remote; by keyboard alone", async () => {
      await page.locator("#who-0").fill("Aýna Öwezowa");
      await page.getByRole("button", { name: t("add") }).press("Enter");
      await expect(page.locator("#who-1")).toBeFocused();
      await page.keyboard.type("Иван Петров");
      await page
        .getByRole("radio", { name: word("attendance.remote", language) })
        .nth(1)
        .press("Space");
      await accessibleByDayAndNight(page);
      await page.getByRole("button", { name: s("record", { value: word("rsvp.yes", language) }) }).press("Enter");
      await expect(page.getByRole("heading", { level: 1, name: s("recorded") })).toBeFocused();
      await expect(page.locator(".receipt")).toContainText(`Иван Петров, ${word("attendance.remote", language)}`);
      await accessibleByDayAndNight(page);
      const mine = seat(await sheetOf(secretariat, meeting.id), acronym);
      expect([mine?.answer, mine?.coming.map((each) => each.name)]).toEqual(["yes", ["Aýna Öwezowa", "Иван Петров"]]);
    });

    const desk = await open({ person: "secretariat", language });
    await test.step("the meeting's page shows it, and the secretariat invites a guest", async () => {
      await desk.goto(`/${NETWORK}/meetings/${meeting.id}?tab=people`);
      await ready(desk);
      await expect(desk.locator(`[data-organisation=${acronym}]`)).toContainText("Aýna Öwezowa");
      await desk.getByRole("button", { name: o("inviteGuest") }).click();
      const dialog = desk.getByRole("dialog");
      await dialog.locator("[name=name]").fill("Dr Guest");
      await dialog.locator("[name=email]").fill(`guest-${language}@sms.example`);
      await dialog.locator("[name=language]").selectOption(language);
      await dialog.locator("summary").click();
      await dialog.getByRole("checkbox").first().check();
      await send(dialog);
      await expect(desk.getByRole("region", { name: o("guests") })).toContainText("Dr Guest");
      await accessibleByDayAndNight(desk);
    });
    await test.step("the guest answers by a link of their own and reads of their item only", async () => {
      await page.goto(await linkTo(secretariat, `guest-${language}@`));
      await expect(page.locator(".agenda > li")).toHaveCount(1);
      await page.getByRole("radio", { name: word("rsvp.maybe", language) }).check();
      await accessibleByDayAndNight(page);
      await page.getByRole("button", { name: s("record", { value: word("rsvp.maybe", language) }) }).click();
      await expect(page.getByRole("heading", { level: 1, name: s("recorded") })).toBeFocused();
    });
    await test.step("in session: one touch on a phone records who came", async () => {
      const { version } = await secretariat.send<Meeting>("GET", `meetings/${meeting.id}`);
      await secretariat.send("POST", `meetings/${meeting.id}/start`, undefined, version);
      const phone = await open({ person: "secretariat", language, phone: true });
      await phone.goto(`/${NETWORK}/meetings/${meeting.id}?tab=people`);
      await ready(phone);
      const place = phone.locator(`li[data-organisation=${acronym}]`);
      await place.getByRole("button", { name: word("attendance.in_room", language), exact: true }).tap();
      await expect(place.getByRole("textbox").first()).toHaveValue("Aýna Öwezowa");
      await expect.poll(async () => seat(await sheetOf(secretariat, meeting.id), acronym)?.presence).toBe("in_room");
      await fits(phone);
      await accessibleByDayAndNight(phone);
      const [paper] = await Promise.all([
        phone.waitForEvent("download"),
        phone.getByRole("link", { name: o("sheet") }).click(),
      ]);
      expect(paper.suggestedFilename()).toBe(`${meeting.number.replaceAll("/", "-")}-attendance.pdf`);
    });
    await test.step("the link is dead once it has begun, and says so", async () => {
      await page.goto(link);
      await expect(page.getByRole("radio")).toHaveCount(0);
      await expect(page.locator(".receipt h1")).toBeVisible();
      await accessibleByDayAndNight(page);
    });
  });
}

test("a calendar of one's own is made, read and ended in the account", async ({ open, api }) => {
  const f = speaker(feeds, "en");
  const page = await open({ person: "undp" });
  await page.goto("/me");
  await ready(page);
  await page.getByRole("button", { name: f("make") }).click();
  const dialog = page.getByRole("dialog");
  await dialog.locator("[name=name]").fill("Outlook at work");
  await send(dialog);
  const address = (await page.locator(".once pre").textContent()) ?? "";
  expect(address).toMatch(/\/calendar\/[A-Za-z0-9_-]{40,}\.ics$/);
  await accessibleByDayAndNight(page);
  const reader = await api("undp");
  const read = await reader.get(new URL(address).pathname);
  expect(read.headers()["content-type"]).toBe("text/calendar; charset=utf-8");
  expect(await read.text()).toContain("BEGIN:VEVENT");
  await page.getByRole("button", { name: `${f("end")} Outlook at work` }).click();
  await send(page.getByRole("dialog"));
  await expect(page.getByText("Outlook at work")).toHaveCount(0);
  expect((await reader.get(new URL(address).pathname)).status()).toBe(404);
});
