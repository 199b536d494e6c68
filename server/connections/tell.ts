import type { EventType } from "#contract";
import type { ConnectionRecord } from "../store/connections.js";
import type { TenantStore } from "../store/store.js";
import { viewConnection } from "./view.js";

/** Tells the host what became of a connection. In the transaction of the change itself. */
export async function tell(
  own: TenantStore,
  type: Extract<EventType, `connection.${string}`>,
  connection: ConnectionRecord,
): Promise<void> {
  await own.events.add({
    type,
    subject: connection.id,
    version: connection.version,
    data: viewConnection(connection),
  });
}
