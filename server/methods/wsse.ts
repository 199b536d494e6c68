import type { FieldInput } from "#contract";
import { enteredFields } from "./fields.js";
import { httpMethod } from "./httpMethod.js";
import { thisMoment } from "./moment.js";
import { fill, fillXml, placeholders } from "./template.js";
import { faultIn } from "./wsse-fault.js";
import { securityHeader } from "./wsse-security.js";

const own: FieldInput[] = [
  { name: "username", role: "username", public: true, autocomplete: "username" },
  { name: "password", role: "password", kind: "secret", clean: "exact", autocomplete: "current-password" },
];

/** User and password in the header of each SOAP envelope, made anew for each (WS-Security UsernameToken Profile 1.1). */
export const wsse = httpMethod<"wsse">({
  kind: "wsse",
  fields: (use, system) => enteredFields(system, use, own, placeholders([use.user, use.password])),

  sign({ use, values }) {
    // What no XML can hold is refused at its field; a digest can be made of anything.
    for (const text of use.digest ? [use.user] : [use.user, use.password]) fillXml(text, values);
    const who = { user: fill(use.user, values), password: fill(use.password, values) };
    const security = () => securityHeader(who, use, thisMoment());
    return { signature: { security }, means: faultIn };
  },
});
