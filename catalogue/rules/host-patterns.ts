import { parse } from "tldts";
import { basesOf } from "./parts.js";
import type { Rule } from "./rule.js";

export const hostPatterns: Rule = {
  name: "host-patterns",
  description: "A host pattern names the vendor's own domain: it never covers a whole public suffix.",
  check: (system) =>
    [
      ...(system.address.hosts ?? []).map((pattern) => ({ at: "address/hosts", pattern })),
      ...basesOf(system).flatMap(({ at, part: { hosts = [] } }) =>
        hosts.map((host) => ({ at: `${at}/hosts`, pattern: host.replace(/:\d+$/, "") })),
      ),
    ].flatMap(({ at, pattern }) => {
      const labels = pattern.split(".");
      const open = labels.findLastIndex((label) => label.includes("{"));
      const fixed = labels.slice(open + 1).join(".");
      // With private suffixes too: *.github.io is not one vendor's.
      const { domain, isIcann } = parse(fixed, { allowPrivateDomains: false });
      const shared = parse(fixed, { allowPrivateDomains: true });
      if (domain === null || isIcann !== true) return [`${at}: "${pattern}" is not bound to a registered domain`];
      return open >= 0 && shared.domain === null && shared.publicSuffix === fixed && !system.domains.includes(domain)
        ? [`${at}: "${pattern}" covers "${fixed}", where anybody can have a name`]
        : [];
    }),
};
