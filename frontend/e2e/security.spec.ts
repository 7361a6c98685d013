import { expect, NETWORK, ready, signedIn, test } from "./support/test";

/** What tries to become script wherever text of people is shown. */
const CORPUS = [
  "<script>window.hit=1</script>",
  '<img src=x onerror="window.hit=1">',
  "<svg/onload=window.hit=1>",
  '"><iframe srcdoc="<script>parent.hit=1</script>">',
  "javascript:window.hit=1",
  "{{constructor.constructor('window.hit=1')()}}",
  "$" + "{window.hit=1}",
  "<a href='javascript:window.hit=1'>x</a>",
  "\u202Eevil\u202C <b onmouseover=window.hit=1>b</b>",
].join("\n\n");

test("text of people is never run as script", async ({ open, baseURL }) => {
  const api = await signedIn("secretariat", baseURL ?? "");
  const made = await api.post(`/api/v1/networks/${NETWORK}/decisions`, {
    data: {
      kind: "other",
      title: { en: '<img src=x onerror="window.hit=1"> title' },
      texts: { en: CORPUS },
      authoritative: "en",
      visibility: "members",
    },
  });
  expect(made.status()).toBe(201);
  const { id, version } = (await made.json()) as { id: string; version: number };
  const opened = await api.post(`/api/v1/networks/${NETWORK}/decisions/${id}/open`, {
    headers: { "If-Match": `"${version}-e2e"` },
    data: { procedure: "silence", deadline_at: new Date(Date.now() + 80 * 3_600_000).toISOString() },
  });
  expect(opened.status()).toBe(200);

  const page = await open({ person: "undp" });
  await page.goto(`/${NETWORK}/decisions/${id}?panel=answer`);
  await ready(page);
  await expect(page.getByTestId("text")).toContainText("<script>window.hit=1</script>");
  await page.locator("input[value=objection]").check();
  await page.locator("textarea[name=text]").fill(CORPUS);
  await page.locator("textarea[name=would_resolve]").fill("<script>window.hit=1</script>");
  await page.locator("dialog [type=submit]").click();
  await expect(page.getByTestId("seats").locator('[data-organisation="UNDP"]')).toContainText("onerror");
  for (const address of ["", "/decisions", "/journal", "/search?q=title", `/decisions/${id}/proof`]) {
    await page.goto(`/${NETWORK}${address}`);
    await ready(page);
  }
  expect(await page.evaluate(() => (window as unknown as { hit?: number }).hit)).toBeUndefined();

  const latest = (await (await api.get(`/api/v1/networks/${NETWORK}/decisions/${id}`)).json()) as { version: number };
  const gone = await api.post(`/api/v1/networks/${NETWORK}/decisions/${id}/revise`, {
    headers: { "If-Match": `"${latest.version}-e2e"` },
    data: { reason: "the corpus has done its work" },
  });
  expect(gone.status()).toBe(200);
  await api.dispose();
});

test("the content security policy stops what a page would still let in", async ({ browser, baseURL }) => {
  const page = await browser.newPage();
  await page.goto(`${baseURL}/sign-in`);
  const policy = (await page.request.get(`${baseURL}/sign-in`)).headers()["content-security-policy"] ?? "";
  expect(policy).toContain("default-src 'self'");
  expect(policy).not.toContain("unsafe");
  const stopped = await page.evaluate(
    () =>
      new Promise<string>((done) => {
        document.addEventListener("securitypolicyviolation", (event) => done(event.violatedDirective));
        const script = document.createElement("script");
        script.textContent = "window.hit = 1";
        document.head.append(script);
        setTimeout(() => done("nothing was stopped"), 3000);
      }),
  );
  expect(stopped).toContain("script-src");
  expect(await page.evaluate(() => (window as unknown as { hit?: number }).hit)).toBeUndefined();
  await page.close();
});

test("sign-in goes back only into this site", async ({ open }) => {
  const page = await open();
  await page.goto("/sign-in?next=//evil.example/");
  await page.locator("[name=email]").fill("who@demo.example");
  await page.locator("[name=password]").fill("not the password");
  await page.locator("[type=submit]").click();
  await expect(page.getByRole("alert")).toBeVisible();
  await page.locator("[name=email]").fill("unfpa@demo.example");
  await page.locator("[name=password]").fill("migration-network-demo");
  await page.locator("[type=submit]").click();
  await expect(page).toHaveURL(new RegExp(`/${NETWORK}$`));
});
