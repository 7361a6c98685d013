import { h } from "./dom";
import { LANGUAGES, type Language, NAMES, say } from "./strings";

/** What the pages of mailed links share: whose they are, the three languages, light and dark as chosen before. */
const page = document.getElementById("page") as HTMLElement;
const brand = h("img", { src: "/mark.svg", alt: "", width: "28", height: "28" });
const kept = (name: string) => {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
};

export const known = (value: string | null | undefined): Language | null =>
  LANGUAGES.find((each) => each === value) ?? null;

export function root(): HTMLElement {
  const theme = kept("unmn.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  return page;
}

/** The language of the address, or the one chosen on this device. */
export const chosenBefore = (): Language | null =>
  known(new URLSearchParams(location.search).get("lang")) ?? known(kept("unmn.language"));

export function keep(next: Language): void {
  try {
    localStorage.setItem("unmn.language", next);
  } catch {
    // It then holds for this page.
  }
}

export const focusTongue = (next: Language) => page.querySelector<HTMLElement>(`.tongues [lang="${next}"]`)?.focus();

type Country = { en: string | null; ru?: string | null; tk?: string | null };

export function frame(
  spoken: Language,
  country: Country | undefined,
  speak: (next: Language) => void,
  ...body: (Node | string)[]
): void {
  document.documentElement.lang = spoken;
  const tongues = LANGUAGES.map((each) =>
    h(
      "button",
      {
        type: "button",
        lang: each,
        title: NAMES[each],
        "aria-label": NAMES[each],
        "aria-pressed": String(each === spoken),
        onclick: () => speak(each),
      },
      each.toUpperCase(),
    ),
  );
  const place = country?.[spoken] ?? country?.en;
  page.replaceChildren(
    h(
      "header",
      {},
      brand,
      h("p", { class: "whose" }, h("strong", {}, say("network", spoken)), place && h("span", {}, place)),
      h("div", { class: "tongues", role: "group", "aria-label": say("languages", spoken) }, ...tongues),
    ),
    h("main", {}, ...body),
  );
}
