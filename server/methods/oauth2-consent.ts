import * as client from "openid-client";
import type { MethodUseOf } from "#contract";
import { isSignedCallback } from "./callbackSignature.js";
import type { AnswerFault, ConsentByBrowser, Fresh } from "./consentWay.js";
import { because } from "./finding.js";
import { tokenParams } from "./grants.js";
import type { Values } from "./method.js";
import { authorizeParams, scopesOf } from "./oauth-endpoints.js";
import { applicationOf, oauthFinding, openProvider, understood, type OAuth2Visit, type Provider } from "./provider.js";
import { ProviderError } from "./providerError.js";
import { grantedValues } from "./tokens.js";

type Use = MethodUseOf<"oauth2">;

/** Consent by a code that the browser brings back (RFC 6749, 4.1), with PKCE (RFC 7636) where the provider knows it. */
export const consentByBrowser: ConsentByBrowser<Use> = {
  by: "browser",

  async begin(visit, fresh) {
    const provider = await openProvider(visit);
    const { use, values } = visit;
    const location = client.buildAuthorizationUrl(provider, await asked(visit, fresh));
    return {
      location: location.href,
      issuer: use.issuer === undefined ? null : provider.serverMetadata().issuer,
      state: fresh.state,
      secrets: { verifier: fresh.verifier, ...(isOpenId(scopesOf(use, values)) && { nonce: fresh.nonce }) },
    };
  },

  async open(visit, of) {
    const provider = await openProvider(visit);
    return {
      judge: (answer) => judge(visit, provider, answer),
      exchange: (answer) => exchange(visit, provider, { ...of, answer }),
    };
  },
};

const isOpenId = (scopes: readonly string[]): boolean => scopes.includes("openid");

async function asked({ use, values }: OAuth2Visit, fresh: Fresh): Promise<Values> {
  const scopes = scopesOf(use, values);
  return {
    ...authorizeParams({ use, values }),
    redirect_uri: fresh.redirectUrl,
    state: fresh.state,
    ...(scopes.length > 0 && { scope: scopes.join(use.scopeSeparator) }),
    ...(use.pkce && {
      code_challenge: await client.calculatePKCECodeChallenge(fresh.verifier),
      code_challenge_method: "S256",
    }),
    ...(isOpenId(scopes) && { nonce: fresh.nonce }),
  };
}

/** Mix-up defence (RFC 9207): to the letter, and demanded where the provider says that it sends it. Errors are judged too. */
function judge(visit: OAuth2Visit, provider: Provider, answer: URLSearchParams): AnswerFault | undefined {
  const { use } = visit;
  if (answer.getAll(use.codeParam).length > 1) return "duplicate_parameter";
  if (use.signedBy !== undefined && answer.has(use.codeParam)) {
    const { clientSecret } = applicationOf(visit);
    if (clientSecret && !isSignedCallback(answer, use.signedBy, clientSecret)) return "signature_mismatch";
  }
  const { issuer, authorization_response_iss_parameter_supported: promised } = provider.serverMetadata();
  const iss = answer.get("iss");
  if (iss === null) return promised ? "issuer_missing" : undefined;
  return use.issuer !== undefined && iss !== issuer ? "issuer_mismatch" : undefined;
}

async function exchange(
  { use, values }: OAuth2Visit,
  provider: Provider,
  { answer, redirectUrl, secrets }: { answer: URLSearchParams; redirectUrl: string; secrets: Values },
): Promise<Values> {
  const error = answer.get("error");
  if (error !== null) throw new ProviderError(because(oauthFinding(error, use).cause ?? "consent_failed"));
  const code = answer.get(use.codeParam);
  if (!code) throw new ProviderError(because("consent_failed"));
  const state = answer.get("state") ?? "";
  const iss = answer.get("iss");
  const scopes = scopesOf(use, values);
  const url = new URL(redirectUrl);
  // Only what the protocol names goes on: a provider may add anything, and so may somebody else.
  url.search = new URLSearchParams({
    code,
    state,
    ...(iss !== null && use.issuer !== undefined && { iss }),
  }).toString();
  // It came over TLS from the provider itself, so this may be left out (OpenID Connect Core, 3.1.3.7); it costs little.
  if (isOpenId(scopes) && provider.serverMetadata().jwks_uri) client.enableNonRepudiationChecks(provider);
  const tokens = await understood(use, () =>
    client.authorizationCodeGrant(
      provider,
      url,
      {
        expectedState: state,
        ...(use.pkce && secrets["verifier"] && { pkceCodeVerifier: secrets["verifier"] }),
        ...(isOpenId(scopes) && secrets["nonce"] && { expectedNonce: secrets["nonce"] }),
      },
      tokenParams({ use, values }),
    ),
  );
  return grantedValues(use, scopes, tokens, takenFromCallback(use, answer));
}

/** Inputs that the provider gives along with the code: a company's id, a data centre. Once, and not without end. */
function takenFromCallback({ takes }: Use, answer: URLSearchParams): Values {
  const found = Object.entries(takes.callback).map(([name, parameter]) => [name, answer.getAll(parameter)] as const);
  return Object.fromEntries(
    found.flatMap(([name, all]) => (all.length === 1 && all[0]!.length <= 500 ? [[name, all[0]!] as const] : [])),
  );
}
