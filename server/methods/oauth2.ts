import * as client from "openid-client";
import type { Fact, FieldInput, MethodUseOf } from "#contract";
import { enteredFields } from "./fields.js";
import { because, yes, type Finding } from "./finding.js";
import { signInOverHttp } from "./http.js";
import type { Method, SignIn, Values } from "./method.js";
import { scopesOf } from "./oauth-endpoints.js";
import { openProvider, ProviderError, understood, type OAuth2Visit, type Provider } from "./provider.js";
import { isOver, tokenNames, tokenValues } from "./tokens.js";

const own: FieldInput[] = [
  {
    name: "clientId",
    role: "username",
    public: true,
    label: { en: "Client ID", de: "Client-ID" },
    autocomplete: "off",
  },
  {
    name: "clientSecret",
    role: "secret",
    kind: "secret",
    clean: "exact",
    label: { en: "Client secret", de: "Client-Secret" },
    autocomplete: "off",
  },
];

/** Consent at the provider (code with PKCE, RFC 6749 and 7636), or an application's own sign-in (client credentials). */
export const oauth2: Method<"oauth2"> = {
  kind: "oauth2",
  reach: "http",
  keeps: tokenNames,
  built: () => true,
  consent: (use) => use.grant === "code",
  fields: (use, system) => enteredFields(system, use, own, entered(use)),

  async signIn(visit) {
    try {
      return await signIn(visit);
    } catch (error) {
      if (error instanceof ProviderError) return { finding: error.finding };
      throw error;
    }
  },
};

function entered(use: MethodUseOf<"oauth2">): string[] {
  if (use.client !== "person") return [];
  return use.clientAuth === "none" ? ["clientId"] : ["clientId", "clientSecret"];
}

async function signIn(visit: OAuth2Visit): Promise<SignIn> {
  const { provider, values } = await currentTokens(visit);
  const accessToken = values["accessToken"];
  if (accessToken === undefined) return { finding: because("consent_expired") };
  const finding = visit.use.signIn ? undefined : await userInfo(visit, provider, accessToken);
  if (finding && finding.answer !== "yes") return { finding };
  const signed = await signInOverHttp(visit, {
    signature: { headers: { authorization: `Bearer ${accessToken}` } },
    scheme: "bearer",
    ...(finding && { finding }),
  });
  // Nobody types a token, so nobody can have mistyped it: what helps is to agree once more.
  if (signed.finding.cause !== "credentials_wrong" || visit.use.grant !== "code") return signed;
  return { finding: because("consent_expired") };
}

/** Tokens that are good now: as kept, renewed, or fetched. New ones are kept before they are used. */
async function currentTokens(visit: OAuth2Visit): Promise<{ values: Values; provider?: Provider }> {
  const { use, values } = visit;
  if (values["accessToken"] !== undefined && !isOver(values)) return { values };
  const refreshToken = values["refreshToken"];
  if (use.grant === "code" && refreshToken === undefined) return { values: {} };
  const provider = await openProvider(visit);
  const scopes = scopesOf(use, values).join(" ");
  const scope = scopes === "" ? undefined : { scope: scopes };
  const answer = await understood(use, () =>
    use.grant === "code"
      ? client.refreshTokenGrant(provider, refreshToken ?? "")
      : client.clientCredentialsGrant(provider, scope),
  );
  const fresh = tokenValues(answer, values);
  await visit.keep?.(fresh);
  return { values: fresh, provider };
}

/** Who agreed, as the provider's own user information says (OpenID Connect Core, 5.3); undefined where it has none. */
async function userInfo(visit: OAuth2Visit, known: Provider | undefined, token: string): Promise<Finding | undefined> {
  if (visit.use.issuer === undefined || visit.use.grant !== "code") return undefined;
  const provider = known ?? (await openProvider(visit));
  if (provider.serverMetadata().userinfo_endpoint === undefined) return undefined;
  const info = await understood(visit.use, () => client.fetchUserInfo(provider, token, client.skipSubjectCheck)).catch(
    (error: unknown) => {
      // Here a challenge is about the token, which nobody typed: what helps is to agree once more.
      if (error instanceof ProviderError && isRefusal(error)) throw new ProviderError(because("consent_expired"));
      throw error;
    },
  );
  const identity = [info.email, info.preferred_username, info.name, info.sub].find((name) => name);
  const facts: Fact[] = identity === undefined ? [] : [{ kind: "identity", value: identity }];
  return yes(facts);
}

const isRefusal = ({ finding }: ProviderError): boolean =>
  finding.cause === "application_refused" || finding.cause === "credentials_wrong";
