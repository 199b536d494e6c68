import type { FieldInput, MethodUseOf, System } from "#contract";
import { azureSharedKey } from "./azureSharedKey.js";
import { enteredFields } from "./fields.js";
import { hawk } from "./hawk.js";
import { hmac } from "./hmac.js";
import { httpMethod } from "./httpMethod.js";
import type { Values } from "./method.js";
import { thisMoment, type Moment } from "./moment.js";
import { jwt } from "./jwt.js";
import { ProviderError } from "./providerError.js";
import type { Rendered, Signature } from "./question.js";
import type { RefusalReason } from "./refusal.js";
import type { Sent } from "./sent.js";
import { sigv4 } from "./sigv4.js";
import { placeholders } from "./template.js";

export type SignedBy = MethodUseOf<"signed">["by"];
type SchemeName = SignedBy["scheme"];
export type ByOf<S extends SchemeName> = Extract<SignedBy, { scheme: S }>;

/** One way to make a signature. */
interface AnyScheme<S extends SchemeName> {
  readonly own: readonly FieldInput[];
  /** What is against a value, before anything is sent. */
  refuse?(by: ByOf<S>, name: string, value: string): RefusalReason | undefined;
  /** How refusals of it are read. */
  sent(by: ByOf<S>, values: Values): Sent;
}
/** A signature over each question. */
export interface Scheme<S extends SchemeName> extends AnyScheme<S> {
  /** Signs one question. Throws TemplateError. */
  sign(by: ByOf<S>, values: Values, rendered: Rendered, moment: Moment): Rendered;
}
/** A signature over a statement of who asks, the same for the whole visit. */
export interface Statement<S extends SchemeName> extends AnyScheme<S> {
  /** Throws ProviderError. */
  carry(by: ByOf<S>, values: Values, address: string): Promise<Signature>;
}

const schemes: { readonly [S in SchemeName]: Scheme<S> | Statement<S> } = { hmac, hawk, sigv4, azureSharedKey, jwt };
const schemeOf = (by: SignedBy) => schemes[by.scheme] as unknown as Scheme<SchemeName> | Statement<SchemeName>;

/** A signature over each question by a secret that never travels itself. */
export const signed = httpMethod<"signed">({
  kind: "signed",
  fields: (use, system) => enteredFields(system, use, schemeOf(use.by).own, wanted(use.by, system)),
  refuse: ({ by }, name, value) => schemeOf(by).refuse?.(by, name, value),
  async sign({ use: { by }, values, address }) {
    const scheme = schemeOf(by);
    try {
      const signature: Signature =
        "carry" in scheme
          ? await scheme.carry(by, values, address ?? "")
          : { whole: (rendered) => scheme.sign(by, values, rendered, thisMoment()) };
      return { signature, ...scheme.sent(by, values) };
    } catch (error) {
      if (error instanceof ProviderError) return error.finding;
      throw error;
    }
  },
});

/** What is asked for; an account that the address is made from is known already. */
function wanted(by: SignedBy, { address }: System): string[] {
  const known = address.kind === "account" ? (address.account?.input ?? "account") : undefined;
  return placeholders(by).filter((name) => name !== known);
}
