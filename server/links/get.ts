import type { Handler } from "../call/call.js";
import { Refusal } from "../call/refusal.js";
import { hostLink, viewLink } from "./view.js";

/** GET /v1/links/:id, by the host. */
export const getLink: Handler<"getLink"> = async ({ store, caller, params }) => {
  const link = await store.tenant(caller.tenant).links.get(params.id);
  if (!link) throw new Refusal("not_found");
  return hostLink(link);
};

/** GET /v1/link, by the person. */
export const readLink: Handler<"readLink"> = ({ house, store, caller }) => viewLink(house, store, caller.link);
