import * as z from "zod";

/** A signed SAML 2.0 assertion in place of a secret or of a person's consent (RFC 7522). Part of `OAuth2Use`. */
export const SamlAssertion = z.strictObject({
  issuer: z.string().describe("Who speaks: the name that the system knows the key's certificate by"),
  nameId: z.string().default("{username}").describe("For whom"),
  nameIdFormat: z.string().default("urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified"),
  audience: z.string().describe("To whom: the system's own name in SAML"),
  recipient: z.string().optional().describe("The token endpoint unless told"),
  authnContext: z.string().default("urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified"),
  attributes: z.record(z.string(), z.string()).default({}).describe("By name; one that is left empty is left out"),
  key: z.string().default("{privateKey}").describe("RSA, PEM; signs with SHA-256"),
  certificate: z.string().optional().describe('Of the key, PEM, to go along with the signature: "{certificate}"'),
  encoding: z
    .enum(["base64url", "base64"])
    .default("base64url")
    .describe("As it is sent; the standard wants base64url"),
  lives: z.number().int().min(60).max(3600).default(600).describe("Seconds"),
});
export type SamlAssertion = z.infer<typeof SamlAssertion>;
