import type { Page } from "@playwright/test";
import { accessible } from "./support/accessible";
import { DESKTOP, expect, fits, NETWORK, PHONE, ready, test } from "./support/test";
import { LANGUAGES } from "./support/words";

/** Every page there is, by what the demo network holds. */
async function addresses(page: Page): Promise<string[]> {
  const first = async (what: string, wanted: (item: Record<string, unknown>) => boolean = () => true) => {
    const answer = await page.request.get(`/api/v1/networks/${NETWORK}/${what}`);
    const { items } = (await answer.json()) as { items: Record<string, unknown>[] };
    return items.find(wanted)?.id;
  };
  const open = await first("decisions", (item) => item.state === "open");
  const adopted = await first("decisions", (item) => String(item.state).startsWith("adopted"));
  const convened = await first("meetings", (item) => item.state === "convened");
  const held = await first("meetings", (item) => item.state === "held");
  const action = await first("action-points", (item) => item.state === "open");
  const proposal = await first("proposals");
  const at = (path: string) => `/${NETWORK}${path}`;
  return [
    at(""),
    at("/meetings"),
    at(`/meetings/${convened}`),
    at(`/meetings/${held}`),
    at(`/meetings/${held}?tab=actions`),
    at(`/meetings/${held}/minutes`),
    at(`/action-points/${action}`),
    at("/decisions"),
    at("/decisions?state=adopted&kind=procedure"),
    at(`/decisions/${open}`),
    at(`/decisions/${adopted}`),
    at(`/decisions/${open}/proof`),
    at("/statements"),
    at("/public"),
    at("/objectives"),
    at("/objectives/7"),
    at("/proposals"),
    at(`/proposals/${proposal}`),
    at("/members"),
    at("/journal"),
    at("/settings"),
    at("/outbox"),
    at("/search?q=migration"),
    at("/work"),
    at("/more"),
    "/networks",
    "/me",
  ];
}

type Look = [size: { width: number; height: number }, theme: "light" | "dark", only?: "color-contrast"];

/** In the dark only the colours differ; a language changes words and widths, not colours. */
const LOOKS: Record<(typeof LANGUAGES)[number], Look[]> = {
  en: [
    [DESKTOP, "light"],
    [DESKTOP, "dark", "color-contrast"],
    [PHONE, "light"],
    [PHONE, "dark", "color-contrast"],
  ],
  ru: [
    [DESKTOP, "light"],
    [PHONE, "dark"],
  ],
  tk: [
    [DESKTOP, "dark"],
    [PHONE, "light"],
  ],
};

/** One load, looked at in each light and size. */
async function inEveryLight(page: Page, looks: Look[]): Promise<void> {
  for (const [size, theme, only] of looks) {
    await page.setViewportSize(size);
    await page.evaluate((next) => {
      document.documentElement.dataset.theme = next;
    }, theme);
    await ready(page);
    await fits(page);
    await accessible(page, only);
  }
  await page.setViewportSize({ width: 320, height: 640 });
  await fits(page);
  await page.setViewportSize(DESKTOP);
}

const PARTS = 3;
for (const language of LANGUAGES) {
  for (let part = 0; part < PARTS; part += 1) {
    test(`every page in ${language}, light and dark, wide, on a phone and at 320 px (${part + 1} of ${PARTS})`, async ({
      open,
    }) => {
      test.setTimeout(600_000);
      const page = await open({ person: "secretariat", language });
      const all = await addresses(page);
      for (const address of all.filter((_, at) => at % PARTS === part)) {
        await test.step(address, async () => {
          await page.goto(address);
          await ready(page);
          await expect(page.locator("html")).toHaveAttribute("lang", language);
          await inEveryLight(page, LOOKS[language]);
        });
      }
    });
  }
}

test("what a member, a partner and a reader see holds the same", async ({ open }) => {
  test.slow();
  for (const person of ["undp", "rc", "mfa", "viewer"]) {
    const page = await open({ person });
    for (const address of [`/${NETWORK}`, `/${NETWORK}/meetings`, `/${NETWORK}/decisions`, `/${NETWORK}/objectives`]) {
      await page.goto(address);
      await ready(page);
      await accessible(page);
      await fits(page);
    }
  }
});

test("sign-in, reset and invitation are open to everybody", async ({ open }) => {
  for (const language of LANGUAGES) {
    const page = await open({ language, theme: language === "ru" ? "dark" : "light", phone: language === "tk" });
    for (const address of ["/sign-in", "/reset", "/invitation#not-a-link-that-was-ever-sent"]) {
      await page.goto(address);
      await ready(page);
      await accessible(page);
      await fits(page);
    }
  }
});
