import type { ChooseProbe, Offer, Probe } from "#contract";
import type { Finding } from "./finding.js";
import { at } from "./pointer.js";

const most = 50;

/** What a list in an answer offers for an input: databases, companies, versions. Nothing where there is no such list. */
export function choicesFor(where: NonNullable<Probe["choices"]>, json: unknown): Pick<Finding, "choices"> {
  const list = at(json, where.at);
  const items: unknown[] = Array.isArray(list) ? list : [];
  const offers = items.flatMap((item): Offer[] => {
    const value = textAt(item, where.item ?? "");
    const label = where.label === undefined ? undefined : textAt(item, where.label);
    return value === undefined ? [] : [{ value, ...(label !== undefined && { label }) }];
  });
  return offer(where.input, offers);
}

/** What an item brings that was chosen by its value; undefined where it is not in the list, or has not all of it. */
export function takenOf(
  { at: list, item: place = "", takes = {} }: ChooseProbe["choices"],
  json: unknown,
  value: string,
): Record<string, string> | undefined {
  const items = at(json, list);
  const item = Array.isArray(items) ? items.find((one: unknown) => textAt(one, place) === value) : undefined;
  const taken = Object.entries(takes).map(([name, pointer]) => [name, textAt(item, pointer)] as const);
  if (taken.some(([, found]) => found === undefined)) return undefined;
  return Object.fromEntries(taken) as Record<string, string>;
}

function textAt(item: unknown, pointer: string): string | undefined {
  const found = at(item, pointer);
  return typeof found === "string" || typeof found === "number" ? String(found) : undefined;
}

/** Values for a field, each once. */
export function offer(field: string, found: readonly (string | Offer)[]): Pick<Finding, "choices"> {
  const offers = found.map((one): Offer => (typeof one === "string" ? { value: one } : one));
  const first = new Map(offers.toReversed().map((one) => [one.value, one]));
  const values = offers.filter((one) => one.value !== "" && first.get(one.value) === one).slice(0, most);
  return values.length === 0 ? {} : { choices: { field, values } };
}
