import type { MethodUse } from "#contract/method";
import { signedParts } from "#contract/signing";
import type { System } from "#contract/system";
import { httpOf, placeholdersIn, textsIn, type Way } from "./parts.js";
import type { Rule } from "./rule.js";

/** What each kind asks for by itself, before an entry adds to it. */
const brought: Readonly<Partial<Record<Way["kind"], readonly string[]>>> = {
  apiKey: ["apiKey"],
  basic: ["username", "password"],
  bearer: ["token"],
  login: ["username", "password"],
  oauth2: ["clientId", "clientSecret", "username", "password", "privateKey", "certificate"],
  database: ["username", "password", "database"],
  oauth1: ["consumerKey", "consumerSecret", "tokenId", "tokenSecret"],
  // `{security}` is what the method puts into an envelope.
  wsse: ["username", "password", "security"],
  clientCert: ["certificate", "privateKey", "passphrase"],
};

/** The same of each way to sign; what of a question is signed stands in the text, too. */
const broughtBy: Readonly<Record<Extract<Way, { kind: "signed" }>["by"]["scheme"], readonly string[]>> = {
  hmac: ["secretKey", "signature", ...signedParts],
  hawk: ["hawkId", "hawkKey"],
  sigv4: ["accessKeyId", "secretAccessKey", "sessionToken", "region"],
  azureSharedKey: ["account", "accountKey"],
  jwt: ["privateKey"],
};

export const placeholders: Rule = {
  name: "placeholders",
  description:
    "Every name in braces is a field of the method, taken from the address or the log-in's answer, or {address}.",
  check(system) {
    const shared = new Set(["address", ...takenFromAddress(system), ...everywhere(system)]);
    const unknown = (known: ReadonlySet<string>, value: unknown, at: string) =>
      textsIn(value, at).flatMap((text) =>
        placeholdersIn(text.part)
          .filter((name) => !known.has(name))
          .map((name) => `${text.at}: {${name}} is nothing that is known there`),
      );
    const byMethod = system.methods.map((use) => new Set([...shared, ...ofMethod(use)]));
    // Recognition comes before any field; a data set is read after whichever method has no way of its own to it.
    const inAll = (set: string) => {
      const own = (at: number) => Object.hasOwn(httpOf(system.methods[at]!)?.reads ?? {}, set);
      const names = byMethod.filter((_, at) => !own(at));
      return new Set([...(names[0] ?? [])].filter((name) => names.every((one) => one.has(name))));
    };
    return [
      ...unknown(
        shared,
        system.recognition.map(({ question }) => question),
        "recognition",
      ),
      ...system.methods.flatMap((use, at) => {
        const { steps: _steps, fields: _fields, label: _label, ...facts } = use;
        const base = httpOf(use)?.base?.url;
        return [...unknown(byMethod[at]!, { ...facts, base }, `methods/${at}`), ...unsent(use, `methods/${at}`)];
      }),
      ...Object.entries(system.reads).flatMap(([set, probe]) => unknown(inAll(set), probe.question, `reads/${set}`)),
    ];
  },
};

/** A key whose place is the path, and that stands in none. */
const unsent = (use: MethodUse, at: string): string[] =>
  use.kind === "apiKey" && use.place === "path" && !placeholdersIn(use.signIn?.question.path ?? "").includes(use.name)
    ? [`${at}/signIn: {${use.name}} stands in no path, so the key is never sent`]
    : [];

/** What a field of every method asks for, or one of its choices brings, in public: it is known before anybody signs in. */
const everywhere = ({ methods }: System): string[] => {
  const [first = [], ...others] = methods.map(({ fields = [] }) =>
    fields.filter((field) => field.public).flatMap((field) => [field.name, ...setBy([field])]),
  );
  return first.filter((name) => others.every((names) => names.includes(name)));
};

const setBy = (fields: MethodUse["fields"] = []): string[] =>
  fields.flatMap(({ choices = [] }) => choices.flatMap(({ sets = {} }) => Object.keys(sets)));

const takenFromAddress = ({ address }: System): string[] => [
  ...(address.takes ?? []).map(({ input }) => input),
  ...(address.kind === "account" ? [address.account?.input ?? "account"] : []),
];

const ofMethod = (use: MethodUse): string[] => [
  ...ofWay(use),
  ...(use.fields ?? []).map(({ name }) => name),
  ...setBy(use.fields),
  ...Object.keys(use.derives ?? {}),
  ...Object.keys(httpOf(use)?.signIn?.takes ?? {}),
  ...Object.keys(httpOf(use)?.choose?.choices.takes ?? {}),
  ...(use.kind === "composite" ? use.parts.flatMap(ofWay) : []),
];

const ofWay = (way: Way): readonly string[] => [
  ...(brought[way.kind] ?? []),
  ...(way.kind === "basic" && "approval" in way ? ["app", "moment", "callback", "refusal"] : []),
  ...(way.kind === "apiKey" && way.place === "path" ? [way.name] : []),
  ...(way.kind === "signed" ? broughtBy[way.by.scheme] : []),
  ...(way.kind === "login" ? Object.keys(way.takes) : []),
  ...(way.kind === "login" && "prompts" in way ? way.prompts.flatMap(({ takes }) => Object.keys(takes)) : []),
  ...(way.kind === "oauth2" ? [...Object.keys(way.takes.callback), ...Object.keys(way.takes.token)] : []),
];
