import { type MintLink, type MintedLink, tokens } from "#contract";
import type { Handler } from "../call/call.js";
import type { House } from "../call/house.js";
import { checkOriginEntry, originAllowed } from "../call/origin.js";
import { badField, Refusal } from "../call/refusal.js";
import { repairOf } from "../connections/repair.js";
import type { ConnectionRecord } from "../store/connections.js";
import type { NewLink } from "../store/links.js";
import type { TenantStore } from "../store/store.js";
import { newToken } from "../call/token.js";

/** POST /v1/links. A second mint for the same end user gives a new token for the link that is still open. */
export const mintLink: Handler<"mintLink"> = async ({ house, store, caller, body }) => {
  const own = store.tenant(caller.tenant);
  judgeLifetime(body);
  judgeSystems(house, body);
  const origins = await judgeOrigins(own, body);
  const expiresAt = store.now() + (body.lifetime ?? tokens.link.lives) * 1000;
  const repaired = body.connection === undefined ? undefined : await judgeConnection(own, body.connection);
  const link = { ...(repaired && repairOf(repaired)), ...owner(body), ...asked(body, origins, repaired), expiresAt };
  const { token, hash } = newToken("link");
  const mint = (evenIfOpen: boolean) => own.links.mint(link, { hash, expiresAt }, { evenIfOpen });

  const first = await mint(body.resume === false);
  if (first) return minted(house, first, token, expiresAt, false);
  const open = await store.transaction((store) => resume(store.tenant(caller.tenant), link, hash));
  if (open) return minted(house, open, token, expiresAt, true);
  // It has ended between the two; then the person needs a fresh one.
  return minted(house, (await mint(true))!, token, expiresAt, false);
};

function judgeLifetime({ lifetime, hosted }: MintLink): void {
  if (lifetime !== undefined && lifetime > tokens.link.most && !hosted)
    throw badField("lifetime", `is more than ${tokens.link.most} seconds: only a hosted link may live so long`);
}

/** The connection to be repaired: one that its host has, and that can still be had. */
async function judgeConnection(own: TenantStore, id: string): Promise<ConnectionRecord> {
  const connection = await own.connections.get(id);
  if (!connection || connection.status === "removed")
    throw badField("connection", "is no connection that can be repaired");
  return connection;
}

function judgeSystems(house: House, { systems = [] }: MintLink): void {
  const unknown = systems.findIndex((id) => !house.systems.get(id));
  if (unknown >= 0) throw badField(`systems.${unknown}`, "is not in the catalogue");
}

/** The link's own origins, normalised; null where it takes all of the tenant's. */
async function judgeOrigins(own: TenantStore, { origins, returnUrl }: MintLink): Promise<string[] | null> {
  if (origins === undefined && returnUrl === undefined) return null;
  const ofTenant = await own.origins.list();
  if (returnUrl !== undefined && !(URL.canParse(returnUrl) && originAllowed(ofTenant, new URL(returnUrl).origin)))
    throw badField("returnUrl", "must lead to one of the tenant's origins");
  if (origins === undefined) return null;
  return origins.map((entry, at) => {
    const judged = checkOriginEntry(entry);
    if (!judged.ok) throw badField(`origins.${at}`, judged.why);
    if (!ofTenant.includes(judged.origin) && !originAllowed(ofTenant, judged.origin))
      throw new Refusal("origin_not_allowed", { fields: [{ path: `origins.${at}`, message: "is not the tenant's" }] });
    return judged.origin;
  });
}

const owner = ({ endUser, organization }: MintLink) => ({
  endUser: person(endUser),
  organization: organization ? person(organization) : null,
});
const person = ({ id, name }: { id: string; name?: string | undefined }) => ({ id, name: name ?? null });

const asked = (body: MintLink, origins: string[] | null, repaired?: ConnectionRecord) => ({
  systems: repaired ? [repaired.system] : (body.systems ?? null),
  origins,
  data: body.data ?? repaired?.data ?? [],
  language: body.language ?? null,
  appearance: body.appearance ?? {},
  metadata: body.metadata ?? repaired?.metadata ?? {},
  returnUrl: body.returnUrl ?? null,
  hosted: body.hosted ?? false,
});

/** Another token for the link that is open, and what is asked anew. Undefined when none is open any more. */
async function resume(own: TenantStore, link: NewLink, hash: string): Promise<string | undefined> {
  const { endUser, organization, expiresAt, ...changes } = link;
  const open = await own.links.findOpen(endUser.id, organization?.id ?? null, link.connection);
  if (!open) return undefined;
  const later = Math.max(expiresAt, open.expiresAt);
  if (!(await own.links.update(open.id, { ...changes, expiresAt: later }))) return undefined;
  await own.tokens.addLink({ hash, link: open.id, expiresAt });
  return open.id;
}

const minted = (house: House, id: string, token: string, expiresAt: number, resumed: boolean): MintedLink => ({
  id,
  token,
  url: `${house.settings.publicUrl}/connect#${token}`,
  expiresAt: new Date(expiresAt).toISOString(),
  resumed,
});
