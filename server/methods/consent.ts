import { createHash, randomBytes } from "node:crypto";
import type { CauseCode, CodeAtProvider, MethodUse, System, Trust } from "#contract";
import { NetError, type Net } from "../net/index.js";
import type { FlowRecord } from "../store/flows.js";
import type { SealedPlace, SealedValue } from "../store/sealed.js";
import type { Store } from "../store/store.js";
import type { BegunByBrowser, BegunByCode } from "./consentWay.js";
import { withGiven } from "./given.js";
import type { MethodSettings, Values, Visit } from "./method.js";
import { methodOf } from "./methods.js";
import { ProviderError } from "./providerError.js";

/*
 * Consent elsewhere, so that nobody can finish what somebody else began (RFC 9700, 4.7 and 4.8). In a browser:
 *  1. start     the flow's own session asks for a start: state, verifier, a path for the callback, and a start secret.
 *  2. claim     our own page in the popup trades the secret, once, for a cookie of that browser, and goes to the provider.
 *  3. callback  cookie, path, state and `iss` must all fit, once; only then is the code exchanged.
 *  4. state     the session learns the result from the server, never from a window.
 * By a code that is entered at the provider there are 1 and 4 only, and the server asks how it stands (`awaitCode.ts`).
 */

/** What consent needs of the house. */
export interface ConsentHouse {
  readonly store: Store;
  readonly net: Net;
  readonly settings: MethodSettings;
  /** Where this server is seen from outside, without slash at the end. */
  readonly publicUrl: string;
  /** An entry of the catalogue. */
  readonly system: (id: string) => System | undefined;
  readonly seal: (owner: Omit<SealedPlace, "field" | "version">, values: Values) => SealedValue[];
  readonly open: (sealed: readonly SealedValue[]) => Values;
}

export interface StartParameters {
  readonly tenant: string;
  readonly link: string;
  readonly system: System;
  readonly use: MethodUse;
  /** Id of the method within the entry. */
  readonly method: string;
  /** Cleaned (`readValues`), with what lies sealed put in. */
  readonly values: Values;
  /** Those of the values that are not secret. */
  readonly open: Values;
  /** Normalised; null for a system without one. */
  readonly address: string | null;
  readonly trust: Trust | undefined;
  /** Of a browser's way. */
  readonly mode: "popup" | "redirect";
  /** Origin of the host page of the session. */
  readonly origin: string | null;
}

export interface Started {
  readonly flow: string;
  /** Our own page, without anything secret in it. */
  readonly startUrl: string;
  readonly startSecret: string;
}

const flowLives = 10 * 60_000;
const secretLives = 60_000;
/** Longest that start and callback wait for a provider, in milliseconds. */
export const patience = 30_000;

export const secretText = (): string => randomBytes(32).toString("base64url");
export const hashOf = (text: string): string => createHash("sha256").update(text).digest("base64url");

/**
 * Names the callback's path: one for each tenant and system, so that no provider can answer in another's name (RFC 9700,
 * 4.4.2.2), and always the same, because providers take only addresses that were registered.
 */
export const contextOf = (tenant: string, system: string): string =>
  `${system}-${hashOf(JSON.stringify([tenant, system])).slice(0, 16)}`;
/** The redirect address that is registered at the provider. */
export const callbackUrl = (publicUrl: string, context: string): string => `${publicUrl}/callback/${context}`;

/**
 * Begins consent. Finds the provider first; where that fails the flow has failed already, with its cause, and the
 * session reads it like any other result: the popup that is open by then must not hang. Undefined where the link has
 * ended meanwhile.
 */
export async function startConsent(house: ConsentHouse, start: StartParameters): Promise<Started | undefined> {
  const startSecret = secretText();
  const prepared = await prepare(house, start);
  const flow = await house.store.transaction((store) => keepFlow({ ...house, store }, start, startSecret, prepared));
  return flow && { flow: flow.id, startUrl: `${house.publicUrl}/popup`, startSecret };
}

async function keepFlow(
  { store, seal }: Pick<ConsentHouse, "store" | "seal">,
  start: StartParameters,
  startSecret: string,
  prepared: Prepared,
): Promise<FlowRecord | undefined> {
  const { links, flows, sealed } = store.tenant(start.tenant);
  // What would be sealed for a link that has ended, nobody would ever shred.
  if (!(await links.hold(start.link))) return undefined;
  const now = store.now();
  const { browser, code } = prepared;
  const flow = await flows.create({
    link: start.link,
    system: start.system.id,
    method: start.method,
    mode: code ? "code" : start.mode,
    origin: start.origin,
    context: contextOf(start.tenant, start.system.id),
    issuer: browser?.issuer ?? null,
    stateHash: hashOf(browser?.state ?? secretText()),
    values: { ...start.open, ...(start.address !== null && { [addressValue]: start.address }) },
    startSecretHash: hashOf(startSecret),
    startExpiresAt: now + secretLives,
    expiresAt: now + (code?.lives ?? flowLives),
    pollAt: code ? now + code.every : null,
    pollEvery: code?.every ?? null,
  });
  if (prepared.cause) {
    await flows.end(flow.id, { status: "failed", cause: prepared.cause });
    return flow;
  }
  const owner = { tenant: start.tenant, ownerKind: "flow" as const, owner: flow.id };
  const secrets: Values = {
    ...(browser && { ...browser.secrets, location: browser.location }),
    ...(code && { ...code.secrets, userCode: code.userCode, url: code.url }),
    ...(start.trust && { trust: JSON.stringify(start.trust) }),
  };
  const named = Object.fromEntries(Object.entries(secrets).map(([name, value]) => [`$${name}`, value]));
  await sealed.put(seal(owner, { ...start.values, ...named }));
  return flow;
}

/** Name under which a flow remembers the address it is for; no field can be called so. */
export const addressValue = "$address";

/** What a flow sealed: its own secrets, and the values that were entered. */
export async function flowSecrets(house: ConsentHouse, flow: FlowRecord): Promise<{ secrets: Values; values: Values }> {
  const kept = Object.entries(house.open(await house.store.tenant(flow.tenant).sealed.list("flow", flow.id)));
  const secrets = kept.flatMap(([name, value]) => (name.startsWith("$") ? [[name.slice(1), value] as const] : []));
  return {
    secrets: Object.fromEntries(secrets),
    values: Object.fromEntries(kept.filter(([name]) => !name.startsWith("$"))),
  };
}

interface Prepared {
  readonly browser?: BegunByBrowser;
  readonly code?: BegunByCode;
  readonly cause?: CauseCode;
}

async function prepare(house: ConsentHouse, start: StartParameters): Promise<Prepared> {
  try {
    const visit = consentVisit(house, start);
    const way = methodOf(start.use)?.consent(start.use as never);
    if (!way) throw new Error("this way needs nobody's consent elsewhere");
    if (way.by === "code") return { code: await way.begin(visit) };
    const redirectUrl = callbackUrl(house.publicUrl, contextOf(start.tenant, start.system.id));
    const app = (await house.store.tenants.get(start.tenant))?.name ?? "Gangway";
    const fresh = { redirectUrl, state: secretText(), verifier: secretText(), nonce: secretText(), app };
    return { browser: await way.begin(visit, fresh) };
  } catch (error) {
    return { cause: causeOf(error) };
  }
}

/** A provider's fault as its cause; what is no fault of theirs is thrown on. */
export function causeOf(error: unknown): CauseCode {
  if (error instanceof NetError) return error.causeCode;
  if (error instanceof ProviderError) return error.finding.cause ?? "consent_failed";
  throw error;
}

export function consentVisit(
  { net, settings }: ConsentHouse,
  {
    tenant,
    system,
    use,
    values: entered,
    address,
    trust,
  }: Pick<Visit, "tenant" | "system" | "use" | "values" | "address"> & { trust: Trust | undefined },
): Visit {
  const fields = methodOf(use)?.fields(use as never, system) ?? [];
  const values = withGiven(system, use, fields, entered, settings);
  const signal = AbortSignal.timeout(patience);
  return { tenant, system, use, values, address, ...(trust && { trust }), net, settings, signal };
}

export interface ConsentState {
  readonly status: "waiting" | "granted" | "failed";
  readonly cause: CauseCode | null;
  /** While it is awaited, for the person to enter at the provider. */
  readonly code?: CodeAtProvider;
}

/** How consent went: `waiting` until there is news, or until the flow has run out. */
export async function readConsent(
  house: ConsentHouse,
  { tenant, link, flow: id }: { tenant: string; link: string; flow: string },
): Promise<ConsentState | undefined> {
  const { store } = house;
  const flow = await store.tenant(tenant).flows.get(id);
  if (flow?.link !== link) return undefined;
  if (flow.status === "granted" || flow.status === "failed") return { status: flow.status, cause: flow.cause };
  if (flow.expiresAt <= store.now()) return { status: "failed", cause: "consent_expired" };
  if (flow.mode !== "code") return { status: "waiting", cause: null };
  const { userCode, url } = (await flowSecrets(house, flow)).secrets;
  const expiresAt = new Date(flow.expiresAt).toISOString();
  return { status: "waiting", cause: null, ...(userCode && url && { code: { userCode, url, expiresAt } }) };
}
