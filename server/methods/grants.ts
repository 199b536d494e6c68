import * as client from "openid-client";
import { signAssertion } from "./assertion.js";
import { because } from "./finding.js";
import type { Values } from "./method.js";
import { scopesOf } from "./oauth-endpoints.js";
import type { OAuth2Visit, Provider } from "./provider.js";
import { ProviderError } from "./providerError.js";
import { signSaml } from "./saml.js";
import { fill } from "./template.js";

export type TokenAnswer = Awaited<ReturnType<typeof client.clientCredentialsGrant>>;

/** Asks for tokens by what was entered, without a person's consent. Throws what `understood` understands. */
export async function askForTokens(visit: OAuth2Visit, provider: Provider): Promise<TokenAnswer> {
  const { use, values, address } = visit;
  const params = { ...scopeParam(visit), ...tokenParams(visit) };
  switch (use.grant) {
    case "password":
      return client.genericGrantRequest(provider, "password", {
        username: fill(use.user, values),
        password: fill(use.password, values),
        ...params,
      });
    case "jwtBearer": {
      const { token_endpoint: tokenUrl = "" } = provider.serverMetadata();
      const assertion = await signAssertion(use.assertion ?? defaultAssertion, values, tokenUrl);
      return client.genericGrantRequest(provider, "urn:ietf:params:oauth:grant-type:jwt-bearer", {
        assertion,
        ...params,
      });
    }
    case "samlBearer": {
      const { token_endpoint: tokenUrl = "" } = provider.serverMetadata();
      if (!use.saml) throw new ProviderError(because("application_refused"));
      const inputs = { ...values, ...(address !== null && { address }) };
      return client.genericGrantRequest(provider, "urn:ietf:params:oauth:grant-type:saml2-bearer", {
        assertion: signSaml(use.saml, inputs, tokenUrl),
        ...params,
      });
    }
    default:
      return client.clientCredentialsGrant(provider, params);
  }
}

/** Trades a refresh token for fresh ones (RFC 6749, 6). */
export const renewTokens = (visit: OAuth2Visit, provider: Provider, refreshToken: string): Promise<TokenAnswer> =>
  client.refreshTokenGrant(provider, refreshToken, tokenParams(visit));

const defaultAssertion = {
  algorithm: "RS256",
  key: "{privateKey}",
  keyEncoding: "utf8",
  claims: {},
  lives: 300,
} as const;

function scopeParam({ use, values }: OAuth2Visit): Values {
  const scope = scopesOf(use, values).join(use.scopeSeparator);
  return scope === "" ? {} : { scope };
}

/** What a vendor wants to be told beside the standard's own parameters. */
export const tokenParams = ({ use, values }: Pick<OAuth2Visit, "use" | "values">): Values =>
  Object.fromEntries(Object.entries(use.tokenParams).map(([name, text]) => [name, fill(text, values)]));
