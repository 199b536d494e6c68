import type { MethodUseOf } from "#contract";
import { readAnswer, type HttpAnswer } from "./answer.js";
import type { ConsentByBrowser } from "./consentWay.js";
import { because, type Finding } from "./finding.js";
import type { Visit } from "./method.js";
import { thisMoment } from "./moment.js";
import { endpointInputs, fillEndpoint } from "./oauth-endpoints.js";
import { problemIn } from "./oauth1-problem.js";
import type { Parameters } from "./oauth1-signature.js";
import { signOAuth1With } from "./oauth1-signed.js";
import { ProviderError } from "./providerError.js";
import { placeholders, TemplateError } from "./template.js";

type OAuth1Use = MethodUseOf<"oauth1">;
type OAuth1Visit = Visit<OAuth1Use>;

/**
 * Consent with three legs (OAuth 1.0a, RFC 5849, 2): a temporary token is fetched, the person agrees to it, and it is
 * traded for the one that lasts. The temporary token is the state: it is fresh, and comes back.
 */
export const consentByThreeLegs: ConsentByBrowser<OAuth1Use> = {
  by: "browser",

  async begin(visit, fresh) {
    const { token, tokenSecret, said } = await fetchToken(visit, visit.use.requestTokenUrl, {
      token: "",
      tokenSecret: "",
      own: [["oauth_callback", fresh.redirectUrl]],
    });
    // Without it this is OAuth 1.0, where a stranger's consent can be slipped in (RFC 5849, 2.1).
    if (said.get("oauth_callback_confirmed") !== "true") throw new ProviderError(because("answer_not_understood"));
    const location = new URL(endpoint(visit, visit.use.authorizeUrl));
    location.searchParams.set("oauth_token", token);
    return { location: location.href, issuer: null, state: token, secrets: { token, tokenSecret } };
  },

  async open(visit, { secrets }) {
    return {
      judge: () => undefined,
      async exchange(answer) {
        if (answer.has("denied") || answer.has("oauth_problem")) throw new ProviderError(because("consent_refused"));
        const verifier = answer.get("oauth_verifier");
        if (!verifier) throw new ProviderError(because("consent_failed"));
        const { token, tokenSecret } = await fetchToken(visit, visit.use.accessTokenUrl, {
          token: secrets["token"] ?? "",
          tokenSecret: secrets["tokenSecret"] ?? "",
          own: [["oauth_verifier", verifier]],
        });
        return { tokenId: token, tokenSecret };
      },
    };
  },
};

/** Names of what is kept once a person has agreed. */
export const keptOfThreeLegs = ["tokenId", "tokenSecret"] as const;

interface Token {
  readonly token: string;
  readonly tokenSecret: string;
  readonly said: URLSearchParams;
}

/** Asks for a token, temporary or lasting. Throws ProviderError and NetError. */
async function fetchToken(
  visit: OAuth1Visit,
  url: string | undefined,
  by: { token: string; tokenSecret: string; own: Parameters },
): Promise<Token> {
  const { use, values, net, tenant, trust, signal } = visit;
  const unsigned = { method: "POST" as const, url: endpoint(visit, url), headers: {} };
  const signed = filledIn(() => signOAuth1With(use, values, unsigned, thisMoment(), by));
  const request = { ...signed, tenant, signal, redirect: "manual" as const, ...(trust && { trust }) };
  const answer = readAnswer(await net.request(request));
  if (answer.status >= 500) throw new ProviderError(because("server_error"));
  // Key and secret were good enough for the first token, so a refusal of the second is about what the person agreed to.
  if (answer.status !== 200) {
    throw new ProviderError(by.token === "" ? refusal(visit, answer) : because("consent_expired"));
  }
  const said = new URLSearchParams(answer.text);
  const [token, tokenSecret] = ["oauth_token", "oauth_token_secret"].map((name) => said.getAll(name));
  const sendable = [token, tokenSecret].every((all) => all?.length === 1 && /^[\x21-\x7e]{1,4096}$/.test(all[0]!));
  if (!sendable) throw new ProviderError(because("answer_not_understood"));
  return { token: token![0]!, tokenSecret: tokenSecret![0]!, said };
}

/** Whose fault a refusal is: of whoever entered the application's key and secret. */
function refusal({ use }: OAuth1Visit, answer: HttpAnswer): Finding {
  const [key, secret] = [placeholders(use.consumerKey)[0], placeholders(use.consumerSecret)[0]];
  const told = problemIn({ key, secret, token: undefined })(answer);
  if (told?.cause === "clock_differs") return told;
  const operators = (use.fields ?? []).some(({ name, by }) => name === key && by === "operator");
  if (operators) return because("application_refused");
  return told ?? because("credentials_wrong", secret === undefined ? {} : { field: secret });
}

function endpoint({ system, address, values }: OAuth1Visit, template: string | undefined): string {
  return filledIn(() => fillEndpoint(template ?? "", endpointInputs(system, address, values)));
}

/** A value that cannot stand where the entry wants it is the person's to mend. */
function filledIn<T>(fillIt: () => T): T {
  try {
    return fillIt();
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new ProviderError(because("address_not_understood", { field: error.input }));
  }
}
