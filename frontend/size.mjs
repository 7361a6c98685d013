// The first page, gzipped, before the first data: what index.html loads and the words of one language (the longest),
// without fonts (they come after the first paint).
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const MOST = 120_000;
const built = process.argv[2] ?? "dist";
const html = readFileSync(`${built}/index.html`, "utf8");
const size = (file) => gzipSync(readFileSync(`${built}/${file}`)).length;
const files = [...html.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g)].map((match) => match[1]);
const languages = [...html.matchAll(/data-(?:en|ru|tk)="\/([^"]+)"/g)].map((match) => match[1]);
if (languages.length !== 3) throw new Error("index.html must name the words of three languages");
const longest = languages.reduce((a, b) => (size(a) >= size(b) ? a : b));
let total = gzipSync(html).length;
for (const file of [...files, longest]) {
  total += size(file);
  console.log(`${String(size(file)).padStart(8)}  ${file}`);
}
console.log(`${String(total).padStart(8)}  first page, gzipped (at most ${MOST})`);
if (total > MOST) process.exit(1);
