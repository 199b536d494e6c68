import { parse } from "tldts";
import type { Rule } from "./rule.js";

export const linksFromAddress: Rule = {
  name: "links-from-address",
  description:
    "A step's link leads into the person's own system, from the verified address, or to the vendor's own host.",
  check: (system) =>
    system.methods.flatMap((use, at) =>
      use.steps.flatMap(({ link }, index) => {
        if (link === undefined || link.startsWith("{address}/")) return [];
        const host = /^https:\/\/([a-z0-9.-]+)(?:\/|$)/.exec(link)?.[1];
        const domain = host === undefined ? null : parse(host).domain;
        if (domain !== null && system.domains.includes(domain)) return [];
        return [`methods/${at}/steps/${index}/link: "${link}" does not start at {address}`];
      }),
    ),
};
