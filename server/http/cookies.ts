import type { FastifyRequest } from "fastify";

/** Cookies of a request by name (RFC 6265). The first of a name counts: browsers send the most specific one first. */
export function cookiesOf(request: FastifyRequest): Record<string, string> {
  const cookies: Record<string, string> = Object.create(null) as Record<string, string>;
  const header = request.headers.cookie;
  if (!header) return cookies;
  for (const pair of header.split(";")) {
    const at = pair.indexOf("=");
    const name = pair.slice(0, at).trim();
    if (at > 0 && !(name in cookies)) cookies[name] = pair.slice(at + 1).trim();
  }
  return cookies;
}
