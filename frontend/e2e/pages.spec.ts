import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, fits, NETWORK, ready, test } from "./support/test";
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
  const proposal = await first("proposals");
  const at = (path: string) => `/${NETWORK}${path}`;
  return [
    at(""),
    at("/meetings"),
    at(`/meetings/${convened}`),
    at(`/meetings/${held}`),
    at("/decisions"),
    at("/decisions?state=adopted&kind=procedure"),
    at(`/decisions/${open}`),
    at(`/decisions/${adopted}`),
    at(`/decisions/${open}/proof`),
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

async function accessible(page: Page): Promise<void> {
  const found = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze();
  const told = found.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`,
  );
  expect(told, `axe on ${page.url()}`).toEqual([]);
}

for (const language of LANGUAGES) {
  for (const theme of ["light", "dark"] as const) {
    for (const phone of [false, true]) {
      test(`every page: ${language}, ${theme}, ${phone ? "phone" : "desktop"}`, async ({ open }) => {
        test.slow();
        const page = await open({ person: "secretariat", language, theme, phone });
        for (const address of await addresses(page)) {
          await test.step(address, async () => {
            await page.goto(address);
            await ready(page);
            await expect(page.locator("html")).toHaveAttribute("lang", language);
            await accessible(page);
            await fits(page);
          });
        }
      });
    }
  }
}

test("every page fits 320 px", async ({ open }) => {
  test.slow();
  for (const language of ["ru", "tk"] as const) {
    const page = await open({ person: "secretariat", language, phone: true, width: 320 });
    for (const address of await addresses(page)) {
      await page.goto(address);
      await ready(page);
      await fits(page);
    }
  }
});

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
