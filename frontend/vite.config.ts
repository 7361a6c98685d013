import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { build, type Plugin } from "vite";
import { defineConfig } from "vitest/config";

const path = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const COMMON = path("src/i18n/common.ts");
const WORDS = path("src/i18n/words.gen.json");
const LANGUAGES = ["en", "ru", "tk"];
type InThree = Record<string, Record<string, unknown>>;

/** What `common.ts` says: an object of plain words, so it can be read without running anything else. */
function commonWords(): InThree {
  const body = readFileSync(COMMON, "utf8").replace(/export const common = /, "return ").replace(/ as const;/, ";");
  return new Function(body)() as InThree;
}

/**
 * What every page says, cut by language: `virtual:words/ru` holds Russian only, so a reader loads one language and not
 * three. In the built page `common` itself is empty and its words come from there; in tests it is whole. What the API's
 * values are called is `virtual:terms/ru`: the first page asks for sign-in and names none of them.
 */
function words(): Plugin {
  let building = false;
  return {
    name: "words",
    configResolved: (config) => {
      building = config.command === "build";
    },
    resolveId: (id) => (/^virtual:((words|terms)\/|mail-words$)/.test(id) ? `\0${id}` : undefined),
    load(id) {
      if (id === "\0virtual:mail-words") {
        this.addWatchFile(WORDS);
        const wanted = Object.entries(JSON.parse(readFileSync(WORDS, "utf8")) as InThree).filter(([key]) =>
          /^(position|decision\.kind|rsvp|attendance|meeting\.kind)\./.test(key),
        );
        return `export const words = ${JSON.stringify(Object.fromEntries(wanted))};\n`;
      }
      if (!/^\0virtual:(words|terms)\//.test(id)) return undefined;
      const language = id.slice(-2);
      this.addWatchFile(COMMON);
      this.addWatchFile(WORDS);
      const cut = (all: InThree) => Object.fromEntries(Object.entries(all).map(([key, said]) => [key, said[language]]));
      if (id.includes("words/")) return `export const common = ${JSON.stringify(cut(commonWords()))};\n`;
      return `export const words = ${JSON.stringify(cut(JSON.parse(readFileSync(WORDS, "utf8")) as InThree))};\n`;
    },
    transform(_, id) {
      return building && id === COMMON ? "export const common = {};" : undefined;
    },
    // theme.js knows the language before the first script runs: it fetches those words at once, beside the page itself.
    transformIndexHtml: {
      order: "post",
      handler(html, { bundle }) {
        const files = LANGUAGES.flatMap((language) =>
          Object.values(bundle ?? {})
            .filter((each) => each.type === "chunk" && each.facadeModuleId === `\0virtual:words/${language}`)
            .map((each) => `data-${language}="/${each.fileName}"`),
        );
        return html.replace('<script src="/theme.js"', `<script src="/theme.js" ${files.join(" ")}`);
      },
    },
  };
}

/** The pages of mailed links are built apart, after the other, each whole in itself: 40 kB in all, and nothing of the app. */
function mailPages(): Plugin {
  let into = "dist";
  const one = (name: string) =>
    build({
      configFile: false,
      root: path("."),
      logLevel: "warn",
      publicDir: false,
      plugins: [words()],
      build: {
        outDir: into,
        emptyOutDir: false,
        target: "es2022",
        modulePreload: { polyfill: false },
        assetsInlineLimit: 0,
        manifest: `.vite/${name}.json`,
        rolldownOptions: { input: path(`${name}.html`) },
      },
    });
  return {
    name: "mail-pages",
    apply: "build",
    configResolved: (config) => {
      into = config.build.outDir;
    },
    async closeBundle() {
      for (const name of ["p", "r"]) await one(name);
    },
  };
}

export default defineConfig({
  plugins: [react(), words(), mailPages()],
  // React 19 has it itself: the shim would only be carried along.
  resolve: { alias: { "use-sync-external-store/shim/with-selector": "use-sync-external-store/with-selector" } },
  build: {
    target: "es2022",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    manifest: true,
    // Three files instead of thirty: what every page needs, what sign-in adds, what the pages behind it share.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "base", tags: ["$initial"], priority: 3 },
            { name: "sign-in", test: /people\/(SignIn|signing)\.|ui\/(Form|Problem)\.|app\/Languages\./, priority: 2 },
            { name: "pages", test: /src\/(ui(?!\/chart)|app|i18n)\/|node_modules/, minShareCount: 2, priority: 1 },
          ],
        },
      },
    },
  },
  server: { proxy: { "/api": "http://127.0.0.1:8000", "/health": "http://127.0.0.1:8000" } },
  test: { environment: "jsdom", include: ["src/**/*.test.{ts,tsx}"], setupFiles: ["src/i18n/testing.ts"] },
});
