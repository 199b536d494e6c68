import { rules } from "./hostile-upstreams.rules.js";
import type { Part } from "./hostile-upstreams.readers.js";
import { byCertificate, byForm, byPage, byTcp, byTls } from "./hostile-upstreams.values.js";

/**
 * Reads a case's own words into those of `Behaviour`. A word that no rule knows stays, and fails its case later.
 * `waits`: where an answer is not whole, the system falls silent instead of closing, for that is what the case is about.
 */
export function understand(behave: Readonly<Record<string, unknown>>, waits = false): Record<string, unknown> {
  const understood: Record<string, unknown> = waits ? { keep_open: true, cut_by: "hang" } : {};
  for (const [given, value] of Object.entries(behave)) {
    const word = given.replace(/(?<=[a-z0-9])(?=[A-Z])|-/g, "_").toLowerCase();
    const read = readByRule(word, value) ?? (value === true ? byFlag(word) : undefined) ?? { [given]: value };
    Object.assign(understood, read);
  }
  const redirects = ["location", "redirect_loop", "redirects"].some((word) => word in understood);
  if (redirects && !("status" in understood)) understood["status"] = 302;
  return understood;
}

function readByRule(word: string, value: unknown): Part | undefined {
  for (const [pattern, read] of rules) {
    if (!pattern.test(word)) continue;
    const part = read(value, word);
    if (part) return part;
  }
  return undefined;
}

/** `{ hang: true }` says the same as `{ tcp: "hang" }`. */
const byFlag = (word: string): Part | undefined =>
  byTcp(word) ?? byTls(word) ?? byCertificate(word.replace(/^cert(?:ificate)?_/, "")) ?? byForm(word) ?? byPage(word);
