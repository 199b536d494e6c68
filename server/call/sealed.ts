import type { SealedOwner } from "../store/sealed.js";
import type { Store } from "../store/store.js";
import type { House } from "./house.js";

/** Opens everything that is sealed for an owner. */
export async function openSealed(
  house: Pick<House, "vault">,
  store: Store,
  { tenant, ownerKind, owner }: { tenant: string; ownerKind: SealedOwner; owner: string },
): Promise<Record<string, string>> {
  const sealed = await store.tenant(tenant).sealed.list(ownerKind, owner);
  return Object.fromEntries(sealed.map((value) => [value.field, house.vault.open(value).reveal()]));
}

/** Seals values for an owner, instead of those that were sealed for it before. In a transaction. */
export async function sealInstead(
  house: Pick<House, "vault">,
  store: Store,
  { tenant, ownerKind, owner }: { tenant: string; ownerKind: SealedOwner; owner: string },
  values: Record<string, string>,
): Promise<void> {
  const { sealed } = store.tenant(tenant);
  await sealed.remove(ownerKind, owner);
  const places = Object.entries(values).map(([field, value]) =>
    house.vault.seal({ tenant, ownerKind, owner, field, version: 1 }, value),
  );
  if (places.length > 0) await sealed.put(places);
}
