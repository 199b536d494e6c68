import type { Handler } from "../call/call.js";
import { connectionOf } from "./get.js";
import { tell } from "./tell.js";
import { viewConnection } from "./view.js";

/** DELETE /v1/connections/:id. Removing what is removed changes nothing and is no error. */
export const removeConnection: Handler<"removeConnection"> = async ({ store, caller, params }) => {
  const own = store.tenant(caller.tenant);
  const removed = await own.connections.remove(params.id);
  if (!removed) return viewConnection(await connectionOf(own, params.id));
  await tell(own, "connection.removed", removed);
  await own.audit.add({ actor: `host:${caller.key}`, action: "connection.removed", subject: removed.id });
  return viewConnection(removed);
};
