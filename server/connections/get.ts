import type { Handler } from "../call/call.js";
import { Refusal } from "../call/refusal.js";
import type { ConnectionRecord } from "../store/connections.js";
import type { TenantStore } from "../store/store.js";
import { viewConnection } from "./view.js";

/** A connection of this tenant; another's is not there. */
export async function connectionOf(own: TenantStore, id: string): Promise<ConnectionRecord> {
  const connection = await own.connections.get(id);
  if (!connection) throw new Refusal("not_found");
  return connection;
}

/** GET /v1/connections/:id */
export const getConnection: Handler<"getConnection"> = async ({ store, caller, params }) =>
  viewConnection(await connectionOf(store.tenant(caller.tenant), params.id));

/** GET /v1/connections */
export const listConnections: Handler<"listConnections"> = async ({ store, caller, query }) => {
  const { after, limit, endUser, organization } = query;
  const page = await store
    .tenant(caller.tenant)
    .connections.list({ after, limit: Number(limit ?? 50), endUser, organization });
  return { items: page.items.map(viewConnection), next: page.next };
};

/** GET /v1/connection, by its access token. */
export const readConnection: Handler<"readConnection"> = async ({ store, caller }) =>
  viewConnection(await connectionOf(store.tenant(caller.tenant), caller.connection));
