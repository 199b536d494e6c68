import { type MintLink, type MintedLink, tokens } from "#contract";
import type { Handler } from "../call/call.js";
import type { House } from "../call/house.js";
import { checkOriginEntry, originAllowed } from "../call/origin.js";
import { badField, Refusal } from "../call/refusal.js";
import type { LinkRecord } from "../store/links.js";
import type { TenantStore } from "../store/store.js";
import { newToken } from "../call/token.js";

/** POST /v1/links. A second mint for the same end user gives a new token for the link that is still open. */
export const mintLink: Handler<"mintLink"> = async ({ house, store, caller, body }) => {
  const own = store.tenant(caller.tenant);
  judgeLifetime(body);
  judgeSystems(house, body);
  const origins = await judgeOrigins(own, body);
  const expiresAt = store.now() + (body.lifetime ?? tokens.link.lives) * 1000;
  const open = body.resume === false ? undefined : await findOpen(own, body);
  const link = open ? await askAnew(own, open, body, origins, expiresAt) : await create(own, body, origins, expiresAt);
  const { token, hash } = newToken("link");
  await own.tokens.addLink({ hash, link: link.id, expiresAt });
  return minted(house, link, token, expiresAt, open !== undefined);
};

function judgeLifetime({ lifetime, hosted }: MintLink): void {
  if (lifetime !== undefined && lifetime > tokens.link.most && !hosted)
    throw badField("lifetime", `is more than ${tokens.link.most} seconds: only a hosted link may live so long`);
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

const findOpen = (own: TenantStore, { endUser, organization }: MintLink) =>
  own.links.findOpen(endUser.id, organization?.id ?? null);

const asked = (body: MintLink, origins: string[] | null, expiresAt: number) => ({
  systems: body.systems ?? null,
  origins,
  data: body.data ?? [],
  language: body.language ?? null,
  appearance: body.appearance ?? {},
  metadata: body.metadata ?? {},
  returnUrl: body.returnUrl ?? null,
  hosted: body.hosted ?? false,
  expiresAt,
});

function create(own: TenantStore, body: MintLink, origins: string[] | null, expiresAt: number): Promise<LinkRecord> {
  const person = (p: { id: string; name?: string | undefined }) => ({ id: p.id, name: p.name ?? null });
  return own.links.create({
    ...asked(body, origins, expiresAt),
    endUser: person(body.endUser),
    organization: body.organization ? person(body.organization) : null,
  });
}

async function askAnew(
  own: TenantStore,
  open: LinkRecord,
  body: MintLink,
  origins: string[] | null,
  expiresAt: number,
): Promise<LinkRecord> {
  const later = Math.max(expiresAt, open.expiresAt);
  // It may have ended between the look and the write; then the person needs a fresh one.
  return (
    (await own.links.update(open.id, asked(body, origins, later))) ?? (await create(own, body, origins, expiresAt))
  );
}

const minted = (house: House, link: LinkRecord, token: string, expiresAt: number, resumed: boolean): MintedLink => ({
  id: link.id,
  token,
  url: `${house.settings.publicUrl}/connect#${token}`,
  expiresAt: new Date(expiresAt).toISOString(),
  resumed,
});
