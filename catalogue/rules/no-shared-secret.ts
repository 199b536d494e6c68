import { isChosen, placeholdersIn, waysOf } from "./parts.js";
import type { Rule } from "./rule.js";

export const noSharedSecret: Rule = {
  name: "no-shared-secret",
  description:
    "The operator's client secret goes only to a host that the entry pins, never to one that a person typed.",
  check: (system) =>
    waysOf(system).flatMap(({ at, part: use }) => {
      if (use.kind !== "oauth2" || use.client !== "operator") return [];
      // An application without a secret (RFC 6749, 2.1: public) has none to lose.
      if (use.clientAuth === "none") return [];
      return (["issuer", "tokenUrl"] as const).flatMap((name) => {
        const url = use[name];
        if (url === undefined || isPinned(url, system.address.hosts ?? []) || isChosen(url, system)) return [];
        return [`${at}/${name}: "${url}" is where the person says; let the client be the person's own`];
      });
    }),
};

/** A host without stand-ins, or one that is among the vendor's own host patterns. */
function isPinned(url: string, hosts: readonly string[]): boolean {
  const host = /^https:\/\/([^/?#]+)/.exec(url)?.[1];
  if (host === undefined) return false;
  return placeholdersIn(host).length === 0 || hosts.includes(host);
}
