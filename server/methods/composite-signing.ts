import type { Signing } from "./http.js";
import type { Signature } from "./question.js";

/** Two ways of signing as one: both sign every question, the second last. */
export function together(first: Signing, second: Signing): Signing {
  const identity = second.identity ?? first.identity;
  // Two schemes cannot both be the one that a challenge asks for.
  const scheme =
    first.scheme === undefined || second.scheme === undefined ? (first.scheme ?? second.scheme) : undefined;
  const finding = second.finding ?? first.finding;
  return {
    signature: both(first.signature, second.signature),
    inputs: { ...first.inputs, ...second.inputs },
    ...(identity && { identity }),
    ...(scheme !== undefined && { scheme }),
    ...(finding && { finding }),
    told: {
      facts: [...(first.told?.facts ?? []), ...(second.told?.facts ?? [])],
      warnings: [...(first.told?.warnings ?? []), ...(second.told?.warnings ?? [])],
    },
    means: (answer) => first.means?.(answer) ?? second.means?.(answer),
    failed: (error) => first.failed?.(error) ?? second.failed?.(error),
    async close(kept) {
      await second.close?.(kept);
      await first.close?.(kept);
    },
  };
}

function both(first: Signature, second: Signature): Signature {
  const security = second.security ?? first.security;
  return {
    headers: { ...first.headers, ...second.headers, ...cookies(first, second) },
    query: { ...first.query, ...second.query },
    members: { ...first.members, ...second.members },
    ...(security && { security }),
    whole(rendered) {
      const once = first.whole?.(rendered) ?? rendered;
      return second.whole?.(once) ?? once;
    },
  };
}

/** Cookies of both go into one header (RFC 6265, 5.4). */
function cookies(...signatures: readonly Signature[]): { cookie?: string } {
  const all = signatures.flatMap(({ headers }) => headers?.["cookie"] ?? []);
  return all.length > 0 ? { cookie: all.join("; ") } : {};
}
