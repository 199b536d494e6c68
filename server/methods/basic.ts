import type { FieldInput } from "#contract";
import { enteredFields } from "./fields.js";
import { httpMethod } from "./httpMethod.js";
import { fill, placeholders } from "./template.js";

const own: FieldInput[] = [
  { name: "username", role: "username", public: true, autocomplete: "username" },
  { name: "password", role: "password", kind: "secret", clean: "exact", autocomplete: "current-password" },
];

/** User and password with every question (RFC 7617), in UTF-8. */
export const basic = httpMethod<"basic">({
  kind: "basic",
  fields: (use, system) => enteredFields(system, use, own, placeholders([use.user, use.password])),

  // The first colon ends the user's name, so no name can hold one.
  refuse: (use, name, value) => (placeholders(use.user).includes(name) && value.includes(":") ? "colon" : undefined),

  sign({ use, values }) {
    const pair = `${fill(use.user, values)}:${fill(use.password, values)}`;
    const authorization = `Basic ${Buffer.from(pair, "utf8").toString("base64")}`;
    return { signature: { headers: { authorization } }, scheme: "basic" };
  },
});
