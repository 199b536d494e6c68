import type { FieldView, Trust } from "#contract";
import type { House } from "../call/house.js";
import { openSealed } from "../call/sealed.js";
import type { LinkRecord } from "../store/links.js";

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
