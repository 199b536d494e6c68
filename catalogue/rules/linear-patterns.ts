import { RE2JS } from "re2js";
import type { System } from "#contract/system";
import { evidenceOf, httpOf, probesOf, type Part } from "./parts.js";
import type { Rule } from "./rule.js";

export const linearPatterns: Rule = {
  name: "linear-patterns",
  description: "Every regular expression compiles in an engine that takes time linear in the text (RE2).",
  check: (system) =>
    patternsOf(system).flatMap(({ at, part }) => {
      try {
        RE2JS.compile(part);
        return [];
      } catch {
        return [`${at}: "${part}" is not an RE2 expression (no look-around, no back-references)`];
      }
    }),
};

function patternsOf(system: System): Part<string>[] {
  const { address, methods } = system;
  const found: { at: string; part: string | undefined }[] = [
    { at: "address/keepPath", part: address.keepPath },
    { at: "address/account/pattern", part: address.account?.pattern },
    ...(address.paths ?? []).map(({ path }, at) => ({ at: `address/paths/${at}/path`, part: path })),
    ...(address.rewrites ?? []).map(({ host }, at) => ({ at: `address/rewrites/${at}/host`, part: host })),
    ...(address.takes ?? []).map(({ pattern }, at) => ({ at: `address/takes/${at}/pattern`, part: pattern })),
    ...methods.flatMap((use, at) =>
      (use.fields ?? []).map(({ pattern }, field) => ({ at: `methods/${at}/fields/${field}/pattern`, part: pattern })),
    ),
    ...evidenceOf(system).flatMap(({ at, part }) => [
      { at: `${at}/text`, part: part.text },
      { at: `${at}/header`, part: part.header?.matches },
      ...(part.json ?? []).map(({ matches }) => ({ at: `${at}/json`, part: matches })),
    ]),
    ...probesOf(system).flatMap(({ at, part }) =>
      Object.entries(part.facts ?? {}).map(([name, excerpt]) => ({ at: `${at}/facts/${name}`, part: excerpt?.text })),
    ),
    ...methods.flatMap((use, at) =>
      Object.entries(httpOf(use)?.signIn?.takes ?? {}).map(([name, { text }]) => ({
        at: `methods/${at}/signIn/takes/${name}`,
        part: text,
      })),
    ),
    ...methods.flatMap((use, at) =>
      use.kind === "login"
        ? Object.entries(use.takes).map(([name, excerpt]) => ({
            at: `methods/${at}/takes/${name}`,
            part: excerpt.text,
          }))
        : [],
    ),
  ];
  return found.flatMap(({ at, part }) => (part === undefined ? [] : [{ at, part }]));
}
