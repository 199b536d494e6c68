import { createHash, createHmac } from "node:crypto";
import { decoded, decodes } from "./encoded.js";
import type { Values } from "./method.js";
import { seconds, type Moment } from "./moment.js";
import { sortedQuery } from "./percent.js";
import type { Rendered } from "./question.js";
import type { ByOf, Scheme } from "./signed.js";
import { fill, fillHeader, type Inputs } from "./template.js";

/** HMAC over a text that the entry composes of what is sent (RFC 2104). */
export const hmac: Scheme<"hmac"> = {
  own: [
    {
      name: "secretKey",
      role: "secret",
      kind: "secret",
      clean: "key",
      autocomplete: "off",
      label: { en: "Secret key", de: "Geheimer Schlüssel" },
    },
  ],
  sign: signHmac,
  refuse: ({ key, keyEncoding }, name, value) =>
    key === `{${name}}` && !decodes(value, keyEncoding) ? "does_not_match" : undefined,
  sent: ({ headers }) => {
    const word = Object.entries(headers).find(([name]) => name.toLowerCase() === "authorization")?.[1];
    const scheme = /^([A-Za-z][\w-]*) \S/.exec(word ?? "")?.[1]?.toLowerCase();
    return scheme === undefined ? {} : { scheme };
  },
};

function signHmac(by: ByOf<"hmac">, values: Values, rendered: Rendered, moment: Moment): Rendered {
  const url = new URL(rendered.url);
  // What is added to the query says when and who, never what else is in it.
  const early = { ...values, ...timeParts(moment) };
  for (const [name, template] of Object.entries(by.query)) url.searchParams.append(name, fill(template, early));
  const inputs = { ...early, ...questionParts({ ...rendered, url: url.href }) };
  const key = decoded(fill(by.key, values), by.keyEncoding);
  const signature = createHmac(by.algorithm, key).update(fill(by.text, inputs), "utf8").digest(by.encoding);
  if (by.signatureQuery !== undefined) url.searchParams.append(by.signatureQuery, signature);
  const headers = Object.entries(by.headers).map(
    ([name, template]) => [name.toLowerCase(), fillHeader(template, { ...inputs, signature })] as const,
  );
  return { ...rendered, url: url.href, headers: { ...rendered.headers, ...Object.fromEntries(headers) } };
}

const timeParts = (moment: Moment): Inputs => ({
  timestamp: seconds(moment),
  timestampMs: String(moment.at.getTime()),
  date: moment.at.toUTCString(),
  iso: moment.at.toISOString().replace(/\.\d+Z$/, "Z"),
  nonce: moment.nonce,
});

function questionParts({ method, url, headers, body = "" }: Rendered): Inputs {
  const { host, pathname, search, searchParams } = new URL(url);
  const digest = (hash: "md5" | "sha256", encoding: "hex" | "base64") => createHash(hash).update(body).digest(encoding);
  return {
    method,
    url,
    urlWithoutScheme: url.replace(/^https?:\/\//, ""),
    hostAndPath: host + pathname,
    host,
    path: pathname,
    query: search.slice(1),
    sortedQuery: sortedQuery(searchParams),
    contentType: headers["content-type"] ?? "",
    body,
    bodySha256: digest("sha256", "hex"),
    bodySha256Base64: digest("sha256", "base64"),
    bodyMd5Base64: digest("md5", "base64"),
  };
}
