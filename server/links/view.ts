import type { Link, LinkView } from "#contract";
import type { House } from "../call/house.js";
import type { DraftRecord } from "../store/drafts.js";
import type { LinkRecord, Person } from "../store/links.js";
import type { Store } from "../store/store.js";
import { keptFields } from "./repair.js";
import { viewSystem } from "./view-system.js";

const iso = (time: number): string => new Date(time).toISOString();
const person = ({ id, name }: Person): { id: string; name?: string } => ({ id, ...(name !== null && { name }) });

/** A link as the browser sees it: nothing of the host's ids, nothing secret. */
export async function viewLink(house: House, store: Store, link: LinkRecord): Promise<LinkView> {
  const own = store.tenant(link.tenant);
  const [tenant, draft, sealed, repaired] = await Promise.all([
    store.tenants.get(link.tenant),
    link.system === null ? undefined : own.drafts.get(link.id),
    own.sealed.fields("link", link.id),
    link.status === "open" && link.connection !== null ? own.connections.get(link.connection) : undefined,
  ]);
  return {
    id: link.id,
    status: link.status,
    step: link.step,
    host: { name: tenant?.name ?? "" },
    organization: link.organization?.name ?? null,
    language: link.language,
    appearance: link.appearance,
    data: link.data,
    system: (link.system !== null && viewSystem(house, link.tenant, link.system)) || null,
    method: link.method,
    values: link.values,
    sealed: sealed.length === 0 && repaired ? await keptFields(house, store, repaired) : sealed,
    trust: trustIn(link, draft) ?? trustIn(link, repaired),
    repair: repaired ? { identity: repaired.identity, cause: repaired.cause } : null,
    returnUrl: link.returnUrl,
    egress: [...house.settings.egress],
    expiresAt: iso(link.expiresAt),
  };
}

/** What was trusted holds for the very address, system and method that it was said for. */
function trustIn(
  { system, method, values }: LinkRecord,
  of: (Pick<DraftRecord, "system" | "values" | "trust"> & ({ method: string } | { methodId: string })) | undefined,
): LinkView["trust"] {
  if (!of || of.system !== system || ("methodId" in of ? of.methodId : of.method) !== method) return null;
  return Object.entries(of.values).every(([name, value]) => values[name] === value) ? of.trust : null;
}

/** A link as its host sees it. */
export const hostLink = (link: LinkRecord): Link => ({
  id: link.id,
  status: link.status,
  step: link.step,
  system: link.system,
  endUser: person(link.endUser),
  organization: link.organization && person(link.organization),
  metadata: link.metadata,
  connection: link.connection,
  cause: link.cause,
  createdAt: iso(link.createdAt),
  expiresAt: iso(link.expiresAt),
  endedAt: link.endedAt === null ? null : iso(link.endedAt),
});
