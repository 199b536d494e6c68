import type { FieldView, Trust } from "#contract";
import type { House } from "../call/house.js";
import type { LinkRecord } from "../store/links.js";
import type { SealedOwner } from "../store/sealed.js";
import type { Store } from "../store/store.js";

/** Opens everything that is sealed for an owner. */
export async function openSealed(
  house: House,
  store: Store,
  { tenant, ownerKind, owner }: { tenant: string; ownerKind: SealedOwner; owner: string },
): Promise<Record<string, string>> {
  const sealed = await store.tenant(tenant).sealed.list(ownerKind, owner);
  return Object.fromEntries(sealed.map((value) => [value.field, house.vault.open(value).reveal()]));
}

/** Seals values for an owner, instead of those that were sealed for it before. In a transaction. */
export async function sealInstead(
  house: House,
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

/**
 * What was typed, with what lies sealed for fields that were left out, and what was trusted. Both only ever go where
 * they have been before: to the same system, by the same method, at the same address. Tokens (`kept`) are left out as
 * soon as anything else is typed: they must not vouch for a new password.
 */
export async function withSealed(
  house: House,
  link: LinkRecord,
  asked: {
    system: string;
    method: string;
    fields: readonly FieldView[];
    kept: readonly string[];
    values: Record<string, string>;
  },
): Promise<{ values: Record<string, string>; trust?: Trust | undefined }> {
  const { values } = asked;
  const draft = await house.store.tenant(link.tenant).drafts.get(link.id);
  if (!draft || draft.system !== asked.system || draft.method !== asked.method) return { values };
  const elsewhere = asked.fields
    .filter(({ role }) => role === "address" || role === "port" || role === "folder")
    .some(({ name }) => (values[name] ?? draft.values[name]) !== draft.values[name]);
  if (elsewhere) return { values };
  const sealed = await openSealed(house, house.store, { tenant: link.tenant, ownerKind: "link", owner: link.id });
  const before = { ...draft.values, ...sealed };
  const typedAnew = Object.entries(values).some(([name, value]) => before[name] !== value);
  const still = Object.entries(before).filter(([name]) => !(typedAnew && asked.kept.includes(name)));
  return { values: { ...Object.fromEntries(still), ...values }, trust: draft.trust ?? undefined };
}
