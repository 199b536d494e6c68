import type { OutcomeLine, RunLine } from "#contract";
import type { Handler } from "../call/call.js";
import { errorFields } from "../call/log.js";
import { Refusal } from "../call/refusal.js";
import { newId } from "../store/id.js";
import { connectionOf } from "./get.js";

/** POST /v1/connection/checks: the real system is asked again, with the sealed credentials. */
export const checkConnection: Handler<"checkConnection"> = async ({ house, store, caller, requestId, signal }) => {
  const own = store.tenant(caller.tenant);
  const connection = await connectionOf(own, caller.connection);
  const system = house.systems.get(connection.system);
  const use = system?.methods.find((one) => (one.id ?? one.kind) === connection.methodId);
  if (connection.status === "unclaimed" || connection.status === "removed" || !system || !use)
    throw new Refusal("not_ready");
  const sealed = await own.sealed.list("connection", connection.id);
  const secrets = Object.fromEntries(sealed.map((value) => [value.field, house.vault.open(value).reveal()]));
  const place = (field: string) => ({
    tenant: caller.tenant,
    ownerKind: "connection" as const,
    owner: connection.id,
    field,
    version: (sealed.find((value) => value.field === field)?.version ?? 0) + 1,
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
    onError: (error) => house.log.error("a check failed inside", { request_id: requestId, ...errorFields(error) }),
    emit: (one: RunLine | OutcomeLine) => void lines.push(one),
    keep: (renewed) =>
      own.sealed.put(Object.entries(renewed).map(([field, value]) => house.vault.seal(place(field), value))),
  });
  return { lines, outcome: line };
};
