import { strings } from "../src/features/indicators/import.strings";
import { accessible } from "./support/accessible";
import { expect, fits, NETWORK, ready, test } from "./support/test";
import { LANGUAGES, speaker } from "./support/words";

const HEAD = "indicator,period,organisation,sex,value";
const PERIOD = "2020-Q1"; // long before the demo begins

const file = (name: string, ...rows: string[]) => ({
  name,
  mimeType: "text/csv",
  buffer: Buffer.from([HEAD, ...rows].join("\n")),
});

test("a file of values is refused with its errors, then checked, left, found again and imported", async ({ open }) => {
  const t = speaker(strings, "en");
  const page = await open({ person: "undp" });
  await page.goto(`/${NETWORK}/indicators`);
  await ready(page);
  await page.getByRole("link", { name: t("title").split(" ")[0] as string, exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/${NETWORK}/indicators/import$`));
  await ready(page);
  await accessible(page);

  // with the keyboard alone: the field for the file takes the focus, the button is next
  const field = page.getByLabel(t("file"));
  await field.focus();
  await expect(field).toBeFocused();
  await field.setInputFiles(file("wrong.csv", `TKM-21.1,${PERIOD},UNDP,female,many`, `NONE,${PERIOD},UNDP,,1`));
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toHaveText(t("faultCount", { count: 2 }));
  const faults = page.getByRole("region", { name: t("faults") });
  await expect(faults.getByRole("row").nth(1)).toContainText("E · value");
  await expect(faults.getByRole("row").nth(2)).toContainText("A · indicator");
  await accessible(page);

  await page.getByRole("button", { name: t("another") }).click();
  await page
    .getByLabel(t("file"))
    .setInputFiles(file("values.csv", `TKM-21.1,${PERIOD},UNDP,female,12`, `TKM-21.1,${PERIOD},UNDP,male,0`));
  await page.getByRole("button", { name: t("check") }).click();
  await expect(page.getByText(t("would"))).toBeVisible();
  await page.reload(); // the address holds it
  await expect(page.getByText(t("would"))).toBeVisible();
  await expect(page.getByRole("row", { name: t("cellsNew") })).toContainText("2");
  await page.getByRole("button", { name: t("commit"), exact: true }).click();
  const done = t("done", { name: "values.csv", created: 1, changed: 0, unchanged: 0 });
  await expect(page.getByText(done)).toBeVisible();
  await accessible(page);

  await page.getByRole("button", { name: t("another") }).click();
  await page.getByLabel(t("file")).setInputFiles(file("values.csv", `TKM-21.1,${PERIOD},UNDP,female,12`));
  await page.getByRole("button", { name: t("check") }).click();
  await expect(page.getByText(t("nothing"))).toBeVisible();
  await expect(page.getByRole("button", { name: t("commit"), exact: true })).toHaveCount(0);
});

for (const language of LANGUAGES) {
  test(`a file that tells of persons is refused on a phone in ${language}`, async ({ open }) => {
    const t = speaker(strings, language);
    const page = await open({ person: "iom", language, phone: true });
    await page.goto(`/${NETWORK}/indicators/import`);
    await ready(page);
    await fits(page);
    await page.getByLabel(t("file")).setInputFiles({
      name: "people.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(`${HEAD},Passport\nTKM-21.1,${PERIOD},IOM,female,1,A1234567\n`),
    });
    await page.getByRole("button", { name: t("check") }).click();
    await expect(page.getByRole("alert")).toBeVisible();
    await expect(page.getByText("A1234567")).toHaveCount(0);
    await fits(page);
    await accessible(page);
  });
}
