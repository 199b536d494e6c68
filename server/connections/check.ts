import type { OutcomeLine, RunLine } from "#contract";
import type { Handler } from "../call/call.js";
import { errorFields } from "../call/log.js";
import type { House } from "../call/house.js";
import { Refusal } from "../call/refusal.js";
import { openSealed } from "../call/sealed.js";
import type { ConnectionRecord } from "../store/connections.js";
import { newId } from "../store/id.js";
import { connectionOf } from "./get.js";
import { alone, keepRenewed } from "./renew.js";
import { demandRepair } from "./repair.js";
import { tell } from "./tell.js";

/** POST /v1/connection/checks: the real system is asked again, with the sealed credentials. */
export const checkConnection: Handler<"checkConnection"> = async ({ house, store, caller, requestId, signal }) => {
  const own = store.tenant(caller.tenant);
  const connection = await connectionOf(own, caller.connection);
  const system = house.systems.get(connection.system);
  const use = system?.methods.find((one) => (one.id ?? one.kind) === connection.methodId);
  if (connection.status === "unclaimed" || connection.status === "removed" || !system || !use)
    throw new Refusal("not_ready");
  const secrets = await openSealed(house, store, {
    tenant: caller.tenant,
    ownerKind: "connection",
    owner: connection.id,
  });
  const lines: RunLine[] = [];
  const { line } = await house.checks({
    run: newId("run"),
    requestId,
    system,
    use,
    values: { ...connection.values, ...secrets },
    data: connection.data,
    tenant: caller.tenant,
    ...(connection.trust && { trust: connection.trust }),
    net: house.net,
    settings: house.settings.methods,
    systems: house.systems.all,
    hosts: house.hosts,
    signal,
    unattended: true,
    onError: (error) => house.log.error("a check failed inside", { request_id: requestId, ...errorFields(error) }),
    emit: (one: RunLine | OutcomeLine) => void lines.push(one),
    keep: (renewed) => keepRenewed(house, connection, renewed),
    alone: (renew) => alone(house, connection, signal, renew),
  });
  await learn(house, connection, lines, line);
  return { lines, outcome: line };
};

/** A refused sign-in is the person's to repair; one that goes through again needs nothing more. Everything else may pass. */
async function learn(
  house: House,
  connection: ConnectionRecord,
  lines: readonly RunLine[],
  { outcome, cause }: OutcomeLine,
): Promise<void> {
  const refused = lines.some((line) => line.type === "check" && line.check === "signIn" && line.answer === "no");
  if (refused && cause) return demandRepair(house, connection, cause);
  if (connection.status !== "needs_repair" || (outcome !== "connected" && outcome !== "warnings")) return;
  await house.store.transaction(async (store) => {
    const own = store.tenant(connection.tenant);
    const healthy = await own.connections.update(connection.id, { status: "healthy", cause: null }, connection.version);
    if (healthy) await tell(own, "connection.updated", healthy);
  });
}
