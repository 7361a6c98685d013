import {
  type APIRequestContext,
  type BrowserContext,
  test as base,
  expect,
  type Page,
  request,
} from "@playwright/test";
import type { Language } from "./words";

export { expect } from "@playwright/test";

export const PASSWORD = "migration-network-demo";
export const NETWORK = "turkmenistan";
export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

export interface Reader {
  /** The part before @demo.example; nobody is signed in without. */
  person?: string;
  language?: Language;
  theme?: "light" | "dark";
  phone?: boolean;
  width?: number;
}

type Cookies = Awaited<ReturnType<BrowserContext["cookies"]>>;
const sessions = new Map<string, Cookies>();

async function cookiesOf(person: string, baseURL: string): Promise<Cookies> {
  const kept = sessions.get(person);
  if (kept) return kept;
  const api = await signedIn(person, baseURL);
  const { cookies } = await api.storageState();
  await api.dispose();
  sessions.set(person, cookies as Cookies);
  return cookies as Cookies;
}

/** The API as this person, for what a test only prepares. */
export async function signedIn(person: string, baseURL: string): Promise<APIRequestContext> {
  const api = await request.newContext({ baseURL });
  const answer = await api.post("/api/v1/auth/session", {
    data: { email: `${person}@demo.example`, password: PASSWORD },
  });
  expect(answer.status(), `${person} can sign in`).toBe(204);
  return api;
}

/** Everything a page must never do, whatever is tested on it. */
function watch(page: Page, origin: string, faults: string[]): void {
  page.on("pageerror", (error) => faults.push(`script error: ${error.message}`));
  page.on("console", (message) => {
    const text = message.text();
    // A refused request is told to the page and shown there; the browser logs it as well.
    if (message.type() === "error" && !text.startsWith("Failed to load resource")) faults.push(`console: ${text}`);
  });
  page.on("request", (sent) => {
    const url = sent.url();
    if (!url.startsWith(origin) && !url.startsWith("data:")) faults.push(`third-party request: ${url}`);
  });
  page.on("response", (answer) => {
    if (answer.status() >= 500) faults.push(`${answer.status()} from ${answer.url()}`);
  });
}

interface Fixtures {
  /** A browser of its own for a reader; the test fails on any script error, CSP report or third-party request. */
  open: (reader?: Reader) => Promise<Page>;
  api: (person: string) => Promise<APIRequestContext>;
}

export const test = base.extend<Fixtures>({
  open: async ({ browser, baseURL }, use) => {
    const origin = baseURL ?? "";
    const contexts: BrowserContext[] = [];
    const faults: string[] = [];
    await use(async ({ person, language = "en", theme = "light", phone = false, width } = {}) => {
      const size = phone ? PHONE : DESKTOP;
      const context = await browser.newContext({
        viewport: width ? { width, height: size.height } : size,
        hasTouch: phone,
        storageState: {
          cookies: person ? await cookiesOf(person, origin) : [],
          origins: [
            {
              origin,
              localStorage: [
                { name: "unmn.language", value: language },
                { name: "unmn.theme", value: theme },
              ],
            },
          ],
        },
      });
      contexts.push(context);
      await context.exposeBinding("cspReport", (_, what: string) => faults.push(`CSP: ${what}`));
      await context.addInitScript(() => {
        document.addEventListener("securitypolicyviolation", (event) => {
          const page = window as unknown as { cspReport: (what: string) => void };
          page.cspReport(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
        });
      });
      const page = await context.newPage();
      watch(page, origin, faults);
      return page;
    });
    for (const context of contexts) await context.close();
    expect(faults).toEqual([]);
  },
  api: async ({ baseURL }, use) => {
    const open: APIRequestContext[] = [];
    await use(async (person) => {
      const made = await signedIn(person, baseURL ?? "");
      open.push(made);
      return made;
    });
    for (const each of open) await each.dispose();
  },
});

/** The page is there: one heading, nothing loading, no problem shown. */
export async function ready(page: Page): Promise<void> {
  await expect(page.locator("h1")).toHaveCount(1);
  await expect(page.locator("h1")).toBeVisible();
  await expect(page.locator(".bones")).toHaveCount(0);
}

/** Nothing is wider than the window. */
export async function fits(page: Page): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(over, `${page.url()} scrolls sideways by ${over} px`).toBeLessThanOrEqual(0);
}
