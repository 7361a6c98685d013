// Words of states, moves, kinds and positions: said once, by the server's catalogues; the page carries them along.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const TAKEN = /^(job\.(state|step)|period\.(state|move|span)|indicator\.(state|move|kind|direction|accumulates|framework|status)|value\.(state|move|suppressed)|decision\.(state|move|kind)|round\.(state|outcome)|position|procedure|meeting\.(state|move|kind|modality|beside)|agenda\.kind|session\.(state|move)|outcome\.kind|rsvp|attendance|objective\.(rating|priority)|assessment\.(state|move)|reporting_round\.(state|move)|owed\.(kind|state)|pledge\.(state|move)|workplan\.(state|move|marker)|activity\.status|activity_update\.(state|move)|workplan_risk\.state|proposal\.(state|move|held_by)|severity|budget\.category|suggestion\.(state|move)|action_point\.(state|move)|membership\.(kind|state|move)|capacity|appointment\.(state|move)|role|visibility|statement\.(state|move)|minutes\.(state|move|version|adoption|part)|review\.(kind|state|move|version|progress|confidence)|profile\.move|channel|organisation\.kind|delivery\.state|adopted-by|indicator\.(kind|direction|accumulates|framework|status|state|move)|value\.(state|move)|period\.(state|move|span))\.[a-z_]+$/;
const found = {};
for (const feature of readdirSync("../api").sort()) {
  let words;
  try {
    words = JSON.parse(readFileSync(`../api/${feature}/words.json`, "utf8"));
  } catch {
    continue;
  }
  for (const [key, value] of Object.entries(words)) if (TAKEN.test(key)) found[key] = { en: value.en, ru: value.ru, tk: value.tk };
}
const sorted = Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
const text = `${JSON.stringify(sorted, null, 1)}\n`;
const FILE = "src/i18n/words.gen.json";
if (process.argv.includes("--check")) {
  if (readFileSync(FILE, "utf8") !== text) {
    console.error(`${FILE} is stale: npm run words`);
    process.exit(1);
  }
} else writeFileSync(FILE, text);
