import type { FieldInput, MethodUseOf, System } from "#contract";
import { azureSharedKey } from "./azureSharedKey.js";
import { enteredFields } from "./fields.js";
import { hawk } from "./hawk.js";
import { hmac } from "./hmac.js";
import { httpMethod } from "./httpMethod.js";
import type { Values } from "./method.js";
import { thisMoment, type Moment } from "./moment.js";
import type { Rendered } from "./question.js";
import type { RefusalReason } from "./refusal.js";
import type { Sent } from "./sent.js";
import { sigv4 } from "./sigv4.js";
import { placeholders } from "./template.js";

export type SignedBy = MethodUseOf<"signed">["by"];
type SchemeName = SignedBy["scheme"];
export type ByOf<S extends SchemeName> = Extract<SignedBy, { scheme: S }>;

/** One way to make a signature over a question. */
export interface Scheme<S extends SchemeName> {
  readonly own: readonly FieldInput[];
  /** Signs one question. Throws TemplateError. */
  sign(by: ByOf<S>, values: Values, rendered: Rendered, moment: Moment): Rendered;
  /** What is against a value, before anything is sent. */
  refuse?(by: ByOf<S>, name: string, value: string): RefusalReason | undefined;
  /** How refusals of it are read. */
  sent(by: ByOf<S>, values: Values): Sent;
}

const schemes: { readonly [S in SchemeName]: Scheme<S> } = { hmac, hawk, sigv4, azureSharedKey };
const schemeOf = (by: SignedBy) => schemes[by.scheme] as unknown as Scheme<SchemeName>;

/** A signature over each question by a secret that never travels itself. */
export const signed = httpMethod<"signed">({
  kind: "signed",
  fields: (use, system) => enteredFields(system, use, schemeOf(use.by).own, wanted(use.by, system)),
  refuse: ({ by }, name, value) => schemeOf(by).refuse?.(by, name, value),
  sign: ({ use: { by }, values }) => ({
    signature: { whole: (rendered) => schemeOf(by).sign(by, values, rendered, thisMoment()) },
    ...schemeOf(by).sent(by, values),
  }),
});

/** What is asked for; an account that the address is made from is known already. */
function wanted(by: SignedBy, { address }: System): string[] {
  const known = address.kind === "account" ? (address.account?.input ?? "account") : undefined;
  return placeholders(by).filter((name) => name !== known);
}
