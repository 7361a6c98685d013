// The first page, gzipped, before the first data: what index.html loads, without fonts (they come after the first paint).
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const MOST = 120_000;
const html = readFileSync("dist/index.html", "utf8");
const files = [...html.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g)].map((match) => match[1]);
let total = gzipSync(html).length;
for (const file of files) {
  const size = gzipSync(readFileSync(`dist/${file}`)).length;
  total += size;
  console.log(`${String(size).padStart(8)}  ${file}`);
}
console.log(`${String(total).padStart(8)}  first page, gzipped (at most ${MOST})`);
if (total > MOST) process.exit(1);
