import { Trust, type CauseCode } from "#contract";
import { NetError } from "../net/index.js";
import type { FlowRecord } from "../store/flows.js";
import { addressValue, causeOf, consentVisit, flowSecrets, type ConsentHouse } from "./consent.js";
import { keepConsent } from "./consentValues.js";
import type { ConsentWay } from "./consentWay.js";
import type { Values, Visit } from "./method.js";
import { idOf, methodOf } from "./methods.js";
import { ProviderError } from "./providerError.js";

/** A flow taken up again: who is asked, by which way, and with what was entered when it began. */
export interface OpenFlow {
  readonly flow: FlowRecord;
  readonly way: ConsentWay;
  readonly visit: Visit;
  /** Kept beside what was agreed to, without what nobody types. */
  readonly entered: Values;
  readonly secrets: Values;
}

/** Undefined where the catalogue has no such way any more. */
export async function openFlow(house: ConsentHouse, flow: FlowRecord): Promise<OpenFlow | undefined> {
  const system = house.system(flow.system);
  const use = system?.methods.find((one) => idOf(one) === flow.method);
  const way = use && methodOf(use)?.consent(use as never);
  if (!system || !use || !way) return undefined;
  const { secrets, values: sealed } = await flowSecrets(house, flow);
  const { [addressValue]: address = null, ...shown } = flow.values;
  const { trust: kept } = secrets;
  const trust = kept === undefined ? undefined : Trust.parse(JSON.parse(kept));
  const entered = { ...shown, ...sealed };
  const visit = consentVisit(house, { tenant: flow.tenant, system, use, values: entered, address, trust });
  return { flow, way, visit, entered, secrets };
}

/** What a link that has ended would get, nobody could use: nothing is asked for it any more. */
export async function isLinkOpen({ store }: ConsentHouse, { tenant, link }: FlowRecord): Promise<boolean> {
  return (await store.tenant(tenant).links.get(link))?.status === "open";
}

/** Keeps what was agreed to, and ends the flow. False, with nothing kept, where the link has ended meanwhile. */
export async function grantFlow(
  house: ConsentHouse,
  { flow, visit, entered }: OpenFlow,
  granted: Values,
): Promise<boolean> {
  const values = { ...entered, ...granted };
  return house.store.transaction(async (store) => {
    const kept = await keepConsent({ ...house, store }, flow, { address: visit.address, values });
    if (kept) await store.tenant(flow.tenant).flows.end(flow.id, { status: "granted" });
    return kept;
  });
}

/** Ends the flow with nothing kept. */
export async function failFlow({ store }: ConsentHouse, flow: FlowRecord, cause: CauseCode): Promise<void> {
  const { flows, sealed } = store.tenant(flow.tenant);
  await flows.end(flow.id, { status: "failed", cause });
  await sealed.remove("flow", flow.id);
}

/** Why a provider could not be understood; what is no fault of theirs is ours. */
export const faultOf = (error: unknown): CauseCode =>
  error instanceof ProviderError || error instanceof NetError ? causeOf(error) : "internal";
