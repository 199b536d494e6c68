import type { CauseCode } from "#contract";
import type { House } from "../call/house.js";
import { openSealed } from "../call/sealed.js";
import { withGiven } from "../methods/given.js";
import type { Method, Values, Visit } from "../methods/method.js";
import { idOf, methodOf } from "../methods/methods.js";
import { renewalTime } from "../methods/renewal.js";
import { NetError } from "../net/index.js";
import type { ConnectionRecord } from "../store/connections.js";
import type { ClaimedRenewal } from "../store/renewals.js";
import type { SealedValue } from "../store/sealed.js";
import { demandRepair } from "./repair.js";

/** Longer than a provider is waited for. */
export const leaseMs = 60_000;
const patience = 30_000;
const pause = 100;

/** Keeps what a system renewed, and plans the next renewal, which gives back any lease: both or neither. */
export async function keepRenewed(
  house: House,
  { tenant, id }: Pick<ConnectionRecord, "tenant" | "id">,
  renewed: Values,
  before?: readonly SealedValue[],
): Promise<void> {
  await house.store.transaction(async (store) => {
    const own = store.tenant(tenant);
    const known = before ?? (await own.sealed.list("connection", id));
    const version = 1 + Math.max(0, ...known.map((value) => value.version));
    const place = { tenant, ownerKind: "connection" as const, owner: id, version };
    await own.sealed.put(Object.entries(renewed).map(([field, value]) => house.vault.seal({ ...place, field }, value)));
    await own.renewals.plan(id, renewalTime(renewed, store.now()));
  });
}

/** Renews a connection while nobody else does: waits its turn, and is given what is kept by then. */
export async function alone(
  house: House,
  { tenant, id }: Pick<ConnectionRecord, "tenant" | "id">,
  signal: AbortSignal,
  renew: (latest: Values) => Promise<Values>,
): Promise<Values> {
  const { renewals } = house.store.tenant(tenant);
  for (;;) {
    signal.throwIfAborted();
    const lease = await renewals.hold(id, leaseMs);
    if (lease !== undefined) {
      try {
        return await renew(await openSealed(house, house.store, { tenant, ownerKind: "connection", owner: id }));
      } finally {
        await renewals.release(id, lease);
      }
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** Renews one connection that is due. Whatever it comes to, the lease is given back, and the next time is planned. */
export async function renewDue(house: House, claim: ClaimedRenewal): Promise<void> {
  const { connections, sealed, renewals } = house.store.tenant(claim.tenant);
  let held = true;
  try {
    const [connection, kept] = await Promise.all([
      connections.get(claim.connection),
      sealed.list("connection", claim.connection),
    ]);
    const visit = connection && visitOf(house, connection, kept);
    // An entry that was taken away may come back with the next start.
    if (!visit) return await renewals.again(claim.connection, later(house, 9));
    const keep = async (renewed: Values) => {
      await keepRenewed(house, connection, renewed, kept);
      held = false;
    };
    const cause = await causeOf(visit.renew(keep));
    if (cause === undefined) return;
    if (hers.has(cause)) await demandRepair(house, connection, cause);
    else await renewals.again(connection.id, later(house, claim.tries));
  } finally {
    if (held) await renewals.release(claim.connection, claim.lease);
  }
}

/** The way to renew a connection; undefined where its entry, or its method, is not there any more. */
function visitOf(house: House, connection: ConnectionRecord, kept: readonly SealedValue[]) {
  const system = house.systems.get(connection.system);
  const use = system?.methods.find((one) => idOf(one) === connection.methodId);
  const method = use && (methodOf(use) as Method | null);
  if (!system || !use || !method?.renew) return undefined;
  const { methods: settings } = house.settings;
  const opened = Object.fromEntries(kept.map((value) => [value.field, house.vault.open(value).reveal()]));
  const visit: Visit = {
    system,
    use,
    settings,
    values: withGiven(system, use, method.fields(use as never, system), { ...connection.values, ...opened }, settings),
    address: connection.address,
    tenant: connection.tenant,
    net: house.net,
    signal: AbortSignal.any([house.stopping, AbortSignal.timeout(patience)]),
    ...(connection.trust && { trust: connection.trust }),
  };
  return { renew: (keep: Visit["keep"]) => method.renew!({ ...visit, ...(keep && { keep }) } as never) };
}

/** What only the person can put right: she agrees anew, or enters what has changed or is asked for. */
const hers: ReadonlySet<CauseCode> = new Set([
  "answer_needed",
  "consent_expired",
  "consent_refused",
  "credentials_wrong",
  "credentials_expired",
  "credentials_revoked",
]);

/** Why it could not be renewed; undefined where it was. */
async function causeOf(renewing: ReturnType<NonNullable<Method["renew"]>>): Promise<CauseCode | undefined> {
  try {
    const renewed = await renewing;
    return "answer" in renewed && typeof renewed.answer === "string" && "cause" in renewed
      ? (renewed.cause as CauseCode)
      : undefined;
  } catch (error) {
    if (error instanceof NetError) return error.causeCode;
    throw error;
  }
}

const firstPause = 5_000;
const longestPause = 3_600_000;

/** Twice as long each time, up to an hour, a little apart so that many do not come at once. */
const later = ({ store }: House, tries: number): number =>
  Math.round(store.now() + Math.min(firstPause * 2 ** tries, longestPause) * (0.75 + Math.random() / 2));
