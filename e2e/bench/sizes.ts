import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

/**
 * Sizes of what a browser must load, in bytes after gzip. They are absolute and fail the build: everything else about
 * speed is a ratio, measured by `npm run bench`.
 */
const dist = new URL("../../dist/", import.meta.url);
const gzipped = (file: string) => gzipSync(readFileSync(new URL(file, dist))).length;

interface Chunk {
  file: string;
  isEntry?: boolean;
  src?: string;
  imports?: string[];
  css?: string[];
}
const manifest = JSON.parse(readFileSync(new URL("frame/.vite/manifest.json", dist), "utf8")) as Record<string, Chunk>;
const entry = Object.keys(manifest).find((name) => manifest[name]?.isEntry && name.includes("frame.html"));
if (entry === undefined) throw new Error("The frame's build has no entry frame.html.");

const scripts = new Set<string>();
const styles = new Set<string>();
const walk = (name: string) => {
  const chunk = manifest[name];
  if (!chunk || scripts.has(chunk.file)) return;
  scripts.add(chunk.file);
  for (const css of chunk.css ?? []) styles.add(css);
  chunk.imports?.forEach(walk);
};
walk(entry);
// The person's words come as one more chunk before the first screen can speak.
const words = Object.values(manifest).find(({ src }) => src?.endsWith("widget/words/en.ts"));
if (words) walk(Object.keys(manifest).find((name) => manifest[name] === words) as string);

const sum = (files: Iterable<string>) => [...files].reduce((total, file) => total + gzipped(`frame/${file}`), 0);
/** The page, its scripts and styles, then the link and the first systems. */
const requests = 1 + scripts.size + styles.size + 2;

const rows = [
  { what: "script loader, bytes", is: gzipped("embed/v1.js"), most: 2_000 },
  { what: "frame, JavaScript until the first screen, bytes", is: sum(scripts), most: 115_000 },
  { what: "frame, requests until the first screen", is: requests, most: 6 },
];
console.table(rows.map(({ what, is, most }) => ({ what, is, most })));
const failed = rows.filter(({ is, most }) => is > most).length;
console.log(`${rows.length - failed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
