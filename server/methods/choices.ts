import type { Probe } from "#contract";
import type { Finding } from "./finding.js";
import { at } from "./pointer.js";

const most = 50;

/** What a list in an answer offers for an input: databases, companies, versions. Nothing where there is no such list. */
export function choicesFor(where: NonNullable<Probe["choices"]>, json: unknown): Pick<Finding, "choices"> {
  const list = at(json, where.at);
  const items = Array.isArray(list) ? list.map((item) => (where.item === undefined ? item : at(item, where.item))) : [];
  return offer(where.input, items.filter((item) => typeof item === "string" || typeof item === "number").map(String));
}

/** Values for a field, each once. */
export function offer(field: string, found: readonly string[]): Pick<Finding, "choices"> {
  const values = [...new Set(found)].filter((value) => value !== "").slice(0, most);
  return values.length === 0 ? {} : { choices: { field, values } };
}
