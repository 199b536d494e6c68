import { basesOf, httpOf, isChosen } from "./parts.js";
import type { Rule } from "./rule.js";

export const baseIsPinned: Rule = {
  name: "base-is-pinned",
  description:
    "Where a method puts its questions is the entry's own word, the verified address, or one of the hosts that the entry names.",
  check: (system) =>
    basesOf(system).flatMap(({ at, part: { url, hosts } }) => {
      const use = system.methods[Number(at.split("/")[1])]!;
      const found: string[] = [];
      const origin = /^\{(\w+)\}(?:\/|$)/.exec(url)?.[1];
      const pinned = origin === "address" || isChosen(url, system);
      if (url.startsWith("{") && !pinned && hosts === undefined)
        found.push(`${at}: "${url}" begins with what others say; name the hosts that it may be`);
      if (url.startsWith("{") && origin === undefined) found.push(`${at}: "${url}" has a stand-in that is no origin`);
      if (hosts !== undefined && (pinned || !url.startsWith("{")))
        found.push(`${at}/hosts: "${url}" is the entry's own, and needs none`);
      // What the address says without credentials is no measure for another place.
      if (httpOf(use)?.signIn === undefined) found.push(`${at}: says where, and not what is asked there to sign in`);
      return found;
    }),
};
