import * as client from "openid-client";
import type { Assertion, MethodUseOf } from "#contract";
import { signAssertion, signingKey } from "./assertion.js";
import { because } from "./finding.js";
import type { OAuthApplication, Visit } from "./method.js";
import { ProviderError } from "./providerError.js";
import type { Inputs } from "./template.js";

/** How the application proves at the token endpoint who it is (RFC 6749, 2.3; RFC 7523, 2.2). Throws ProviderError. */
export async function clientAuth(
  { use, values }: Visit<MethodUseOf<"oauth2">>,
  { clientId, clientSecret }: OAuthApplication,
): Promise<client.ClientAuth> {
  const { assertion } = use;
  if (use.clientAuth === "privateKeyJwt") {
    if (!assertion) throw new ProviderError(because("application_refused"));
    // A key that is none is told before anything is asked.
    await signingKey(assertion, values);
    return byStatement(use, assertion, { ...values, clientId });
  }
  if (use.clientAuth === "none" || !clientSecret) return client.None();
  if (use.clientAuth === "clientSecretJwt") {
    const usual = { algorithm: "HS256", keyEncoding: "utf8", claims: {}, lives: 60 } as const;
    return byStatement(use, { ...usual, ...assertion, key: "{clientSecret}" }, { ...values, clientId, clientSecret });
  }
  return use.clientAuth === "basic" ? client.ClientSecretBasic(clientSecret) : client.ClientSecretPost(clientSecret);
}

/**
 * By a signed statement (OpenID Connect Core, 9: private_key_jwt, client_secret_jwt), for the issuer where that is known
 * by name, else for the token endpoint; the entry may say other claims.
 */
function byStatement(
  { issuer: known }: MethodUseOf<"oauth2">,
  assertion: Assertion,
  inputs: Inputs & { clientId: string },
): client.ClientAuth {
  const claims = { iss: "{clientId}", sub: "{clientId}", ...assertion.claims };
  // It is awaited like the library's own, whatever its type says.
  // eslint-disable-next-line @typescript-eslint/no-misused-promises
  return async ({ issuer, token_endpoint: endpoint = issuer }, _client, body) => {
    const audience = known === undefined ? endpoint : issuer;
    body.set("client_id", inputs.clientId);
    body.set("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    body.set("client_assertion", await signAssertion({ ...assertion, claims }, inputs, audience));
  };
}
