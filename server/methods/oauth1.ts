import type { FieldInput, MethodUseOf } from "#contract";
import { enteredFields } from "./fields.js";
import { httpMethod } from "./httpMethod.js";
import type { Values } from "./method.js";
import { seconds, thisMoment, type Moment } from "./moment.js";
import { problemIn } from "./oauth1-problem.js";
import { baseString, oauth1Signature, type Parameters } from "./oauth1-signature.js";
import { percentEncoded } from "./percent.js";
import type { Rendered } from "./question.js";
import { fill, fillHeader, placeholders } from "./template.js";

type OAuth1Use = MethodUseOf<"oauth1">;

const key = { kind: "secret", clean: "key", autocomplete: "off" } as const;
const own: FieldInput[] = [
  { name: "consumerKey", role: "key", ...key, label: { en: "Consumer key", de: "Consumer Key" } },
  { name: "consumerSecret", role: "secret", ...key, label: { en: "Consumer secret", de: "Consumer Secret" } },
  { name: "tokenId", ...key, label: { en: "Token ID", de: "Token-ID" } },
  { name: "tokenSecret", ...key, label: { en: "Token secret", de: "Token Secret" } },
];

/** A signature over each question by an application's secret and a token's (RFC 5849), both entered. */
export const oauth1 = httpMethod<"oauth1">({
  kind: "oauth1",
  // With three legs the person agrees at the provider first, and that way is not built.
  built: (use) => use.legs === 2,
  fields: (use, system) => enteredFields(system, use, own, placeholders(secretsOf(use))),

  sign({ use, values }) {
    return {
      signature: { whole: (rendered) => signOAuth1(use, values, rendered, thisMoment()) },
      ...(use.place === "header" && { scheme: "oauth" }),
      means: problemIn({
        key: placeholders(use.consumerKey)[0],
        secret: placeholders(use.consumerSecret)[0],
        token: placeholders(use.token)[0],
      }),
    };
  },
});

const secretsOf = ({ consumerKey, consumerSecret, token, tokenSecret }: OAuth1Use) => [
  consumerKey,
  consumerSecret,
  token,
  tokenSecret,
];

/** A question with its signature, in the Authorization header or in the query. Throws TemplateError. */
export function signOAuth1(use: OAuth1Use, values: Values, rendered: Rendered, moment: Moment): Rendered {
  const token = fill(use.token, values);
  const parameters: Parameters = [
    ["oauth_consumer_key", fill(use.consumerKey, values)],
    ...(token === "" ? [] : [["oauth_token", token] as const]),
    ["oauth_signature_method", use.signature],
    ["oauth_timestamp", seconds(moment)],
    ["oauth_nonce", moment.nonce],
    ["oauth_version", "1.0"],
  ];
  const secrets = { consumerSecret: fill(use.consumerSecret, values), tokenSecret: fill(use.tokenSecret, values) };
  const signature = oauth1Signature(use.signature, baseString(rendered, parameters), secrets);
  const signed = [...parameters, ["oauth_signature", signature] as const];
  return use.place === "query" ? inQuery(rendered, signed) : inHeader(rendered, signed, realmOf(use, values));
}

const realmOf = ({ realm }: OAuth1Use, values: Values): string[] =>
  // A quoted string (RFC 9110, 5.6.4), not encoded as the others are.
  realm === undefined ? [] : [`realm="${fillHeader(realm, values).replace(/["\\]/g, "\\$&")}"`];

function inHeader(rendered: Rendered, signed: Parameters, realm: readonly string[]): Rendered {
  const parts = signed.map(([name, value]) => `${percentEncoded(name)}="${percentEncoded(value)}"`);
  return { ...rendered, headers: { ...rendered.headers, authorization: `OAuth ${[...realm, ...parts].join(", ")}` } };
}

function inQuery(rendered: Rendered, signed: Parameters): Rendered {
  const url = new URL(rendered.url);
  const ours = signed.map(([name, value]) => `${percentEncoded(name)}=${percentEncoded(value)}`).join("&");
  url.search = url.search === "" ? ours : `${url.search}&${ours}`;
  return { ...rendered, url: url.href };
}
