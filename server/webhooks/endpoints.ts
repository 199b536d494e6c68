import type { Store } from "../store/store.js";
import type { WebhookEndpointRecord } from "../store/endpoints.js";
import type { Vault } from "../vault/vault.js";
import { newWebhookKeyPair, newWebhookSecret, readSigningKey, type SigningKey } from "./secret.js";

/** What lies sealed for an endpoint. While rotating, both sign, until `previousUntil` (ms). */
interface SealedSecrets {
  current: string;
  previous?: string;
  previousUntil?: number;
}

/** How long both secrets sign after a rotation, unless told: longer than the longest delivery takes. */
export const rotationOverlap = 96 * 3600_000;

export interface AddedWebhookEndpoint {
  endpoint: WebhookEndpointRecord;
  /** What the host sets at its receiver: `whsec_…`, or `whpk_…` for ed25519. Shown once. */
  receiverSecret: string;
}

/** Adds an endpoint with a secret of its own. Throws TypeError for an address that is not http(s). */
export async function addWebhookEndpoint(
  store: Store,
  vault: Vault,
  tenant: string,
  wanted: { url: string; asymmetric?: boolean },
): Promise<AddedWebhookEndpoint> {
  const url = URL.canParse(wanted.url) ? new URL(wanted.url) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) {
    throw new TypeError("A webhook endpoint is an http or https address without user and password.");
  }
  const { signing, receiving } = newSecret(wanted.asymmetric ?? false);
  const endpoint = await store.transaction(async (tx) => {
    const added = await tx.tenant(tenant).endpoints.add({ ...wanted, url: url.href });
    await keep(tx, vault, added, { current: signing }, 1);
    return added;
  });
  return { endpoint, receiverSecret: receiving };
}

/** Gives an endpoint a new secret; the old one signs along for `overlap` ms. `undefined`: there is no such endpoint. */
export async function rotateWebhookSecret(
  store: Store,
  vault: Vault,
  tenant: string,
  id: string,
  overlap: number = rotationOverlap,
): Promise<{ receiverSecret: string } | undefined> {
  return store.transaction(async (tx) => {
    const endpoint = await tx.tenant(tenant).endpoints.get(id);
    const sealed = endpoint && (await tx.tenant(tenant).sealed.get("endpoint", id, "secrets"));
    if (!endpoint || !sealed) return undefined;
    const { current } = JSON.parse(vault.open(sealed).reveal()) as SealedSecrets;
    const { signing, receiving } = newSecret(endpoint.asymmetric);
    const next = { current: signing, previous: current, previousUntil: tx.now() + overlap };
    await keep(tx, vault, endpoint, next, sealed.version + 1);
    return { receiverSecret: receiving };
  });
}

/** The keys that sign now: one, or two while rotating. Throws `VaultError` when they cannot be opened. */
export async function signingKeysOf(store: Store, vault: Vault, tenant: string, id: string): Promise<SigningKey[]> {
  const sealed = await store.tenant(tenant).sealed.get("endpoint", id, "secrets");
  if (!sealed) throw new Error("this webhook endpoint has no secret");
  const { current, previous, previousUntil = 0 } = JSON.parse(vault.open(sealed).reveal()) as SealedSecrets;
  const both = previous && store.now() < previousUntil ? [current, previous] : [current];
  return both.map(readSigningKey);
}

function newSecret(asymmetric: boolean): { signing: string; receiving: string } {
  if (asymmetric) {
    const { privateKey, publicKey } = newWebhookKeyPair();
    return { signing: privateKey, receiving: publicKey };
  }
  const secret = newWebhookSecret();
  return { signing: secret, receiving: secret };
}

async function keep(store: Store, vault: Vault, to: WebhookEndpointRecord, secrets: SealedSecrets, version: number) {
  const place = { tenant: to.tenant, ownerKind: "endpoint", owner: to.id, field: "secrets", version } as const;
  await store.tenant(to.tenant).sealed.put([vault.seal(place, JSON.stringify(secrets))]);
}
