import type { Handler } from "../call/call.js";
import { Refusal } from "../call/refusal.js";
import { methodOf, publicValues, stillOpen, systemOf } from "./pick.js";
import { viewLink } from "./view.js";

/** PUT /v1/link/progress. What is secret is dropped here, whatever the browser sends. */
export const saveProgress: Handler<"saveProgress"> = async ({ house, store, caller, body }) => {
  const link = stillOpen(caller.link, store.now());
  const system = body.system === null ? null : systemOf(house, link, body.system);
  const method = system && body.method !== null ? methodOf(house, system, body.method) : null;
  const saved = await store.tenant(caller.tenant).links.saveProgress(link.id, {
    step: body.step,
    system: system?.id ?? null,
    method: method ? body.method : null,
    values: method ? publicValues(method.view, body.values) : {},
  });
  if (!saved) throw new Refusal("link_ended");
  return viewLink(house, store, saved);
};
