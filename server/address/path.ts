import type { Address } from "#contract";
import { match } from "./linear.js";

const lastPage =
  /^(?:log-?in|log-?on|sign-?in|home|dashboard|index(?:\..*)?|default\.(?:aspx?|html?)|(?:log-?in|log-?on|sign-?in|home|main|start)\..*)$/i;

/** What stays of a pasted path: "" or a path without slash at its end. */
export function readPath(typed: string, address: Pick<Address, "keep" | "keepPath" | "pages" | "paths">): string {
  const tidied = tidy(typed);
  if (tidied === undefined || tidied === "") return "";
  const path = redirected(tidied, address);
  if (address.keepPath !== undefined) {
    const kept = match(address.keepPath, path)?.[0];
    if (kept !== undefined) return withoutSlashes(kept);
  }
  if (address.keep !== "path") return "";
  const segments = path.slice(1).split("/");
  const page = firstPage(segments, address.pages ?? []);
  const kept = page < 0 ? segments : segments.slice(0, page);
  while (kept.length > 0 && lastPage.test(kept.at(-1)!)) kept.pop();
  return kept.length === 0 ? "" : `/${kept.join("/")}`;
}

/** Without the slashes at its end. */
export function withoutSlashes(path: string): string {
  let end = path.length;
  while (end > 0 && path[end - 1] === "/") end--;
  return path.slice(0, end);
}

/** One slash at a time, no dots, no parameters of a segment, escaped as a path is. */
function tidy(typed: string): string | undefined {
  if (typed === "" || typed === "/") return "";
  try {
    const { pathname } = new URL(`https://a.invalid/${typed.replace(/^\/+/, "").replace(/;[^/]*/g, "")}`);
    return pathname.replace(/\/{2,}/g, "/").replace(/\/$/, "");
  } catch {
    return undefined;
  }
}

/** The path of the interface, where people paste that of a shared link. */
function redirected(path: string, { paths }: Pick<Address, "paths">): string {
  for (const { path: pattern, to } of paths ?? []) {
    const found = match(pattern, path);
    if (found !== null) return to.replace(/\$(\d)/g, (_, group: string) => found[Number(group)] ?? "");
  }
  return path;
}

/** Whether a path begins with one of the system's own pages. */
export const startsWithPage = (typed: string, { pages }: Pick<Address, "pages">): boolean =>
  firstPage((tidy(typed) ?? "").slice(1).split("/"), pages ?? []) === 0;

/** How deep pages are looked for; nobody's system stands further down. */
const deepest = 24;

function firstPage(segments: readonly string[], pages: readonly string[]): number {
  if (pages.length === 0) return -1;
  const lower = segments
    .slice(0, deepest)
    .map((segment) => segment.toLowerCase().replace(/%28/g, "(").replace(/%29/g, ")"));
  const known = pages.map((page) => page.toLowerCase().slice(1).split("/"));
  return lower.findIndex((_, at) => known.some((page) => begins(lower, at, page)));
}

function begins(segments: readonly string[], from: number, page: readonly string[]): boolean {
  return page.every((part, at) => {
    const segment = segments[from + at];
    if (segment === undefined) return false;
    return part.endsWith("*") ? segment.startsWith(part.slice(0, -1)) : segment === part;
  });
}
