import type { Field, MethodUse, MethodUseOf } from "#contract";
import { NetError } from "../net/index.js";
import type { Finding } from "./finding.js";
import type { Signing } from "./http.js";
import { canSign, httpMethod, type Signer } from "./httpMethod.js";
import type { Method, Visit } from "./method.js";
import { together } from "./composite-signing.js";

type CompositeUse = MethodUseOf<"composite">;
type Part = Method & Signer;

/**
 * Two ways over http at once. Null where one of them is not built, or needs a person's consent: that way leads through
 * a method of its own.
 */
export function compositeOf(
  use: CompositeUse,
  methodOf: (use: MethodUse) => Method | null,
): Method<"composite"> | null {
  const parts: { use: MethodUse; method: Part }[] = [];
  for (const one of usesOf(use)) {
    const method = methodOf(one);
    if (!canSign(method) || method.consent(one as never)) return null;
    parts.push({ use: one, method });
  }
  const visitsOf = (visit: Visit) => parts.map((part) => ({ ...part, visit: { ...visit, use: part.use } }));

  return httpMethod<"composite">({
    kind: "composite",
    fields: (_use, system) => merged(parts.flatMap((part) => part.method.fields(part.use as never, system))),
    keeps: () => parts.flatMap((part) => part.method.keeps?.(part.use as never) ?? []),
    refuse: (_use, name, value) =>
      parts.map((part) => part.method.refuse?.(part.use as never, name, value)).find((reason) => reason !== undefined),

    async identity(visit) {
      for (const part of visitsOf(visit)) {
        const identity = await part.method.identity?.(part.visit as never);
        if (identity) return identity;
      }
      return undefined;
    },

    async sign(visit) {
      let signing: Signing | undefined;
      for (const part of visitsOf(visit)) {
        const next = await signPart(part.method, part.visit, signing);
        if ("answer" in next) {
          await signing?.close?.(false);
          return next;
        }
        signing = signing ? together(signing, next) : next;
      }
      return signing ?? { signature: {} };
    },
  });
}

/** What the first way gives, the second already goes with: its own questions (tokens, sessions) are signed by it, too. */
async function signPart(method: Part, visit: Visit, before: Signing | undefined): Promise<Signing | Finding> {
  try {
    const identity = before?.identity ?? visit.identity;
    return await method.sign({ ...visit, ...(identity && { identity }) } as never);
  } catch (error) {
    const meaning = error instanceof NetError ? before?.failed?.(error) : undefined;
    if (meaning) return meaning;
    await before?.close?.(false);
    throw error;
  }
}

/** The parts as uses of their own, with what the whole says for both. A log-in that is a part asks nothing besides. */
const usesOf = ({ parts, fields, headers, derives }: CompositeUse): MethodUse[] =>
  parts.map((part) => ({
    ...(part.kind === "login" ? { ...part, prompts: [] } : part),
    steps: [],
    ...(fields && { fields }),
    ...(headers && { headers }),
    ...(derives && { derives }),
  }));

/** Each field once, where it is met first. */
const merged = (fields: readonly Field[]): Field[] =>
  fields.filter(({ name }, at) => fields.findIndex((field) => field.name === name) === at);
