import type { FieldInput } from "#contract";
import { enteredFields } from "./fields.js";
import { httpMethod } from "./httpMethod.js";
import { fillHeader } from "./template.js";

const own: FieldInput[] = [{ name: "token", role: "key", kind: "secret", clean: "key", autocomplete: "off" }];

/** A token in the Authorization header (RFC 6750), or after another word where a system has one. */
export const bearer = httpMethod<"bearer">({
  kind: "bearer",
  fields: (use, system) => enteredFields(system, use, own, ["token"]),

  sign({ use, values }) {
    const authorization = fillHeader(`${use.prefix}{token}`, values);
    const scheme = use.prefix.trim().toLowerCase();
    return { signature: { headers: { authorization } }, ...(scheme && { scheme }) };
  },
});
