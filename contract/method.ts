import * as z from "zod";
import { Approval } from "./approval.js";
import { OAuth2Use } from "./oauth2.js";
import { Evidence, Excerpt, Farewell, CauseCode, Greeting } from "./probe.js";
import { Prompt } from "./prompt.js";
import { ClientCertUse, OAuth1Use, SignedUse, WsseUse } from "./signing.js";
import { http, use } from "./use.js";

/** Every way to prove access. Only some are built yet; an entry may name the others. */
export const methodKinds = [
  "apiKey",
  "basic",
  "bearer",
  "oauth2",
  "oauth1",
  "login",
  "signed",
  "wsse",
  "clientCert",
  "composite",
  "database",
  "files",
  "agent",
  "none",
] as const;
export const MethodKind = z.enum(methodKinds);
export type MethodKind = z.infer<typeof MethodKind>;

export const ApiKeyUse = z.strictObject({
  kind: z.literal("apiKey"),
  ...http,
  place: z
    .enum(["header", "query", "cookie", "body", "path"])
    .describe("body: a member of the form or JSON that is sent; path: where {name} stands in a question's path"),
  name: z.string(),
  prefix: z.string().optional().describe('Before the key, with its blank: "Token "'),
  value: z.string().optional().describe('Several inputs in one value: "{apiKey}:{apiSecret}"; {apiKey} unless told'),
  encode: z.enum(["none", "base64"]).default("none").describe("Of the value, without the prefix"),
});
export const BasicUse = z.strictObject({
  kind: z.literal("basic"),
  ...http,
  user: z.string().default("{username}"),
  password: z.string().default("{password}"),
  approval: Approval.optional().describe(
    "Nothing is typed: the system hands user and password back, once approved there",
  ),
});
export const BearerUse = z.strictObject({ kind: z.literal("bearer"), ...http, prefix: z.string().default("Bearer ") });
export const LoginUse = z.strictObject({
  kind: z.literal("login"),
  ...http,
  request: Greeting,
  yes: z.array(Evidence).min(1),
  no: z.array(z.strictObject({ when: Evidence, cause: CauseCode, field: z.string().optional() })),
  takes: z
    .record(z.string(), Excerpt)
    .default({})
    .describe("Values from the answer, for carry and later questions: {session}"),
  identity: Excerpt.optional(),
  carry: z
    .strictObject({
      header: z
        .strictObject({
          name: z.string(),
          value: z.string(),
          encode: z.enum(["none", "base64"]).default("none").describe("Of the text between the prefix and the end"),
          prefix: z.string().default(""),
        })
        .optional(),
      cookies: z.boolean().optional().describe("Keep the cookies that the answer sets"),
    })
    .default({}),
  logout: Farewell.optional().describe(
    "Sent after a probe where a session costs a licence, unless the session is kept",
  ),
  prompts: z.array(Prompt).default([]).describe("What may be asked for after the first answer; needs `lives`"),
  lives: z
    .number()
    .int()
    .min(60)
    .max(31_536_000)
    .optional()
    .describe(
      "Seconds that a session lasts. Then it is kept, sealed, and used again until shortly before, or until `signIn` is refused",
    ),
});
export const DatabaseUse = z.strictObject({
  kind: z.literal("database"),
  ...use,
  engine: z.enum(["postgresql", "mariadb", "sqlserver", "oracle", "mongodb"]),
});
export const FilesUse = z.strictObject({
  kind: z.literal("files"),
  ...use,
  protocol: z.enum(["local", "sftp", "ftps", "webdav", "smb", "s3"]),
  by: z.enum(["password", "key"]).optional().describe("For sftp: what is entered; a password unless told"),
});
/** No credentials at all: an interface that is open to everybody. */
export const NoneUse = z.strictObject({ kind: z.literal("none"), ...http });

const bare = {
  id: true,
  label: true,
  fields: true,
  file: true,
  steps: true,
  recommended: true,
  signIn: true,
  choose: true,
  headers: true,
  derives: true,
  base: true,
  reads: true,
} as const;
const Part = z.discriminatedUnion("kind", [
  ApiKeyUse.omit(bare),
  BasicUse.omit({ ...bare, approval: true }),
  BearerUse.omit(bare),
  LoginUse.omit({ ...bare, prompts: true, lives: true }),
  OAuth2Use.omit(bare),
  OAuth1Use.omit(bare),
  SignedUse.omit(bare),
  WsseUse.omit(bare),
  ClientCertUse.omit(bare),
]);
/** Two ways at once, each saying only how it signs: a certificate and a token, a key and a user. */
export const CompositeUse = z.strictObject({
  kind: z.literal("composite"),
  ...http,
  parts: z.tuple([Part, Part]).describe("Signed in this order; what the first gives, the second may need"),
});
const named = <K extends MethodKind>(kind: K) =>
  z.strictObject({ kind: z.literal(kind), ...use, note: z.string().optional() });

/** How an entry uses a method: the method's own kind, and the facts that it needs. */
export const MethodUse = z.discriminatedUnion("kind", [
  ApiKeyUse,
  BasicUse,
  BearerUse,
  LoginUse,
  OAuth2Use,
  DatabaseUse,
  FilesUse,
  OAuth1Use,
  SignedUse,
  WsseUse,
  ClientCertUse,
  CompositeUse,
  NoneUse,
  named("agent"),
]);
export type MethodUse = z.infer<typeof MethodUse>;
export type MethodUseOf<K extends MethodKind> = Extract<MethodUse, { kind: K }>;
