// The first page, gzipped, before the first data: everything a browser loads to show sign-in, with the words of one
// language (the longest), without fonts (they come after the first paint). Home is told beside it.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const MOST = 120_000;
const built = process.argv[2] ?? "dist";
const size = (file) => gzipSync(readFileSync(`${built}/${file}`)).length;
const manifest = JSON.parse(readFileSync(`${built}/.vite/manifest.json`, "utf8"));

/** A chunk with all it imports, and their styles. */
function reach(key, found = new Set()) {
  const chunk = manifest[key];
  if (!chunk) throw new Error(`${key} is not in the manifest`);
  if (found.has(chunk.file)) return found;
  found.add(chunk.file);
  for (const style of chunk.css ?? []) found.add(style);
  for (const each of chunk.imports ?? []) reach(each, found);
  return found;
}

const longest = (what) =>
  ["en", "ru", "tk"]
    .map((language) => Object.keys(manifest).find((key) => key.endsWith(`virtual:${what}/${language}`)))
    .map((key) => manifest[key].file)
    .reduce((a, b) => (size(a) >= size(b) ? a : b));
const html = readFileSync(`${built}/index.html`, "utf8");
const linked = [...html.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css|svg))"/g)].map((match) => match[1]);
const first = new Set(["index.html", ...linked, longest("words"), ...reach("src/features/people/SignIn.tsx")]);
const home = new Set([...first, longest("terms")]);
for (const key of ["src/app/Shell.tsx", "src/features/home/Home.tsx"]) for (const file of reach(key)) home.add(file);

const sum = (files) => [...files].reduce((total, file) => total + size(file), 0);
for (const file of first) console.log(`${String(size(file)).padStart(8)}  ${file}`);
console.log(`${String(sum(home) - sum(first)).padStart(8)}  more for Home`);
console.log(`${String(sum(first)).padStart(8)}  first page, gzipped (at most ${MOST})`);

// The page of a mailed link loads nothing but this, and has the system's font.
const MOST_MAIL = 40_000;
let large = sum(first) > MOST;
for (const name of ["p", "r"]) {
  const apart = JSON.parse(readFileSync(`${built}/.vite/${name}.json`, "utf8"))[`${name}.html`];
  const mail = new Set([`${name}.html`, "mark.svg", apart.file, ...(apart.css ?? [])]);
  large ||= sum(mail) > MOST_MAIL || (apart.imports ?? []).length > 0;
  console.log(`${String(sum(mail)).padStart(8)}  ${name}.html of a mailed link, gzipped, ${mail.size} files (at most ${MOST_MAIL})`);
}
if (large) process.exit(1);
