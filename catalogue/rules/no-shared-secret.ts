import type { System } from "#contract/system";
import { isChosen, placeholdersIn, waysOf, type Way } from "./parts.js";
import type { Rule } from "./rule.js";

export const noSharedSecret: Rule = {
  name: "no-shared-secret",
  description: "The operator's secrets go only to a host that the entry pins, never to one that a person typed.",
  check: (system) =>
    waysOf(system).flatMap(({ at, part: use }) => {
      if (isTyped(system, use) && sendsOperators(use)) {
        return [`${at}: the operator's inputs would be sent to an address that the person types`];
      }
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

/** Whether anything that is signed goes where the person says: questions, or the endpoints that give OAuth 1 its tokens. */
function isTyped(system: System, use: Way): boolean {
  const { address } = system;
  if (address.kind === "web" || address.kind === "server") return true;
  const endpoints = use.kind === "oauth1" ? [use.requestTokenUrl, use.accessTokenUrl] : [];
  return endpoints.some((url) => url !== undefined && !isPinned(url, address.hosts ?? []) && !isChosen(url, system));
}

/** OAuth 1 by HMAC is the exception: what is sent is a signature, and the secret never is. */
function sendsOperators(use: Way): boolean {
  const fields = "fields" in use ? (use.fields ?? []) : [];
  if (use.kind === "oauth1" && use.signature !== "PLAINTEXT") return false;
  return fields.some(({ by, public: shown }) => by === "operator" && shown !== true);
}
