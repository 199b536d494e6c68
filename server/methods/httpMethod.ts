import type { MethodUseOf } from "#contract";
import { because, type Finding } from "./finding.js";
import { signInOverHttp, type HttpUse, type Signing } from "./http.js";
import type { Method, Visit } from "./method.js";
import { TemplateError } from "./template.js";

export type HttpKind = HttpUse["kind"];

/** What a method over http has to say for itself; what follows is the same for all of them. */
export type HttpMethod<K extends HttpKind> = Pick<Method<K>, "kind" | "fields"> &
  Partial<Pick<Method<K>, "built" | "consent" | "keeps" | "refuse">> & {
    /** How every question is signed, or why none can be. Throws NetError and TemplateError. */
    sign(visit: Visit<MethodUseOf<K>>): Signing | Finding | Promise<Signing | Finding>;
  };

export function httpMethod<K extends HttpKind>({ sign, ...own }: HttpMethod<K>): Method<K> & { sign: typeof sign } {
  return {
    reach: "http",
    built: () => true,
    consent: () => false,
    ...own,
    sign,
    async signIn(visit) {
      try {
        const signing = await sign(visit);
        return "answer" in signing ? { finding: signing } : await signInOverHttp(visit, signing);
      } catch (error) {
        // A value that cannot stand where the entry wants it is the person's to mend, at its field.
        if (!(error instanceof TemplateError)) throw error;
        return { finding: because("credentials_wrong", { field: error.input }) };
      }
    },
  };
}
