import type { FieldInput, MethodUseOf } from "#contract";
import { consentByApproval } from "./basic-approval.js";
import { enteredFields } from "./fields.js";
import { because } from "./finding.js";
import { httpMethod } from "./httpMethod.js";
import { fill, placeholders } from "./template.js";

const own: FieldInput[] = [
  { name: "username", role: "username", public: true, autocomplete: "username" },
  { name: "password", role: "password", kind: "secret", clean: "exact", autocomplete: "current-password" },
];

const signer = httpMethod<"basic">({
  kind: "basic",
  consent: (use) => (use.approval ? consentByApproval : null),
  keeps: handedBack,
  fields: (use, system) => {
    const kept = handedBack(use);
    const wanted = placeholders([use.user, use.password]).filter((name) => !kept.includes(name));
    return enteredFields(system, use, own, wanted);
  },

  // The first colon ends the user's name, so no name can hold one.
  refuse: (use, name, value) => (placeholders(use.user).includes(name) && value.includes(":") ? "colon" : undefined),

  sign({ use, values }) {
    // Nobody has approved yet.
    if (handedBack(use).some((name) => !values[name])) return because("consent_expired");
    const pair = `${fill(use.user, values)}:${fill(use.password, values)}`;
    const authorization = `Basic ${Buffer.from(pair, "utf8").toString("base64")}`;
    return { signature: { headers: { authorization } }, scheme: "basic" };
  },
});

/** Names of what nobody types, because a page of the system hands it back. */
function handedBack({ approval }: Pick<MethodUseOf<"basic">, "approval">): string[] {
  return Object.keys(approval?.takes ?? {});
}

/** User and password with every question (RFC 7617), in UTF-8: typed, or handed back by a page of the system's own. */
export const basic: typeof signer = {
  ...signer,
  async signIn(visit) {
    const met = await signer.signIn(visit);
    // What nobody typed, nobody can have mistyped: what helps is to approve once more.
    const over = visit.use.approval && met.finding.cause === "credentials_wrong";
    return over ? { finding: because("consent_expired") } : met;
  },
};
