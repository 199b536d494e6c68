import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

/**
 * Sizes of what a browser must load, in bytes after gzip. They are absolute and fail the build: everything else about
 * speed is a ratio, measured by `npm run bench`.
 */
const dist = new URL("../../dist/", import.meta.url);
const gzipped = (file: string) => gzipSync(readFileSync(new URL(file, dist))).length;

const html = readFileSync(new URL("frame/flow.html", dist), "utf8");
const loaded = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(([, file]) => file as string);
// The person's words come as one more script before the first screen can speak.
const manifest = JSON.parse(readFileSync(new URL("frame/.vite/manifest.json", dist), "utf8")) as Record<
  string,
  { file: string }
>;
const words = Object.entries(manifest).find(([name]) => name.endsWith("words/en.ts"))?.[1].file;
if (loaded.length === 0 || words === undefined) throw new Error("The frame is not built: node demo/build.mjs");
loaded.push(words);
const scripts = loaded.filter((file) => file.endsWith(".js"));

const sum = (files: Iterable<string>) => [...files].reduce((total, file) => total + gzipped(`frame/${file}`), 0);
/** The page, what it loads, then the link and the first systems. */
const requests = 1 + loaded.length + 2;

const rows = [
  { what: "script loader, bytes", is: gzipped("embed/v1.js"), most: 2_000 },
  { what: "frame, JavaScript until the first screen, bytes", is: sum(scripts), most: 115_000 },
  { what: "frame, requests until the first screen", is: requests, most: 6 },
];
console.table(rows.map(({ what, is, most }) => ({ what, is, most })));
const failed = rows.filter(({ is, most }) => is > most).length;
console.log(`${rows.length - failed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
