import * as z from "zod";

/** A certificate as a system showed it, fit to be read by a person who is to judge it. */
export const Certificate = z.strictObject({
  subject: z.string().describe("Common name, else the whole subject"),
  issuer: z.string(),
  names: z.array(z.string()).describe("Names and addresses that it is for, at most 20"),
  validFrom: z.string().describe("ISO 8601; empty where it could not be read"),
  validTo: z.string(),
  sha256: z.string().describe("Fingerprint, 64 lower-case hex digits: what is pinned"),
  trustedBy: z
    .enum(["public", "ca", "pin"])
    .optional()
    .describe(
      "Why it is trusted: a public authority, an uploaded one, or this very certificate; absent where it is not",
    ),
});
export type Certificate = z.infer<typeof Certificate>;

/**
 * What a person trusts beyond the public authorities, for one connection. There is no "ignore": a pin is exact, and
 * with an uploaded authority names and dates are judged as ever.
 */
export const Trust = z
  .strictObject({
    pin: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional()
      .describe("SHA-256 of the one certificate that is accepted, as it was shown"),
    ca: z.string().max(32_768).optional().describe("PEM of one or more authorities, in place of the public ones"),
    hostKey: z
      .string()
      .regex(/^SHA256:[A-Za-z0-9+/]{43}$/)
      .optional()
      .describe("SHA-256 of an SSH server's host key, as OpenSSH prints it"),
  })
  .refine(({ pin, ca }) => pin === undefined || ca === undefined, {
    message: "either a pin or a CA, not both",
    path: ["pin"],
  });
export type Trust = z.infer<typeof Trust>;
