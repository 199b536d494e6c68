const rest = /[!'()*]/g;

/** All but the unreserved characters of RFC 3986 (2.3) as %XX of their UTF-8: what signatures are made over. */
export const percentEncoded = (text: string): string =>
  encodeURIComponent(wellFormed(text)).replace(rest, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** Half a surrogate pair has no UTF-8. */
const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, "\ufffd");

/** Names and values in the order of their encoded bytes, joined as in a query. */
export function sortedQuery(pairs: Iterable<readonly [string, string]>): string {
  const encoded = Array.from(pairs, ([name, value]) => [percentEncoded(name), percentEncoded(value)] as const);
  const order = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
  return encoded
    .sort((one, other) => order(one[0], other[0]) || order(one[1], other[1]))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}
