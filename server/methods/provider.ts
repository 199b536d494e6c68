import * as client from "openid-client";
import type { MethodUseOf, Trust } from "#contract";
import { NetError, type NetFetch } from "../net/index.js";
import { underivable } from "./derive.js";
import { clientAuth } from "./clientAuth.js";
import { because, type Finding } from "./finding.js";
import type { OAuthApplication, Visit } from "./method.js";
import { endpointInputs, endpointsOf, isPinned } from "./oauth-endpoints.js";
import { ProviderError } from "./providerError.js";
import { TemplateError } from "./template.js";
import { standardAnswer } from "./tokenAnswer.js";

export type OAuth2Visit = Visit<MethodUseOf<"oauth2">>;
export type Provider = client.Configuration;

/** Whose application signs in: the operator's for this system, or the one that the person entered. */
export function applicationOf({ use, system, values, settings }: OAuth2Visit): OAuthApplication {
  if (use.client === "person") {
    const clientId = values["clientId"];
    if (!clientId) throw new ProviderError(because("credentials_wrong", { field: "clientId" }));
    return { clientId, ...(values["clientSecret"] && { clientSecret: values["clientSecret"] }) };
  }
  const application = Object.hasOwn(settings.oauth, system.id) ? settings.oauth[system.id] : undefined;
  // Not registered, or an entry that would carry the shared secret to a typed host.
  if (!application || (application.clientSecret && !isPinned(use)))
    throw new ProviderError(because("application_refused"));
  return application;
}

/** The provider of a visit, discovered where the entry names an issuer. Throws ProviderError and NetError. */
export async function openProvider(visit: OAuth2Visit): Promise<Provider> {
  const { use } = visit;
  const fault = underivable(use, visit.values);
  if (fault) throw new ProviderError(fault);
  const application = applicationOf(visit);
  const fetch = fetchOf(visit);
  const authentication = await clientAuth(visit, application);
  const endpoints = filled(visit);
  if ("issuer" in endpoints) {
    const server = new URL(endpoints.issuer);
    return understood(use, () =>
      client.discovery(server, application.clientId, application.clientSecret, authentication, {
        [client.customFetch]: fetch,
        ...(isLocal(server) && { execute: [client.allowInsecureRequests] }),
      }),
    );
  }
  const token = new URL(endpoints.tokenUrl);
  const provider = new client.Configuration(
    {
      issuer: token.origin,
      token_endpoint: endpoints.tokenUrl,
      ...(endpoints.authorizeUrl !== undefined && { authorization_endpoint: endpoints.authorizeUrl }),
      ...(endpoints.deviceUrl !== undefined && { device_authorization_endpoint: endpoints.deviceUrl }),
    },
    application.clientId,
    application.clientSecret,
    authentication,
  );
  provider[client.customFetch] = fetch;
  if (isLocal(token)) client.allowInsecureRequests(provider);
  return provider;
}

/** Calls the provider and says what went wrong in our own words. */
export async function understood<T>(use: OAuth2Visit["use"], call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw netErrorIn(error) ?? (error instanceof ProviderError ? error : new ProviderError(findingOf(error, use)));
  }
}

function filled(visit: OAuth2Visit) {
  try {
    return endpointsOf(visit.use, endpointInputs(visit.system, visit.address, visit.values));
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new ProviderError(because("address_not_understood", { field: error.input }));
  }
}

// Plain http only to this very machine, which the operator has opened: a provider elsewhere must speak TLS.
export const isLocal = ({ protocol, hostname }: URL): boolean =>
  protocol === "http:" && /^(?:localhost|.*\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);

/** One way out. All that is posted is posted to the token endpoint. */
function fetchOf(visit: OAuth2Visit): client.CustomFetch {
  const send = sendOf(visit);
  return async (url, options) => {
    const answer = await send(url, options);
    return options.method === "POST" ? standardAnswer(answer) : answer;
  };
}

/** Where a provider says "not now", its code was not used up: it is asked once more. */
function sendOf(visit: OAuth2Visit): client.CustomFetch {
  const { net, tenant, signal, identity } = visit;
  return async (url, options) => {
    const trust = trustAt(visit, url);
    const fetch: NetFetch = net.fetch({
      tenant,
      signal,
      ...(trust && { trust }),
      ...(identity && { identity }),
      deadlines: { answer: 20_000, whole: 28_000 },
    });
    const { body } = options;
    const init = {
      method: options.method,
      headers: options.headers,
      body: body instanceof ReadableStream || body === undefined ? null : body,
      redirect: "manual" as const,
      ...(options.signal && { signal: options.signal }),
    };
    const answer = await fetch(url, init);
    const seconds = Number(answer.headers.get("retry-after") ?? "NaN");
    if (answer.status !== 429 || !(seconds >= 0 && seconds <= 5)) return answer;
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    return fetch(url, init);
  };
}

/** An authority may stand behind a provider too; a certificate that was pinned is that of the system's own host. */
function trustAt({ trust, address }: OAuth2Visit, url: string): Trust | undefined {
  if (trust?.pin === undefined || (address !== null && new URL(url).host === new URL(address).host)) return trust;
  return undefined;
}

function netErrorIn(error: unknown): NetError | undefined {
  for (let inner = error, depth = 0; inner instanceof Error && depth < 5; inner = inner.cause, depth++) {
    if (inner instanceof NetError) return inner;
  }
  return undefined;
}

function findingOf(error: unknown, use: OAuth2Visit["use"]): Finding {
  if (error instanceof client.ResponseBodyError) {
    return error.status >= 500 ? because("server_error") : oauthFinding(error.error, use);
  }
  if (error instanceof client.AuthorizationResponseError) return oauthFinding(error.error, use);
  // The token endpoint's 401 with a challenge is about the application (RFC 6749, 5.2).
  if (error instanceof client.WWWAuthenticateChallengeError) return oauthFinding("invalid_client", use);
  const cause = (error as { cause?: unknown }).cause;
  if (cause instanceof Response && cause.status >= 500) return because("server_error");
  // Some vendors refuse in words of their own.
  if (cause instanceof Response && cause.status === 401) return oauthFinding("invalid_client", use);
  return because("answer_not_understood");
}

/** Errors of RFC 6749 (4.1.2.1, 5.2), OpenID Connect Core (3.1.2.6), and what vendors add to them. */
export function oauthFinding(error: string, use: OAuth2Visit["use"]): Finding {
  switch (error) {
    case "access_denied":
    case "interaction_required":
    case "login_required":
    case "consent_required":
    case "account_selection_required":
      return because("consent_refused");
    case "admin_policy_enforced":
    case "consent_admin_required":
      return because("permission_missing");
    case "invalid_scope":
      return because("scope_missing");
    case "invalid_grant":
    case "bad_verification_code":
    case "invalid_code":
      return because("consent_expired");
    case "server_error":
    case "temporarily_unavailable":
      return because("consent_failed");
    case "invalid_client":
      // Whoever entered the application can mend it.
      if (use.client !== "person") return because("application_refused");
      return because(
        "credentials_wrong",
        /^(?:none|privateKeyJwt)$/.test(use.clientAuth) ? {} : { field: "clientSecret" },
      );
    case "unauthorized_client":
    case "invalid_request":
    case "unsupported_response_type":
    case "unsupported_grant_type":
    case "redirect_uri_mismatch":
      return because("application_refused");
    default:
      return because("consent_failed");
  }
}
