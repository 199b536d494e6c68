import { basesOf, isChosen, waysOf } from "./parts.js";
import type { Rule } from "./rule.js";

export const templatedLabels: Rule = {
  name: "templated-labels",
  description:
    "A stand-in in a host is one DNS label or part of one, never a domain; nothing before it can leave the host.",
  check(system) {
    const bases = basesOf(system);
    const hosts = [
      ...(system.address.hosts ?? []).map((text) => ({ at: "address/hosts", text })),
      ...bases.flatMap(({ at, part }) =>
        (part.hosts ?? []).map((text) => ({ at: `${at}/hosts`, text: text.replace(/:\d+$/, "") })),
      ),
    ];
    const urls = [
      { at: "address/url", text: system.address.url },
      // What begins with an input is held to hosts of its own.
      ...bases.flatMap(({ at, part: { url } }) => (/^\{\w+\}/.test(url) ? [] : [{ at: `${at}/url`, text: url }])),
      ...waysOf(system).flatMap(({ at, part: use }) =>
        use.kind === "oauth2"
          ? (["issuer", "authorizeUrl", "tokenUrl"] as const).map((name) => ({
              at: `${at}/${name}`,
              text: use[name],
            }))
          : [],
      ),
    ].flatMap(({ at, text }) =>
      text === undefined || /^\{\w+\}$|^\{address\}\//.test(text) || isChosen(text, system) ? [] : [{ at, text }],
    );
    const isUrl = ({ text }: { text: string }) => /^https:\/\/[^/@?#]+(?:\/|$)/.test(text);
    const found = urls.filter((url) => !isUrl(url)).map(({ at, text }) => `${at}: "${text}" is not https with a host`);
    for (const { at, text } of [
      ...hosts,
      ...urls.filter(isUrl).map(({ at, text }) => ({ at, text: text.replace(/^https:\/\/([^/]*).*$/, "$1") })),
    ]) {
      const labels = text.replace(/\{[a-zA-Z][a-zA-Z0-9]*\}/g, "x").split(".");
      const right = labels.every((label) => /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(label));
      if (!right || /\}\{/.test(text)) found.push(`${at}: "${text}" has a stand-in that is not one label`);
      if (
        text
          .split(".")
          .slice(-2)
          .some((label) => label.includes("{"))
      ) {
        found.push(`${at}: "${text}" leaves the domain itself open`);
      }
    }
    return found;
  },
};
