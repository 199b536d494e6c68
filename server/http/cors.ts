import type { FastifyReply } from "fastify";
import type { PersonCaller } from "../call/call.js";
import type { House } from "../call/house.js";
import { Refusal } from "../call/refusal.js";
import type { Store } from "../store/store.js";
import { linkAllows } from "../links/origins.js";
import { originAllowed } from "../call/origin.js";

/** How long the union of all tenants' origins is believed, and how soon a miss may look again. */
const kept = 10_000;
const missKept = 200;

/** Origins that some tenant allows: enough to answer a preflight, which knows no tenant. The request itself is judged by its own. */
export function anyTenantAllows(store: Store): (origin: string) => Promise<boolean> {
  let known: string[] = [];
  let readAt = -Infinity;
  const read = async () => {
    readAt = Date.now();
    const tenants = await store.tenants.list();
    known = [...new Set((await Promise.all(tenants.map(({ id }) => store.tenant(id).origins.list()))).flat())];
  };
  return async (origin) => {
    if (Date.now() - readAt > kept) await read();
    if (originAllowed(known, origin)) return true;
    if (Date.now() - readAt <= missKept) return false;
    await read();
    return originAllowed(known, origin);
  };
}

/**
 * The page that a person's request comes from: ours (frame, hosted page), or one of the link's where the flow is
 * part of the host's page. A browser names it on every write, so a write without it is no browser's.
 */
export async function judgeOrigin(
  house: House,
  { link }: PersonCaller,
  origin: string | null,
  reply: FastifyReply,
): Promise<void> {
  const { method } = reply.request;
  if (origin === house.settings.publicUrl) return;
  if (origin === null && (method === "GET" || method === "HEAD")) return;
  if (!(await linkAllows(house.store, link, origin))) throw new Refusal("origin_not_allowed");
  allowOrigin(reply, origin!);
}

export function allowOrigin(reply: FastifyReply, origin: string): void {
  reply.header("access-control-allow-origin", origin);
  // The flow's own cookies: set where consent begins; nothing but our own pages may use one.
  reply.header("access-control-allow-credentials", "true");
  reply.header("access-control-expose-headers", "x-request-id, retry-after");
}

export function answerPreflight(reply: FastifyReply, origin: string, verbs: string): FastifyReply {
  allowOrigin(reply, origin);
  return reply
    .code(204)
    .header("access-control-allow-methods", verbs)
    .header("access-control-allow-headers", "authorization, content-type, idempotency-key, x-request-id")
    .header("access-control-max-age", "600")
    .send();
}
