import type { MethodUse } from "#contract/method";
import type { Evidence, Farewell, Probe, Question } from "#contract/probe";
import type { Prompt } from "#contract/prompt";
import type { System } from "#contract/system";
import type { Base } from "#contract/use";

/** A piece of an entry with the place where it stands. */
export interface Part<T> {
  readonly at: string;
  readonly part: T;
}

/** A use of a method, or one part of a use that is made of two. */
export type Way = MethodUse | Extract<MethodUse, { kind: "composite" }>["parts"][number];

/** Every way to prove access, parts too. */
export function waysOf(system: System): Part<Way>[] {
  return system.methods.flatMap((part, at): Part<Way>[] => [
    { at: `methods/${at}`, part },
    ...(part.kind === "composite"
      ? part.parts.map((one, number) => ({ at: `methods/${at}/parts/${number}`, part: one }))
      : []),
  ]);
}

/** What a use over http says of itself; undefined where it is reached in another way. */
export const httpOf = (use: MethodUse): Extract<MethodUse, { kind: "bearer" }> | undefined =>
  // They all say the same beside how they sign.
  "base" in use || "signIn" in use || "reads" in use ? (use as Extract<MethodUse, { kind: "bearer" }>) : undefined;

/** Where uses put their questions beside the address. */
export const basesOf = ({ methods }: System): Part<Base>[] =>
  methods.flatMap((use, at) => {
    const part = httpOf(use)?.base;
    return part === undefined ? [] : [{ at: `methods/${at}/base`, part }];
  });

/** Every probe of an entry: recognition, sign-in, data sets. */
export function probesOf(system: System): Part<Probe>[] {
  return [
    ...system.recognition.map((part, at) => ({ at: `recognition/${at}`, part })),
    ...system.methods.flatMap((use, at) =>
      (["signIn", "choose"] as const).flatMap((name) => {
        const part = httpOf(use)?.[name];
        return part === undefined ? [] : [{ at: `methods/${at}/${name}`, part }];
      }),
    ),
    ...system.methods.flatMap((use, at) =>
      Object.entries(httpOf(use)?.reads ?? {}).map(([set, part]) => ({ at: `methods/${at}/reads/${set}`, part })),
    ),
    ...Object.entries(system.reads).map(([set, part]) => ({ at: `reads/${set}`, part })),
  ];
}

/** Every question: those of the probes, log-in and log-out. */
export function questionsOf(system: System): Part<Question | Farewell>[] {
  return [
    ...probesOf(system).map(({ at, part }) => ({ at: `${at}/question`, part: part.question })),
    ...waysOf(system).flatMap(({ at, part }) => (part.kind === "login" ? loginQuestions(part, at) : [])),
  ];
}

/** Of a log-in, what it may be asked for besides; a log-in that is one of two parts has none. */
const promptsOf = (use: Extract<Way, { kind: "login" }>, at: string): Part<Prompt>[] =>
  ("prompts" in use ? use.prompts : []).map((part, number) => ({ at: `${at}/prompts/${number}`, part }));

const loginQuestions = (use: Extract<Way, { kind: "login" }>, at: string): Part<Question | Farewell>[] => [
  { at: `${at}/request`, part: use.request },
  ...promptsOf(use, at).map(({ at, part }) => ({ at: `${at}/request`, part: part.request })),
  ...(use.logout === undefined ? [] : [{ at: `${at}/logout`, part: use.logout }]),
];

/** Every statement of what an answer looks like. */
export function evidenceOf(system: System): Part<Evidence>[] {
  const of = (at: string, { yes, no }: Pick<Probe, "yes" | "no">) => [
    ...yes.map((part, index) => ({ at: `${at}/yes/${index}`, part })),
    ...no.map(({ when }, index) => ({ at: `${at}/no/${index}`, part: when })),
  ];
  return [
    ...probesOf(system).flatMap(({ at, part }) => of(at, part)),
    ...waysOf(system).flatMap(({ at, part }) =>
      part.kind === "login"
        ? [...of(at, part), ...promptsOf(part, at).map(({ at, part }) => ({ at: `${at}/when`, part: part.when }))]
        : [],
    ),
  ];
}

/** Every text within a value, however deep, with its place. */
export function textsIn(value: unknown, at: string): Part<string>[] {
  if (typeof value === "string") return [{ at, part: value }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => textsIn(inner, `${at}/${name}`));
}

/** Whether an address begins with an origin that each choice of a public field brings, and is https wherever it leads. */
export function isChosen(url: string, { methods }: System): boolean {
  const name = /^\{([a-zA-Z][a-zA-Z0-9]*)\}(?:\/|$)/.exec(url)?.[1];
  if (name === undefined) return false;
  const bring = methods.flatMap(({ fields = [] }) =>
    fields.filter(({ choices = [] }) => choices.some(({ sets = {} }) => Object.hasOwn(sets, name))),
  );
  const origins = bring.flatMap(({ choices = [] }) => choices.map(({ sets = {} }) => sets[name]));
  return (
    bring.length > 0 &&
    bring.every((field) => field.public) &&
    origins.every((origin) => origin !== undefined && /^https:\/\/[a-z0-9.-]+$/.test(origin))
  );
}

/** Names in braces: "{database}" and "{apiKey}:{apiSecret}". */
export const placeholdersIn = (text: string): string[] =>
  [...text.matchAll(/\{([a-zA-Z][a-zA-Z0-9]*)\}/g)].map(([, name]) => name!);
