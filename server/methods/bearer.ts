import type { FieldInput } from "#contract";
import { enteredFields } from "./fields.js";
import { because } from "./finding.js";
import { signInOverHttp } from "./http.js";
import type { Method } from "./method.js";
import { fillHeader, TemplateError } from "./template.js";

const own: FieldInput[] = [{ name: "token", role: "key", kind: "secret", clean: "key", autocomplete: "off" }];

/** A token in the Authorization header (RFC 6750), or after another word where a system has one. */
export const bearer: Method<"bearer"> = {
  kind: "bearer",
  reach: "http",
  built: () => true,
  consent: () => false,
  fields: (use, system) => enteredFields(system, use, own, ["token"]),

  async signIn(visit) {
    try {
      const authorization = fillHeader(`${visit.use.prefix}{token}`, visit.values);
      const scheme = visit.use.prefix.trim().toLowerCase();
      return await signInOverHttp(visit, { signature: { headers: { authorization } }, ...(scheme && { scheme }) });
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      return { finding: because("credentials_wrong", { field: error.input }) };
    }
  },
};
