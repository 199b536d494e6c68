import type { MethodUse, MethodView, System } from "#contract";
import type { House } from "../call/house.js";
import { Refusal } from "../call/refusal.js";
import type { LinkRecord } from "../store/links.js";

/** The link, still open; refused otherwise. */
export function stillOpen(link: LinkRecord, now: number): LinkRecord {
  if (link.status !== "open" || link.expiresAt <= now) throw new Refusal("link_ended");
  return link;
}

/** A system that this link may be for. */
export function systemOf(house: House, link: LinkRecord, id: string): System {
  const system = house.systems.get(id);
  if (!system) throw new Refusal("not_found");
  if (link.systems && !link.systems.includes(id)) throw new Refusal("system_not_allowed");
  return system;
}

/** A way of proving access to it: as the entry has it, and as the flow sees it. */
export function methodOf(house: House, system: System, id: string): { use: MethodUse; view: MethodView } {
  const at = system.methods.findIndex((use) => (use.id ?? use.kind) === id);
  const use = system.methods[at];
  const view = house.systems.show(system.id)?.methods[at];
  if (!use || !view) throw new Refusal("not_found");
  return { use, view };
}

/** Of what was typed, that which is no secret: it may be kept as it is and shown again. */
export function publicValues(view: MethodView, values: Record<string, string>): Record<string, string> {
  const kept = view.fields.filter((field) => field.public && values[field.name] !== undefined);
  return Object.fromEntries(kept.map(({ name }) => [name, values[name]!]));
}
