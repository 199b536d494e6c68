import type { FlowRecord } from "../store/flows.js";
import type { ConsentHouse } from "./consent.js";
import type { Values } from "./method.js";

// What a granted flow is good for: a token goes only where consent was asked for.
const forSystem = "$system";
const forMethod = "$method";
const forAddress = "$address";

/**
 * Seals what a flow brought, for its link: owner kind `flow`, the link's id. It replaces what an earlier flow brought;
 * the flow's own secrets are shredded. False, with nothing kept, where the link has ended meanwhile. In a transaction.
 */
export async function keepConsent(
  { store, seal }: Pick<ConsentHouse, "store" | "seal">,
  flow: FlowRecord,
  { address, values }: { address: string | null; values: Values },
): Promise<boolean> {
  const { links, sealed } = store.tenant(flow.tenant);
  if (!(await links.hold(flow.link))) return false;
  const owner = { tenant: flow.tenant, ownerKind: "flow" as const, owner: flow.link };
  await sealed.remove("flow", flow.link);
  await sealed.remove("flow", flow.id);
  await sealed.put(
    seal(owner, { ...values, [forSystem]: flow.system, [forMethod]: flow.method, [forAddress]: address ?? "" }),
  );
  return true;
}

/**
 * What consent brought for this system, method and address: tokens, and the values that were entered for it. Undefined
 * where nobody has agreed yet. Put it in before a run; it is shredded with the link.
 */
export async function consentValues(
  { store, open }: Pick<ConsentHouse, "store" | "open">,
  of: { tenant: string; link: string; system: string; method: string; address: string | null },
): Promise<Values | undefined> {
  const kept = open(await store.tenant(of.tenant).sealed.list("flow", of.link));
  const { [forSystem]: system, [forMethod]: method, [forAddress]: address, ...values } = kept;
  return system === of.system && method === of.method && address === (of.address ?? "") ? values : undefined;
}

/**
 * Keeps what a run brought and the next press needs, though it did not pass: a ticket that goes with a code, a session
 * that took one. An empty value is forgotten, and everything is where nothing is `found`, because the run has passed:
 * then it lies with the rest. In a transaction.
 */
export async function keepFound(
  { store, seal, open }: Pick<ConsentHouse, "store" | "seal" | "open">,
  of: { tenant: string; link: string; system: string; method: string; address: string | null },
  found: Values | null,
): Promise<void> {
  const { links, sealed } = store.tenant(of.tenant);
  const before = await consentValues({ store, open }, of);
  if (!before && Object.keys(found ?? {}).length === 0) return;
  if (!(await links.hold(of.link))) return;
  await sealed.remove("flow", of.link);
  const kept = Object.entries(found ? { ...before, ...found } : {}).filter(([, value]) => value !== "");
  if (kept.length === 0) return;
  const place = { [forSystem]: of.system, [forMethod]: of.method, [forAddress]: of.address ?? "" };
  const owner = { tenant: of.tenant, ownerKind: "flow" as const, owner: of.link };
  await sealed.put(seal(owner, { ...Object.fromEntries(kept), ...place }));
}

/** Keeps tokens that were renewed before the link has ended; not any more afterwards. */
export async function renewConsent(
  { store, seal }: Pick<ConsentHouse, "store" | "seal">,
  { tenant, link }: { tenant: string; link: string },
  renewed: Values,
): Promise<void> {
  await store.transaction(async (tx) => {
    const { links, sealed } = tx.tenant(tenant);
    if (await links.hold(link)) await sealed.put(seal({ tenant, ownerKind: "flow", owner: link }, renewed));
  });
}
