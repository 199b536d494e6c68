import * as client from "openid-client";
import type { Assertion, MethodUseOf } from "#contract";
import { signAssertion, signingKey } from "./assertion.js";
import { because } from "./finding.js";
import type { OAuthApplication, Visit } from "./method.js";
import { ProviderError } from "./providerError.js";
import { fill } from "./template.js";

/** How the application proves at the token endpoint who it is (RFC 6749, 2.3; RFC 7523, 2.2). Throws ProviderError. */
export async function clientAuth(
  { use, values }: Visit<MethodUseOf<"oauth2">>,
  application: OAuthApplication,
): Promise<client.ClientAuth> {
  const { assertion } = use;
  if (use.clientAuth === "privateKeyJwt") {
    if (!assertion) throw new ProviderError(because("application_refused"));
    const kid = assertion.keyId === undefined ? {} : { kid: fill(assertion.keyId, values) };
    return client.PrivateKeyJwt({ key: await signingKey(assertion, values), ...kid });
  }
  const { clientSecret } = application;
  if (use.clientAuth === "none" || !clientSecret) return client.None();
  if (use.clientAuth === "clientSecretJwt") return clientSecretJwt(clientSecret, assertion);
  return use.clientAuth === "basic" ? client.ClientSecretBasic(clientSecret) : client.ClientSecretPost(clientSecret);
}

/** A statement signed by the client secret (OpenID Connect Core, 9: client_secret_jwt). */
function clientSecretJwt(clientSecret: string, told: Assertion | undefined): client.ClientAuth {
  const usual = { algorithm: "HS256", keyEncoding: "utf8", claims: {}, lives: 60 } as const;
  // It is awaited like the library's own, whatever its type says.
  // eslint-disable-next-line @typescript-eslint/no-misused-promises
  return async ({ issuer }, { client_id: clientId }, body) => {
    const assertion = { ...usual, ...told, key: "{clientSecret}" };
    const claims = { iss: "{clientId}", sub: "{clientId}", ...assertion.claims };
    body.set("client_id", clientId);
    body.set("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    body.set("client_assertion", await signAssertion({ ...assertion, claims }, { clientId, clientSecret }, issuer));
  };
}
