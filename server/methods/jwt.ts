import { signAssertion } from "./assertion.js";
import type { Statement } from "./signed.js";

/** A signed statement of who asks (RFC 7519), as a bearer token that lives for one visit. */
export const jwt: Statement<"jwt"> = {
  own: [
    {
      name: "privateKey",
      role: "key",
      kind: "secret",
      lines: true,
      max: 16_384,
      autocomplete: "off",
      label: { en: "Private key", de: "Privater Schlüssel" },
    },
  ],
  async carry(by, values, address) {
    return { headers: { authorization: by.prefix + (await signAssertion(by, { ...values, address }, address)) } };
  },
  sent: ({ prefix }) => ({ scheme: prefix.trim().toLowerCase() }),
};
