import * as z from "zod";

const Pattern = z
  .string()
  .min(1)
  .max(500)
  .describe("Regular expression, RE2 syntax, anchored by ^ and $ where it must be");

/** How a system is addressed: what a person may paste, and what is made of it. Part of an entry. */
export const Address = z.strictObject({
  kind: z
    .enum(["web", "account", "server", "folder", "fixed"])
    .describe(
      "web: an http(s) address · account: a name from which the address is made · server: host and port · folder: a path · fixed: nothing to enter",
    ),
  url: z
    .string()
    .optional()
    .describe(
      "For account and fixed (and for web systems in one cloud): the address, with {account} and other inputs in it",
    ),
  account: z
    .strictObject({
      input: z.string().default("account").describe("The input that the name fills, where it is not {account}"),
      pattern: Pattern.default("^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$").describe(
        "A right name, written as `letters` says",
      ),
      letters: z.enum(["lower", "upper", "kept"]).default("lower"),
      hyphen: z.string().max(1).optional().describe('What stands as "-" where the name is part of a host'),
    })
    .optional()
    .describe("The account's own name, where the address is made from it"),
  hosts: z
    .array(z.string())
    .optional()
    .describe(
      "Host patterns of the vendor's own cloud, \"{tenant}.odoo.com\"; {x} stands for one DNS label, {account} for the account's",
    ),
  hostsOnly: z.boolean().optional().describe("True when the system exists only on those hosts"),
  keep: z
    .enum(["origin", "path"])
    .optional()
    .describe("What stays of a pasted path: nothing (origin, the default), or all but known pages"),
  keepPath: Pattern.optional().describe(
    "The part of the path that stays whenever it matches, before anything is dropped",
  ),
  pages: z
    .array(z.string())
    .optional()
    .describe(
      'Paths of the user interface that people paste: "/web", "/login"; dropped with all below them, "*" at the end: whatever it goes on with',
    ),
  paths: z
    .array(z.strictObject({ path: Pattern, to: z.string() }))
    .optional()
    .describe("Paths that people paste though the interface lives on another: $1 stands for a group"),
  port: z.number().int().min(1).max(65535).optional().describe("Port where none is given, for kind server"),
  rewrites: z
    .array(z.strictObject({ host: Pattern, to: z.string() }))
    .optional()
    .describe("Hosts that people paste though the interface lives on another: $1 stands for a group"),
  takes: z
    .array(z.strictObject({ input: z.string(), from: z.enum(["host", "path", "query", "fragment"]), pattern: Pattern }))
    .optional()
    .describe("Inputs that stand in the pasted address, first group of the pattern"),
  example: z.string().describe("What a right address looks like"),
});
export type Address = z.infer<typeof Address>;

export const addressCodes = [
  "empty",
  "not_an_address",
  "email_not_url",
  "unsupported_scheme",
  "credentials_in_url",
  "private_address",
  "single_label",
  "bad_port",
  "port_not_allowed",
  "file_path",
  "vendor_website",
  "placeholder",
  "several_addresses",
  "wrong_system",
  "short_link",
  "search_result",
  "wrapped_link",
  "sign_in_page",
  "looks_like_secret",
  "homograph",
  "typo",
  "suggest_vendor_domain",
  "custom_domain",
  "account_missing",
  "too_long",
] as const;
export const AddressCode = z.enum(addressCodes);
export type AddressCode = z.infer<typeof AddressCode>;

export const AddressChange = z.enum([
  "scheme_added",
  "made_secure",
  "cleaned",
  "path_dropped",
  "query_dropped",
  "port_dropped",
  "host_rewritten",
  "unicode_normalised",
]);
export type AddressChange = z.infer<typeof AddressChange>;

/** What was made of a pasted address. */
export const AddressReading = z.strictObject({
  answer: z.enum(["ok", "confirm", "error"]).describe("ok: taken · confirm: a proposal for one click · error: say why"),
  url: z.string().optional().describe("Normalised address: what will be used (ok) or is proposed (confirm)"),
  value: z.string().optional().describe("For kind account, server and folder: the normalised value of the field"),
  code: AddressCode.optional(),
  changed: z.array(AddressChange),
  notices: z.array(
    z.enum(["insecure_http", "private_address", "single_label", "unusual_port", "custom_domain", "test_system"]),
  ),
  takes: z.record(z.string(), z.string()).describe("Other inputs found in the text: database, tenant, region"),
  system: z
    .strictObject({ id: z.string(), name: z.string() })
    .optional()
    .describe("The system that the address belongs to, when it is another"),
});
export type AddressReading = z.infer<typeof AddressReading>;
