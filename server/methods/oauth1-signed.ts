import type { MethodUseOf } from "#contract";
import type { Values } from "./method.js";
import { seconds, type Moment } from "./moment.js";
import { baseString, oauth1Signature, type Parameters } from "./oauth1-signature.js";
import { percentEncoded } from "./percent.js";
import type { Rendered } from "./question.js";
import { fill, fillHeader } from "./template.js";

type OAuth1Use = MethodUseOf<"oauth1">;

/** A question with its signature, in the Authorization header or in the query. Throws TemplateError. */
export const signOAuth1 = (use: OAuth1Use, values: Values, rendered: Rendered, moment: Moment): Rendered =>
  signOAuth1With(use, values, rendered, moment, {
    token: fill(use.token, values),
    tokenSecret: fill(use.tokenSecret, values),
    own: [],
  });

/** The same by another token, or by none yet, and with further parameters of the protocol. Throws TemplateError. */
export function signOAuth1With(
  use: OAuth1Use,
  values: Values,
  rendered: Rendered,
  moment: Moment,
  { token, tokenSecret, own }: { token: string; tokenSecret: string; own: Parameters },
): Rendered {
  const parameters: Parameters = [
    ["oauth_consumer_key", fill(use.consumerKey, values)],
    ...(token === "" ? [] : [["oauth_token", token] as const]),
    ["oauth_signature_method", use.signature],
    ["oauth_timestamp", seconds(moment)],
    ["oauth_nonce", moment.nonce],
    ["oauth_version", "1.0"],
    ...own,
  ];
  const secrets = { consumerSecret: fill(use.consumerSecret, values), tokenSecret };
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
