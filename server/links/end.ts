import type { CauseCode, LinkStatus, LinkStep } from "#contract";
import type { Handler } from "../call/call.js";
import { Refusal } from "../call/refusal.js";
import type { LinkRecord } from "../store/links.js";
import type { TenantStore } from "../store/store.js";
import { hostLink } from "./view.js";

export interface End {
  status: Exclude<LinkStatus, "open">;
  step?: LinkStep;
  cause?: CauseCode | null;
  connection?: string;
}

/** Ends a link, once, shreds what it kept, and tells the host. Undefined when it has ended before. In a transaction. */
export async function end(own: TenantStore, id: string, how: End): Promise<LinkRecord | undefined> {
  const link = await own.links.end(id, how);
  if (!link) return undefined;
  await own.sealed.removeOfLink(id);
  await own.drafts.remove(id);
  await own.events.add({
    type: "link.ended",
    subject: link.id,
    version: link.version,
    data: {
      link: link.id,
      status: link.status,
      endUser: link.endUser.id,
      organization: link.organization?.id ?? null,
      step: link.step,
      system: link.system,
      cause: link.cause,
      version: link.version,
    },
  });
  return link;
}

/** POST /v1/link/end, by the person. Ending what has ended changes nothing and is no error. */
export const endLink: Handler<"endLink"> = async ({ store, caller, body }) => {
  const { reason: status, step, cause } = body;
  await end(store.tenant(caller.tenant), caller.link.id, { status, step, cause });
  return {};
};

/** DELETE /v1/links/:id, by the host. */
export const cancelLink: Handler<"cancelLink"> = async ({ store, caller, params }) => {
  const own = store.tenant(caller.tenant);
  const ended = await end(own, params.id, { status: "cancelled" });
  const link = ended ?? (await own.links.get(params.id));
  if (!link) throw new Refusal("not_found");
  return hostLink(link);
};
