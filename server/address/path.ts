import type { Address } from "#contract";
import { match } from "./linear.js";

const lastPage =
  /^(?:log-?in|log-?on|sign-?in|home|dashboard|index(?:\..*)?|default\.(?:aspx?|html?)|(?:log-?in|log-?on|sign-?in|home|main|start)\..*)$/i;

/** What stays of a pasted path: "" or a path without slash at its end. */
export function readPath(typed: string, address: Pick<Address, "keep" | "keepPath" | "pages">): string {
  const path = tidy(typed);
  if (path === undefined || path === "") return "";
  if (address.keepPath !== undefined) {
    const kept = match(address.keepPath, path)?.[0];
    if (kept !== undefined) return kept.replace(/\/+$/, "");
  }
  if (address.keep !== "path") return "";
  const segments = path.slice(1).split("/");
  const page = firstPage(segments, address.pages ?? []);
  const kept = page < 0 ? segments : segments.slice(0, page);
  while (kept.length > 0 && lastPage.test(kept.at(-1)!)) kept.pop();
  return kept.length === 0 ? "" : `/${kept.join("/")}`;
}

/** One slash at a time, no dots, no parameters of a segment, escaped as a path is. */
function tidy(typed: string): string | undefined {
  try {
    const { pathname } = new URL(`https://a.invalid/${typed.replace(/^\/+/, "").replace(/;[^/]*/g, "")}`);
    return pathname.replace(/\/{2,}/g, "/").replace(/\/$/, "");
  } catch {
    return undefined;
  }
}

function firstPage(segments: readonly string[], pages: readonly string[]): number {
  const lower = segments.map((segment) => segment.toLowerCase());
  return lower.findIndex((_, at) =>
    pages.some((page) => begins(lower.slice(at), page.toLowerCase().slice(1).split("/"))),
  );
}

function begins(segments: readonly string[], page: readonly string[]): boolean {
  return page.every((part, at) => {
    const segment = segments[at];
    if (segment === undefined) return false;
    return part.endsWith("*") ? segment.startsWith(part.slice(0, -1)) : segment === part;
  });
}
