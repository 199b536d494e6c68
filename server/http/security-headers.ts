import type { FastifyReply } from "fastify";

const everywhere = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
};

/** With `no-referrer` a form of our own would say `Origin: null`; nothing crosses to another origin with this either. */
const amongUs = { ...everywhere, "referrer-policy": "same-origin" };

/**
 * A page of ours. Nothing inline, nothing from elsewhere, no string that becomes code or markup (Trusted Types).
 * `form-action` is left out on purpose: Chromium holds it against the redirects that follow a form, and the popup's
 * form is answered by one to the provider.
 */
export function pageHeaders(reply: FastifyReply, ancestors: string): void {
  reply.headers({
    ...amongUs,
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "content-security-policy": [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "connect-src 'self'",
      "img-src 'self' data:",
      "font-src 'self'",
      "base-uri 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
      ancestors,
    ].join("; "),
  });
}

/** A page to read: no script at all. */
export function documentHeaders(reply: FastifyReply): void {
  reply.headers({
    ...everywhere,
    "content-type": "text/html; charset=utf-8",
    "cache-control": "public, max-age=300",
    "content-security-policy":
      "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  });
}

export function assetHeaders(reply: FastifyReply): void {
  reply.headers(everywhere);
}
