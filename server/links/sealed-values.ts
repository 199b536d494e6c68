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
  const before = await keptFor(house, link);
  if (!before || before.system !== asked.system || before.method !== asked.method) return { values };
  const elsewhere = asked.fields
    .filter(({ role }) => role === "address" || role === "port" || role === "folder")
    .some(({ name }) => (values[name] ?? before.values[name]) !== before.values[name]);
  if (elsewhere) return { values };
  const known = { ...before.values, ...before.sealed };
  // A code that was good once is no other password.
  const once = asked.fields.filter(({ later }) => later).map(({ name }) => name);
  const typed = Object.entries(values).filter(([name]) => !once.includes(name));
  const typedAnew = before.repairs || typed.some(([name, value]) => known[name] !== value);
  const still = Object.entries(known).filter(([name]) => !(typedAnew && asked.kept.includes(name)));
  return { values: { ...Object.fromEntries(still), ...values }, trust: before.trust ?? undefined };
}

/** What a link has proved before; else, where it repairs, what its connection was made of. */
async function keptFor(house: House, link: LinkRecord) {
  const own = house.store.tenant(link.tenant);
  const draft = await own.drafts.get(link.id);
  const of = (ownerKind: "link" | "connection", owner: string) =>
    openSealed(house, house.store, { tenant: link.tenant, ownerKind, owner });
  if (draft) return { ...draft, repairs: false, sealed: await of("link", link.id) };
  const connection = link.connection === null ? undefined : await own.connections.get(link.connection);
  if (!connection || connection.status === "removed") return undefined;
  const { system, methodId: method, values, trust } = connection;
  // Its tokens stay where they are: they may be in use, and a repair is to have its own.
  return { system, method, values, trust, repairs: true, sealed: await of("connection", connection.id) };
}
