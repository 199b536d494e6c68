import { createHmac } from "node:crypto";
import { percentEncoded, sortedQuery } from "./percent.js";
import type { Rendered } from "./question.js";

export type OAuth1Method = "HMAC-SHA1" | "HMAC-SHA256" | "HMAC-SHA512" | "PLAINTEXT";
export type Parameters = readonly (readonly [string, string])[];

const hashes = { "HMAC-SHA1": "sha1", "HMAC-SHA256": "sha256", "HMAC-SHA512": "sha512" } as const;

/** What is signed (RFC 5849, 3.4.1): verb, address, and all parameters: ours, those of the query, those of a form. */
export function baseString({ method, url, headers, body }: Rendered, parameters: Parameters): string {
  const { protocol, host, pathname, searchParams } = new URL(url);
  const isForm =
    headers["content-type"]?.split(";", 1)[0]?.trim().toLowerCase() === "application/x-www-form-urlencoded";
  const form = isForm && body !== undefined ? new URLSearchParams(body) : [];
  const all = sortedQuery([...parameters, ...searchParams, ...form]);
  return [method.toUpperCase(), `${protocol}//${host}${pathname}`, all].map(percentEncoded).join("&");
}

/** Signature over a base string by both secrets (RFC 5849, 3.4.2 and 3.4.4). */
export function oauth1Signature(
  method: OAuth1Method,
  base: string,
  { consumerSecret, tokenSecret }: { consumerSecret: string; tokenSecret: string },
): string {
  const key = `${percentEncoded(consumerSecret)}&${percentEncoded(tokenSecret)}`;
  return method === "PLAINTEXT" ? key : createHmac(hashes[method], key).update(base).digest("base64");
}
