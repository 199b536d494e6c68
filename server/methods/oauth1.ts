import type { FieldInput, MethodUseOf } from "#contract";
import { enteredFields } from "./fields.js";
import { because } from "./finding.js";
import { httpMethod } from "./httpMethod.js";
import { thisMoment } from "./moment.js";
import { consentByThreeLegs, keptOfThreeLegs } from "./oauth1-consent.js";
import { problemIn } from "./oauth1-problem.js";
import { signOAuth1 } from "./oauth1-signed.js";
import { placeholders } from "./template.js";

const key = { kind: "secret", clean: "key", autocomplete: "off" } as const;
const own: FieldInput[] = [
  { name: "consumerKey", role: "key", ...key, label: { en: "Consumer key", de: "Consumer Key" } },
  { name: "consumerSecret", role: "secret", ...key, label: { en: "Consumer secret", de: "Consumer Secret" } },
  { name: "tokenId", ...key, label: { en: "Token ID", de: "Token-ID" } },
  { name: "tokenSecret", ...key, label: { en: "Token secret", de: "Token Secret" } },
];

const signer = httpMethod<"oauth1">({
  kind: "oauth1",
  built: (use) => use.legs === 2 || [use.requestTokenUrl, use.authorizeUrl, use.accessTokenUrl].every(Boolean),
  consent: (use) => (use.legs === 3 ? consentByThreeLegs : null),
  keeps: (use) => (use.legs === 3 ? keptOfThreeLegs : []),
  fields: (use, system) => enteredFields(system, use, own, placeholders(enteredSecrets(use))),

  sign({ use, values }) {
    // Nobody has agreed yet.
    if (use.legs === 3 && !values["tokenId"]) return because("consent_expired");
    return {
      signature: { whole: (rendered) => signOAuth1(use, values, rendered, thisMoment()) },
      ...(use.place === "header" && { scheme: "oauth" }),
      means: problemIn({
        key: placeholders(use.consumerKey)[0],
        secret: placeholders(use.consumerSecret)[0],
        token: use.legs === 3 ? undefined : placeholders(use.token)[0],
      }),
    };
  },
});

/**
 * A signature over each question by an application's secret and a token's (RFC 5849): all entered (two legs), or the token
 * is what a person agreed to (three).
 */
export const oauth1: typeof signer = {
  ...signer,
  async signIn(visit) {
    const met = await signer.signIn(visit);
    // Nobody types a token, so nobody can have mistyped it: what helps is to agree once more.
    const over = visit.use.legs === 3 && /^credentials_(?:wrong|expired|revoked)$/.test(met.finding.cause ?? "");
    return over ? { finding: because("consent_expired") } : met;
  },
};

const enteredSecrets = ({ legs, consumerKey, consumerSecret, token, tokenSecret }: MethodUseOf<"oauth1">) => [
  consumerKey,
  consumerSecret,
  ...(legs === 2 ? [token, tokenSecret] : []),
];
