import type { Handler } from "../call/call.js";
import { Refusal } from "../call/refusal.js";
import { systemOf } from "./pick.js";

/** GET /v1/link/systems */
export const searchSystems: Handler<"searchSystems"> = async ({ house, caller, query }) => {
  const { q, category, after } = query;
  const allowed = caller.link.systems ? new Set(caller.link.systems) : undefined;
  return { ...house.systems.search({ q, category, after, allowed }), address: null };
};

/** GET /v1/link/systems/:id */
export const showSystem: Handler<"showSystem"> = async ({ house, caller, params }) => {
  const view = house.systems.show(systemOf(house, caller.link, params.id).id);
  if (!view) throw new Refusal("not_found");
  return view;
};
