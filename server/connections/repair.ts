import { type CauseCode, tokens } from "#contract";
import type { House } from "../call/house.js";
import { newToken } from "../call/token.js";
import type { ConnectionRecord } from "../store/connections.js";
import type { NewLink } from "../store/links.js";
import type { TenantStore } from "../store/store.js";
import { viewConnection } from "./view.js";

/** What a link that repairs is: its owner's, for this connection only, begun at what was entered before. */
export const repairOf = (connection: ConnectionRecord) =>
  ({
    endUser: connection.endUser,
    organization: connection.organization,
    connection: connection.id,
    systems: [connection.system],
    step: "details",
    system: connection.system,
    method: connection.methodId,
    values: connection.values,
    data: connection.data,
    metadata: connection.metadata,
  }) satisfies Partial<NewLink>;

/**
 * A connection that only its person can bring back: it is marked, and the host is told with the address of a page
 * where that can be done, all or nothing. Nothing happens where it is marked already, or nobody has claimed it yet.
 */
export async function demandRepair(house: House, { tenant, id }: ConnectionRecord, cause: CauseCode): Promise<void> {
  await house.store.transaction(async (store) => {
    const own = store.tenant(tenant);
    const now = await own.connections.get(id);
    if (now?.status !== "healthy") return;
    const marked = await own.connections.update(id, { status: "needs_repair", cause }, now.version);
    if (!marked) return;
    const repairUrl = await repairPage(house, own, marked, store.now());
    const event = await own.events.add({
      type: "connection.needs_repair",
      subject: id,
      version: marked.version,
      data: { ...viewConnection(marked), repairUrl: null },
    });
    // The address opens a flow, so it is sealed like all that opens something, and put in when the event is sent.
    const place = { tenant, ownerKind: "event" as const, owner: event.id, field: "repairUrl", version: 1 };
    await own.sealed.put([house.vault.seal(place, repairUrl)]);
    await own.audit.add({ actor: "gangway", action: "connection.needs_repair", subject: id });
  });
}

async function repairPage(house: House, own: TenantStore, connection: ConnectionRecord, now: number): Promise<string> {
  const expiresAt = now + tokens.link.hostedMost * 1000;
  const { token, hash } = newToken("link");
  const link = { ...repairOf(connection), hosted: true, expiresAt };
  await own.links.mint(link, { hash, expiresAt }, { evenIfOpen: true });
  return `${house.settings.publicUrl}/connect#${token}`;
}
