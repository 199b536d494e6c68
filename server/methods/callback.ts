import * as client from "openid-client";
import { type CauseCode, Trust } from "#contract";
import type { FlowRecord } from "../store/flows.js";
import { closingUrl, flowCookies } from "./claim.js";
import {
  addressValue,
  callbackUrl,
  causeOf,
  consentVisit,
  flowSecrets,
  hashOf,
  isOpenId,
  patience,
  type ConsentHouse,
} from "./consent.js";
import { keepConsent } from "./consentValues.js";
import { because } from "./finding.js";
import type { Values } from "./method.js";
import { idOf } from "./methods.js";
import { scopesOf } from "./oauth-endpoints.js";
import { tokenParams } from "./grants.js";
import { oauthFinding, openProvider, understood } from "./provider.js";
import { ProviderError } from "./providerError.js";
import { tokenValues } from "./tokens.js";

/** Why a callback is turned away, with nothing done and the flow as it was. For the log, not for a person. */
export type CallbackFault =
  | "too_long"
  | "duplicate_parameter"
  | "state_missing"
  | "state_unknown"
  | "browser_mismatch"
  | "context_mismatch"
  | "issuer_missing"
  | "issuer_mismatch"
  | "expired";

/** `location` is a clean page of ours for a 303; a callback that was turned away gets a plain 400 instead. */
export type CallbackResult =
  | { readonly outcome: "granted"; readonly location: string; readonly flow: FlowRecord }
  | { readonly outcome: "failed"; readonly cause: CauseCode; readonly location: string; readonly flow: FlowRecord }
  | { readonly outcome: "rejected"; readonly fault: CallbackFault };

const longest = 16 * 1024;

/**
 * The provider has sent the browser back. `search` is the raw query; `cookie` the raw Cookie header. Send the answer
 * with `no-store` and `no-referrer`, and refuse before: other verbs than GET, another Host, frames, prefetching.
 */
export async function consentCallback(
  house: ConsentHouse,
  { context, search, cookie }: { context: string; search: string; cookie: string | undefined },
): Promise<CallbackResult> {
  const read = readQuery(search);
  if ("fault" in read) return { outcome: "rejected", fault: read.fault };
  const { parameters, state } = read;
  const flow = await flowOf(house, { context, cookie, stateHash: hashOf(state) });
  if ("fault" in flow) return { outcome: "rejected", fault: flow.fault };
  const use = useOf(house, flow);
  if (!use) return fail(house, flow, "internal");
  if (flow.status === "waiting" && !(await isOpen(house, flow))) return fail(house, flow, "consent_expired");

  const opened = await open(house, flow, use).catch((error: unknown) => ({ cause: causeOf(error) }));
  const issuerFault =
    "provider" in opened ? judgeIssuer(opened.provider, parameters.get("iss"), use.use.issuer) : undefined;
  if (issuerFault) return { outcome: "rejected", fault: issuerFault };

  const taken = await house.store.tenant(flow.tenant).flows.take(flow.id);
  if (!taken) return settled(house, flow);
  if ("cause" in opened) return fail(house, flow, opened.cause);
  const error = parameters.get("error");
  if (error !== null) return fail(house, flow, oauthFinding(error, use.use).cause ?? "consent_failed");
  if (!parameters.get("code")) return fail(house, flow, "consent_failed");
  return exchange(house, flow, { ...use, ...opened, parameters });
}

function readQuery(search: string): { parameters: URLSearchParams; state: string } | { fault: CallbackFault } {
  if (search.length > longest) return { fault: "too_long" };
  const parameters = new URLSearchParams(search);
  const once = ["state", "code", "iss", "error"].every((name) => parameters.getAll(name).length <= 1);
  if (!once) return { fault: "duplicate_parameter" };
  const state = parameters.get("state");
  return state ? { parameters, state } : { fault: "state_missing" };
}

/** The flow of which this browser holds the cookie, whose path this is, and whose state came back: all of one flow. */
async function flowOf(
  { store }: ConsentHouse,
  { context, cookie, stateHash }: { context: string; cookie: string | undefined; stateHash: string },
): Promise<FlowRecord | { fault: CallbackFault }> {
  const found = await Promise.all(flowCookies(cookie).map((value) => store.lookup.flowByCookie(hashOf(value))));
  const flows = found.filter((flow) => flow !== undefined);
  const meant = flows.find((flow) => flow.stateHash === stateHash);
  if (meant) return meant.context === context ? meant : { fault: "context_mismatch" };
  return { fault: flows.some((flow) => flow.context === context) ? "state_unknown" : "browser_mismatch" };
}

function useOf(house: ConsentHouse, flow: FlowRecord) {
  const system = house.system(flow.system);
  const use = system?.methods.find((one) => idOf(one) === flow.method);
  return system && use?.kind === "oauth2" ? { system, use } : undefined;
}

/** What a link that has ended would get, nobody could use: the code is left to run out. */
async function isOpen({ store }: ConsentHouse, { tenant, link }: FlowRecord): Promise<boolean> {
  return (await store.tenant(tenant).links.get(link))?.status === "open";
}

type Use = NonNullable<ReturnType<typeof useOf>>;

async function open(house: ConsentHouse, flow: FlowRecord, { system, use }: Use) {
  const { secrets, values: entered } = await flowSecrets(house, flow);
  const { [addressValue]: address = null, ...shown } = flow.values;
  const values: Values = { ...shown, ...entered };
  const trust = secrets.trust === undefined ? undefined : Trust.parse(JSON.parse(secrets.trust));
  const visit = consentVisit(house, { tenant: flow.tenant, system, use, values, address, trust });
  return { provider: await openProvider(visit), secrets, values, address };
}

type Opened = Awaited<ReturnType<typeof open>>;

/** Mix-up defence (RFC 9207): to the letter, and demanded where the provider says that it sends it. Errors are judged too. */
function judgeIssuer(
  provider: Opened["provider"],
  iss: string | null,
  known: string | undefined,
): CallbackFault | undefined {
  const { issuer, authorization_response_iss_parameter_supported: promised } = provider.serverMetadata();
  if (iss === null) return promised ? "issuer_missing" : undefined;
  return known !== undefined && iss !== issuer ? "issuer_mismatch" : undefined;
}

async function exchange(
  house: ConsentHouse,
  flow: FlowRecord,
  { use, provider, secrets, values, address, parameters }: Use & Opened & { parameters: URLSearchParams },
): Promise<CallbackResult> {
  try {
    const scopes = scopesOf(use, values);
    const url = new URL(callbackUrl(house.publicUrl, flow.context));
    // Only what the protocol names goes on: a provider may add anything, and so may somebody else.
    for (const name of ["code", "state", "iss"]) {
      const value = parameters.get(name);
      if (value !== null && (name !== "iss" || use.issuer !== undefined)) url.searchParams.set(name, value);
    }
    const params = tokenParams({ use, values });
    // It came over TLS from the provider itself, so this may be left out (OpenID Connect Core, 3.1.3.7); it costs little.
    if (isOpenId(scopes) && provider.serverMetadata().jwks_uri) client.enableNonRepudiationChecks(provider);
    const answer = await understood(use, () =>
      client.authorizationCodeGrant(
        provider,
        url,
        {
          expectedState: parameters.get("state") ?? "",
          ...(use.pkce && secrets.verifier && { pkceCodeVerifier: secrets.verifier }),
          ...(isOpenId(scopes) && secrets.nonce && { expectedNonce: secrets.nonce }),
        },
        params,
      ),
    );
    const tokens = tokenValues(use, answer, takenFromCallback(use, parameters));
    const { scope } = answer;
    const granted = scope === undefined ? undefined : [...scope.split(use.scopeSeparator), ...scope.split(/[\s,]+/)];
    // Fewer than asked is a connection that will fail later; offline_access is answered by a refresh token.
    if (granted && scopes.some((one) => one !== "offline_access" && !granted.includes(one))) {
      throw new ProviderError(because("scope_missing"));
    }
    const kept = await house.store.transaction(async (store) => {
      const open = await keepConsent({ ...house, store }, flow, { address, values: { ...values, ...tokens } });
      if (open) await store.tenant(flow.tenant).flows.end(flow.id, { status: "granted" });
      return open;
    });
    if (!kept) return await fail(house, flow, "consent_expired");
    return { outcome: "granted", location: closingUrl(house.publicUrl, flow.mode), flow };
  } catch (error) {
    return fail(house, flow, error instanceof ProviderError || isNetError(error) ? causeOf(error) : "internal");
  }
}

/** Inputs that the provider gives along with the code: a company's id, a data centre. Once, and not without end. */
function takenFromCallback({ takes }: Use["use"], parameters: URLSearchParams): Values {
  const found = Object.entries(takes.callback).map(
    ([name, parameter]) => [name, parameters.getAll(parameter)] as const,
  );
  return Object.fromEntries(
    found.flatMap(([name, all]) => (all.length === 1 && all[0]!.length <= 500 ? [[name, all[0]!] as const] : [])),
  );
}

const isNetError = (error: unknown): boolean => error instanceof Error && error.name === "NetError";

async function fail(house: ConsentHouse, flow: FlowRecord, cause: CauseCode): Promise<CallbackResult> {
  const { flows, sealed } = house.store.tenant(flow.tenant);
  await flows.end(flow.id, { status: "failed", cause });
  await sealed.remove("flow", flow.id);
  return { outcome: "failed", cause, location: closingUrl(house.publicUrl, flow.mode), flow };
}

/** The same callback again: sees what the first one came to, and does nothing. */
async function settled(house: ConsentHouse, flow: FlowRecord): Promise<CallbackResult> {
  const location = closingUrl(house.publicUrl, flow.mode);
  const { flows } = house.store.tenant(flow.tenant);
  for (const end = Date.now() + patience; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 100))) {
    const now = await flows.get(flow.id);
    if (!now || now.expiresAt <= house.store.now()) return { outcome: "rejected", fault: "expired" };
    if (now.status === "granted") return { outcome: "granted", location, flow };
    if (now.status === "failed") return { outcome: "failed", cause: now.cause ?? "consent_failed", location, flow };
  }
  return { outcome: "rejected", fault: "expired" };
}
