import { causes } from "#contract";
import type { House } from "../call/house.js";
import { fieldOf } from "../methods/fields.js";
import { methodOf as kindOf } from "../methods/methods.js";
import type { ConnectionRecord } from "../store/connections.js";
import type { Store } from "../store/store.js";

/**
 * Fields that need not be entered again in a repair: what lies sealed for the connection, but for the one that the
 * cause is about.
 */
export async function keptFields(
  house: House,
  store: Store,
  { tenant, id, system: of, methodId, cause }: ConnectionRecord,
): Promise<string[]> {
  const system = house.systems.get(of);
  const use = system?.methods.find((one) => (one.id ?? one.kind) === methodId);
  const fields = (system && use && kindOf(use)?.fields(use as never, system)) ?? [];
  const blamed = cause !== null && "fields" in causes[cause] ? fieldOf(cause, fields) : undefined;
  const sealed = await store.tenant(tenant).sealed.fields("connection", id);
  return sealed.filter((name) => name !== blamed && fields.some((field) => field.name === name));
}
