import * as client from "openid-client";
import type { Fact, FieldInput, MethodUseOf } from "#contract";
import { enteredFields } from "./fields.js";
import { because, yes, type Finding } from "./finding.js";
import { signInOverHttp, type Signing } from "./http.js";
import type { Signer } from "./httpMethod.js";
import type { Method, Values } from "./method.js";
import { askForTokens, renewTokens } from "./grants.js";
import { openProvider, understood, type OAuth2Visit, type Provider } from "./provider.js";
import { ProviderError } from "./providerError.js";
import { consentByBrowser } from "./oauth2-consent.js";
import { consentByCode } from "./oauth2-device.js";
import { fillHeader, placeholders } from "./template.js";
import { isOver, keptNames, tokenValues } from "./tokens.js";

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
  { name: "username", role: "username", public: true, autocomplete: "username" },
  { name: "password", role: "password", kind: "secret", clean: "exact", autocomplete: "current-password" },
  {
    name: "privateKey",
    role: "key",
    kind: "secret",
    label: { en: "Private key", de: "Privater Schlüssel" },
    lines: true,
    max: 16_384,
    autocomplete: "off",
  },
  {
    name: "certificate",
    role: "key",
    kind: "secret",
    label: { en: "Certificate (PEM)", de: "Zertifikat (PEM)" },
    lines: true,
    max: 32_768,
    autocomplete: "off",
  },
];

/** Consent at the provider (RFC 6749, 7636, 8628), or a sign-in by what is entered: secret, password, signed statement. */
export const oauth2: Method<"oauth2"> & Signer<"oauth2"> = {
  kind: "oauth2",
  reach: "http",
  keeps: keptNames,
  built: () => true,
  consent: ({ grant }) => (grant === "code" ? consentByBrowser : grant === "device" ? consentByCode : null),
  fields: (use, system) => enteredFields(system, use, own, entered(use)),

  async renew(visit) {
    try {
      return (await renewed(visit)).values;
    } catch (error) {
      if (error instanceof ProviderError) return error.finding;
      throw error;
    }
  },

  sign: signed,

  async signIn(visit) {
    const signing = await signed(visit);
    if ("answer" in signing) return { finding: signing };
    const met = await signInOverHttp(visit, signing);
    // Nobody types a token, so nobody can have mistyped it: what helps is to agree once more.
    if (met.finding.cause !== "credentials_wrong" || !byConsent(visit.use)) return met;
    return { finding: because("consent_expired") };
  },
};

function entered({ client, clientAuth, grant, user, password, assertion, saml }: MethodUseOf<"oauth2">): string[] {
  const secret = clientAuth !== "none" && clientAuth !== "privateKeyJwt";
  const signs = clientAuth === "privateKeyJwt" || grant === "jwtBearer";
  return [
    ...(client === "person" ? ["clientId"] : []),
    ...(client === "person" && secret ? ["clientSecret"] : []),
    ...(grant === "password" ? placeholders([user, password]) : []),
    ...(signs ? placeholders(assertion?.key ?? "{privateKey}") : []),
    ...(grant === "samlBearer" ? placeholders(saml) : []),
  ];
}

/** How each question is signed by the tokens that are good now, or why there are none. Throws NetError. */
async function signed(visit: OAuth2Visit): Promise<Signing | Finding> {
  try {
    const { provider, values } = await currentTokens(visit);
    const accessToken = values["accessToken"];
    if (accessToken === undefined) return because("consent_expired");
    const { carry } = visit.use;
    const scheme = carry.header.toLowerCase() === "authorization" ? carry.prefix.trim().toLowerCase() : "";
    const finding = visit.use.signIn ? undefined : await userInfo(visit, provider, accessToken);
    if (finding && finding.answer !== "yes") return finding;
    return {
      signature: { headers: { [carry.header.toLowerCase()]: fillHeader(carry.prefix, values) + accessToken } },
      ...(scheme && { scheme }),
      inputs: values,
      ...(finding && { finding }),
    };
  } catch (error) {
    if (error instanceof ProviderError) return error.finding;
    throw error;
  }
}

interface Tokens {
  readonly values: Values;
  /** Opened on the way. */
  readonly provider?: Provider;
}

/** Tokens that are good now: as kept, renewed, or fetched. */
async function currentTokens(visit: OAuth2Visit): Promise<Tokens> {
  const { use, values } = visit;
  if (isGood(values)) return { values };
  if (byConsent(use) && values["refreshToken"] === undefined) return { values: {} };
  if (!visit.alone || values["refreshToken"] === undefined) return renewed(visit);
  let provider: Provider | undefined;
  const fresh = await visit.alone(async (latest) => {
    // Somebody else was quicker.
    if (isGood(latest)) return latest;
    const renewal = await renewed({ ...visit, values: { ...values, ...latest } });
    provider = renewal.provider;
    return renewal.values;
  });
  return { values: fresh, ...(provider && { provider }) };
}

const byConsent = ({ grant }: MethodUseOf<"oauth2">): boolean => grant === "code" || grant === "device";

const isGood = (values: Values): boolean => values["accessToken"] !== undefined && !isOver(values);

/** New tokens, by the refresh token or by what was entered. They are kept before they are used. */
async function renewed(visit: OAuth2Visit): Promise<Tokens> {
  const { use, values } = visit;
  const refreshToken = values["refreshToken"];
  const provider = await openProvider(visit);
  const ask = () =>
    understood(use, () => askForTokens(visit, provider)).catch((error: unknown) => {
      // Nobody has agreed to anything that could be over: what was entered is not right.
      const refused = error instanceof ProviderError && error.finding.cause === "consent_expired";
      if (!refused) throw error;
      throw new ProviderError(because("credentials_wrong", fieldAtFault(visit)));
    });
  const answer =
    refreshToken === undefined
      ? await ask()
      : await understood(use, () => renewTokens(visit, provider, refreshToken)).catch((error: unknown) => {
          // Where no person had to agree, what was entered still stands.
          const over = error instanceof ProviderError && error.finding.cause === "consent_expired";
          if (!over || byConsent(use)) throw error;
          return ask();
        });
  const fresh = tokenValues(use, answer, values);
  await visit.keep?.(fresh);
  return { values: fresh, provider };
}

/** Where the statement, or the password, was entered that a provider does not take. */
function fieldAtFault({ use }: OAuth2Visit): { field?: string } {
  const { key } = (use.grant === "samlBearer" ? use.saml : use.grant === "jwtBearer" ? use.assertion : undefined) ?? {};
  const field = placeholders(key ?? (use.grant === "password" ? use.password : ""))[0];
  return field === undefined ? {} : { field };
}

/** Who agreed, as the provider's own user information says (OpenID Connect Core, 5.3); undefined where it has none. */
async function userInfo(visit: OAuth2Visit, known: Provider | undefined, token: string): Promise<Finding | undefined> {
  if (visit.use.issuer === undefined || !byConsent(visit.use)) return undefined;
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
