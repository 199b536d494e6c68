import type { SealedOwner } from "../store/sealed.js";
import type { Store } from "../store/store.js";
import type { Vault } from "../vault/vault.js";

const owner: SealedOwner = "event";

/** An event as it is told: what lies sealed for it is put in, always the same. */
export async function eventBody(
  { store, vault }: { store: Store; vault: Vault },
  { tenant, id, type, body }: { tenant: string; id: string; type: string; body: string },
): Promise<string> {
  // The only kind that holds something which opens something.
  if (type !== "connection.needs_repair") return body;
  const sealed = await store.tenant(tenant).sealed.list(owner, id);
  if (sealed.length === 0) return body;
  const { data, ...event } = JSON.parse(body) as { data: object };
  const opened = Object.fromEntries(sealed.map((value) => [value.field, vault.open(value).reveal()]));
  return JSON.stringify({ ...event, data: { ...data, ...opened } });
}
