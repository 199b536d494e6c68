import type { MethodUseOf } from "#contract";
import { NetError } from "../net/index.js";
import { because, type Finding } from "./finding.js";
import { signInOverHttp, type HttpUse, type Signing } from "./http.js";
import type { Method, Visit } from "./method.js";
import { TemplateError } from "./template.js";

export type HttpKind = HttpUse["kind"];

/** A method over http, as far as it signs. */
export interface Signer<K extends HttpKind = HttpKind> {
  /** How every question is signed, or why none can be. Throws NetError and TemplateError. */
  sign(visit: Visit<MethodUseOf<K>>): Signing | Finding | Promise<Signing | Finding>;
}
export const canSign = (method: Method | null): method is Method & Signer => method !== null && "sign" in method;

/** What a method over http has to say for itself; what follows is the same for all of them. */
export type HttpMethod<K extends HttpKind> = Pick<Method<K>, "kind" | "fields"> &
  Partial<Pick<Method<K>, "built" | "consent" | "keeps" | "outlives" | "refuse" | "identity" | "renew">> &
  Signer<K>;

export function httpMethod<K extends HttpKind>({ sign, ...own }: HttpMethod<K>): Method<K> & Signer<K> {
  return {
    reach: "http",
    built: () => true,
    consent: () => null,
    ...own,
    sign,
    async signIn(visit) {
      let signing: Signing | Finding | undefined;
      try {
        signing = await sign(visit);
        return "answer" in signing ? { finding: signing } : await signInOverHttp(visit, signing);
      } catch (error) {
        const broken = error instanceof NetError && signing && "signature" in signing && signing.failed?.(error);
        if (broken) return { finding: broken };
        // A value that cannot stand where the entry wants it is the person's to mend, at its field.
        if (!(error instanceof TemplateError)) throw error;
        return { finding: because("credentials_wrong", { field: error.input }) };
      }
    },
  };
}
