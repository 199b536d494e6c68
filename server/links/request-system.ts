import type { Handler } from "../call/call.js";
import { stillOpen } from "./pick.js";

/** POST /v1/link/requested-systems: "not listed?" reaches the host. */
export const requestSystem: Handler<"requestSystem"> = async ({ store, caller, body }) => {
  const link = stillOpen(caller.link, store.now());
  const own = store.tenant(caller.tenant);
  await own.requestedSystems.add({ link: link.id, ...body });
  await own.events.add({
    type: "system.requested",
    subject: link.id,
    version: link.version,
    data: { ...body, endUser: link.endUser.id, organization: link.organization?.id ?? null, link: link.id },
  });
  return {};
};

/** GET /v1/requested-systems, by the host. */
export const listRequestedSystems: Handler<"listRequestedSystems"> = async ({ store, caller, query }) => {
  const page = await store
    .tenant(caller.tenant)
    .requestedSystems.list({ after: query.after, limit: Number(query.limit ?? 50) });
  return { ...page, items: page.items.map((item) => ({ ...item, createdAt: new Date(item.createdAt).toISOString() })) };
};
