import { type Answer, SystemHit } from "#contract";
import type { Call, Handler } from "../call/call.js";
import { Refusal } from "../call/refusal.js";
import { addressIn } from "./address.js";
import { systemOf } from "./pick.js";
import { viewSystem } from "./view-system.js";

/** GET /v1/link/systems. A pasted address finds the system that it belongs to, before anything of like name. */
export const searchSystems: Handler<"searchSystems"> = async ({ house, caller, query }) => {
  const { q = "", category, after } = query;
  const allowed = caller.link.systems ? new Set(caller.link.systems) : undefined;
  const address = addressIn(house, q);
  const found = house.systems.search({ q, category, after, allowed });
  const owner = address?.system && (!allowed || allowed.has(address.system.id)) ? address.system.id : undefined;
  if (!owner || after !== undefined) return { ...found, address };
  return { ...withFirst(house, found, owner), address };
};

type Found = Omit<Answer<"searchSystems">, "address">;

function withFirst(house: Call<"searchSystems">["house"], found: Found, id: string): Found {
  const view = house.systems.show(id);
  if (!view) return found;
  const others = found.items.filter((item) => item.id !== id);
  const total = found.total + (others.length === found.items.length ? 1 : 0);
  return { ...found, items: [SystemHit.strip().parse(view), ...others], total };
}

/** GET /v1/link/systems/:id */
export const showSystem: Handler<"showSystem"> = async ({ house, caller, params }) => {
  const view = viewSystem(house, caller.tenant, systemOf(house, caller.link, params.id).id);
  if (!view) throw new Refusal("not_found");
  return view;
};
