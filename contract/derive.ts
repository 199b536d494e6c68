import * as z from "zod";

/** One change of a text, by its standard's own name. */
const Change = z.union([
  z.enum([
    "upper",
    "lower",
    "md5Hex", // RFC 1321
    "publicKeySha256Base64", // of a private key in PEM: what stands behind "SHA256:" of its public key (SubjectPublicKeyInfo)
  ]),
  z.strictObject({ replace: z.tuple([z.string().min(1), z.string()]).describe("Each of the first by the second") }),
]);
export type Change = z.infer<typeof Change>;

/** An input that nobody enters: made of others, or a day to come. As secret as what it is made of. */
export const Derivation = z.union([
  z.strictObject({
    text: z.string().describe('Of other inputs: "{pu}{ot}"; left out while one of them is empty'),
    as: z.array(Change).default([]).describe("Changed one after another"),
  }),
  z.strictObject({ inDays: z.number().int().min(0).max(3650).describe("Days from today (UTC), as 2026-11-26") }),
]);
export type Derivation = z.infer<typeof Derivation>;
