import { randomBytes } from "node:crypto";
import type { NewConnection } from "./connections.js";
import type { DraftRecord } from "./drafts.js";
import type { NewFlow } from "./flows.js";
import type { SealedPlace, SealedValue } from "./sealed.js";
import type { Store, TenantStore } from "./store.js";

/** One engine, as the suites need it. */
export interface EngineUnderTest {
  readonly name: string;
  /** An empty database, opened twice where the engine lets two processes in, else the same store twice. */
  fresh(now?: () => number): Promise<{ one: Store; other: Store; close(): Promise<void> }>;
}

export const minute = 60_000;
export const hash = (): string => randomBytes(32).toString("base64url");
export const anna = { id: "anna", name: "Anna" };

export async function newTenant(store: Store, id = `t-${randomBytes(6).toString("hex")}`): Promise<TenantStore> {
  await store.tenants.add({ id, name: `Tenant ${id}` });
  return store.tenant(id);
}

export const newLink = (store: Store, tenant: TenantStore) =>
  tenant.links.create({ endUser: anna, expiresAt: store.now() + 30 * minute });

/** Not a real seal: the store does not look inside. */
export const sealedAt = (place: SealedPlace, keyId = "k1"): SealedValue => {
  const value = { keyId, wrappedKey: hash(), iv: hash(), ciphertext: hash(), tag: hash() };
  return { ...place, ...value };
};

export const connectionOf = (link: string): NewConnection => ({
  link,
  system: "tryton",
  systemName: "Tryton",
  method: "login",
  methodId: "login",
  address: "https://erp.example",
  identity: "anna@plant.example",
  product: "Tryton 7.0",
  endUser: anna,
  organization: { id: "plant", name: "Plant" },
  metadata: { site: "north" },
  data: ["purchaseOrders"],
  values: { username: "anna" },
  trust: { pin: "a".repeat(64) },
  warnings: [{ cause: "key_expires_soon" }],
});

export const flowOf = (link: string, now: number): NewFlow => ({
  link,
  system: "dynamics",
  method: "oauth2",
  mode: "popup",
  origin: "https://host.example",
  context: "ctx",
  issuer: null,
  stateHash: hash(),
  values: { company: "Plant" },
  startSecretHash: hash(),
  startExpiresAt: now + minute,
  expiresAt: now + 10 * minute,
});

export const draftOf = (link: string): Omit<DraftRecord, "passedAt"> => ({
  link,
  system: "tryton",
  method: "login",
  run: "run_1",
  outcome: { type: "outcome", run: "run_1", outcome: "connected", warnings: [], requestId: "r", ms: 12 },
  address: "https://erp.example",
  identity: "anna",
  product: null,
  values: { username: "anna" },
  trust: { pin: "a".repeat(64) },
});

/** A tenant with one of everything. */
export async function fullTenant(store: Store) {
  const tenant = await newTenant(store);
  const now = store.now();
  await tenant.origins.add("https://host.example");
  const key = await tenant.keys.add({ hash: hash(), label: "first" });
  await tenant.rules.put({ target: "10.0.0.0/8", ports: [443] });
  const endpoint = await tenant.endpoints.add({ url: "https://host.example/hooks" });
  const link = await newLink(store, tenant);
  const flow = await tenant.flows.create(flowOf(link.id, now));
  const session = { hash: hash(), link: link.id, origin: null, expiresAt: now + minute, endsAt: now + 9 * minute };
  await tenant.tokens.addSession(session);
  await tenant.drafts.put(draftOf(link.id));
  const run = await tenant.runs.start({ link: link.id, system: "tryton", method: "login", host: "erp.example" });
  const connection = await tenant.connections.create(connectionOf(link.id));
  const publicToken = hash();
  await tenant.tokens.addPublic({ hash: publicToken, connection: connection.id, expiresAt: now + minute });
  const accessToken = hash();
  await tenant.tokens.addAccess({ hash: accessToken, connection: connection.id });
  const place = { ownerKind: "connection", owner: connection.id, field: "password", version: 1 } as const;
  const sealed = sealedAt({ tenant: tenant.id, ...place });
  await tenant.sealed.put([sealed]);
  const about = { type: "connection.created", subject: connection.id, version: 1 } as const;
  const event = await tenant.events.add({ ...about, data: { id: connection.id } });
  const delivery = (await tenant.deliveries.list({})).items[0]!;
  await tenant.requestedSystems.add({ link: link.id, name: "Oddity", address: null });
  const idempotency = { scope: "mintLink", key: "k", requestHash: "h" };
  await tenant.idempotency.begin(idempotency);
  await tenant.audit.add({ actor: "operator", action: "tenant.added", subject: tenant.id });
  return {
    tenant,
    key,
    endpoint,
    link,
    flow,
    session,
    run,
    connection,
    publicToken,
    accessToken,
    sealed,
    event,
    delivery,
    idempotency,
  };
}
export type FullTenant = Awaited<ReturnType<typeof fullTenant>>;
