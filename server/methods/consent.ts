import { createHash, randomBytes } from "node:crypto";
import * as client from "openid-client";
import type { CauseCode, MethodUseOf, System, Trust } from "#contract";
import { NetError, type Net } from "../net/index.js";
import type { FlowRecord } from "../store/flows.js";
import type { SealedPlace, SealedValue } from "../store/sealed.js";
import type { Store } from "../store/store.js";
import { withGiven } from "./given.js";
import type { MethodSettings, Values } from "./method.js";
import { oauth2 } from "./oauth2.js";
import { scopesOf } from "./oauth-endpoints.js";
import { openProvider, type OAuth2Visit } from "./provider.js";
import { ProviderError } from "./providerError.js";
import { fill } from "./template.js";

/*
 * Consent elsewhere, so that nobody can finish what somebody else began (RFC 9700, 4.7 and 4.8):
 *  1. start     the flow's own session asks for a start: state, verifier, a path for the callback, and a start secret.
 *  2. claim     our own page in the popup trades the secret, once, for a cookie of that browser, and goes to the provider.
 *  3. callback  cookie, path, state and `iss` must all fit, once; only then is the code exchanged.
 *  4. state     the session learns the result from the server, never from a window.
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
  readonly use: MethodUseOf<"oauth2">;
  /** Id of the method within the entry. */
  readonly method: string;
  /** Cleaned (`readValues`), with what lies sealed put in. */
  readonly values: Values;
  /** Those of the values that are not secret. */
  readonly open: Values;
  /** Normalised; null for a system without one. */
  readonly address: string | null;
  readonly trust: Trust | undefined;
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
  const context = contextOf(start.tenant, start.system.id);
  const [state, verifier, nonce, startSecret] = [secretText(), secretText(), secretText(), secretText()];
  const fresh = { context, state, verifier, nonce, startSecret };
  const prepared = await prepare(house, start, fresh);
  const flow = await house.store.transaction((store) => keepFlow({ ...house, store }, start, fresh, prepared));
  return flow && { flow: flow.id, startUrl: `${house.publicUrl}/popup`, startSecret };
}

async function keepFlow(
  { store, seal }: Pick<ConsentHouse, "store" | "seal">,
  start: StartParameters,
  { context, state, verifier, startSecret }: Fresh,
  prepared: Prepared,
): Promise<FlowRecord | undefined> {
  const { links, flows, sealed } = store.tenant(start.tenant);
  // What would be sealed for a link that has ended, nobody would ever shred.
  if (!(await links.hold(start.link))) return undefined;
  const now = store.now();
  const flow = await flows.create({
    link: start.link,
    system: start.system.id,
    method: start.method,
    mode: start.mode,
    origin: start.origin,
    context,
    issuer: "issuer" in prepared ? prepared.issuer : null,
    stateHash: hashOf(state),
    values: { ...start.open, ...(start.address !== null && { [addressValue]: start.address }) },
    startSecretHash: hashOf(startSecret),
    startExpiresAt: now + secretLives,
    expiresAt: now + flowLives,
  });
  if ("cause" in prepared) {
    await flows.end(flow.id, { status: "failed", cause: prepared.cause });
    return flow;
  }
  const owner = { tenant: start.tenant, ownerKind: "flow" as const, owner: flow.id };
  const trust = start.trust && JSON.stringify(start.trust);
  const { nonce, location } = prepared;
  const kept = { ...start.values, ...named({ verifier, state, nonce, location, trust }) };
  await sealed.put(seal(owner, kept));
  return flow;
}

/** Name under which a flow remembers the address it is for; no field can be called so. */
export const addressValue = "$address";
const own = ["verifier", "state", "nonce", "location", "trust"] as const;
export type FlowSecrets = { readonly [name in (typeof own)[number]]?: string | undefined };
const named = (secrets: FlowSecrets): Values =>
  Object.fromEntries(Object.entries(secrets).flatMap(([name, value]) => (value ? [[`$${name}`, value]] : [])));

/** What a flow sealed: its own secrets, and the values that were entered. */
export async function flowSecrets(
  house: ConsentHouse,
  flow: FlowRecord,
): Promise<{ secrets: FlowSecrets; values: Values }> {
  const kept = house.open(await house.store.tenant(flow.tenant).sealed.list("flow", flow.id));
  const secrets = Object.fromEntries(own.flatMap((name) => (kept[`$${name}`] ? [[name, kept[`$${name}`]]] : [])));
  const values = Object.fromEntries(Object.entries(kept).filter(([name]) => !name.startsWith("$")));
  return { secrets, values };
}

type Fresh = Record<"context" | "state" | "verifier" | "nonce" | "startSecret", string>;
type Prepared = { location: string; issuer: string | null; nonce: string } | { cause: CauseCode };

async function prepare(
  house: ConsentHouse,
  { tenant, system, use, values: entered, address, trust }: StartParameters,
  fresh: Fresh,
): Promise<Prepared> {
  try {
    const visit = consentVisit(house, { tenant, system, use, values: entered, address, trust });
    const provider = await openProvider(visit);
    const { values } = visit;
    const scopes = scopesOf(use, values);
    const location = client.buildAuthorizationUrl(provider, {
      ...Object.fromEntries(Object.entries(use.authorizeParams).map(([name, text]) => [name, fill(text, values)])),
      redirect_uri: callbackUrl(house.publicUrl, fresh.context),
      state: fresh.state,
      ...(scopes.length > 0 && { scope: scopes.join(use.scopeSeparator) }),
      ...(use.pkce && {
        code_challenge: await client.calculatePKCECodeChallenge(fresh.verifier),
        code_challenge_method: "S256",
      }),
      ...(isOpenId(scopes) && { nonce: fresh.nonce }),
    });
    const { issuer } = provider.serverMetadata();
    return {
      location: location.href,
      issuer: use.issuer === undefined ? null : issuer,
      nonce: isOpenId(scopes) ? fresh.nonce : "",
    };
  } catch (error) {
    return { cause: causeOf(error) };
  }
}

export const isOpenId = (scopes: readonly string[]): boolean => scopes.includes("openid");

/** A provider's fault as its cause; what is no fault of theirs is thrown on. */
export function causeOf(error: unknown): CauseCode {
  if (error instanceof NetError) return error.causeCode;
  if (error instanceof ProviderError) return error.finding.cause ?? "consent_failed";
  throw error;
}

export function consentVisit(
  { net, settings }: ConsentHouse,
  {
    trust,
    ...of
  }: Pick<OAuth2Visit, "tenant" | "system" | "use" | "values" | "address"> & { trust: Trust | undefined },
): OAuth2Visit {
  const fields = oauth2.fields(of.use, of.system);
  const values = withGiven(of.system, fields, of.values, settings);
  return { ...of, values, ...(trust && { trust }), net, settings, signal: AbortSignal.timeout(patience) };
}

/** How consent went: `waiting` until there is news, or until the flow has run out. */
export async function readConsent(
  { store }: ConsentHouse,
  { tenant, link, flow: id }: { tenant: string; link: string; flow: string },
): Promise<{ status: "waiting" | "granted" | "failed"; cause: CauseCode | null } | undefined> {
  const flow = await store.tenant(tenant).flows.get(id);
  if (flow?.link !== link) return undefined;
  if (flow.status === "granted" || flow.status === "failed") return { status: flow.status, cause: flow.cause };
  if (flow.expiresAt <= store.now()) return { status: "failed", cause: "consent_expired" };
  return { status: "waiting", cause: null };
}
