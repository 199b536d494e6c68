import * as z from "zod";
import { Probe, Question, Evidence, Excerpt, CauseCode } from "./probe.js";
import { Text } from "./text.js";

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
  "database",
  "files",
  "agent",
  "none",
] as const;
export const MethodKind = z.enum(methodKinds);
export type MethodKind = z.infer<typeof MethodKind>;

/** Something to be entered. What is not `public` is sealed and never leaves the server again. */
export const Field = z.strictObject({
  name: z.string().regex(/^[a-z][a-zA-Z0-9]*$/),
  role: z.enum(["address", "username", "password", "key", "secret", "company", "folder", "port"]).optional(),
  kind: z.enum(["text", "secret", "choice", "number", "address", "folder"]).default("text"),
  label: Text.optional().describe("Left out where the widget's own word for the role fits"),
  help: Text.optional(),
  example: z.string().optional(),
  optional: z.boolean().optional(),
  public: z.boolean().optional().describe("Not secret: kept as typed, shown again, may stand in a log"),
  by: z
    .enum(["person", "operator"])
    .optional()
    .describe("operator: from the operator's settings, never asked in the flow"),
  default: z.string().optional(),
  choices: z.array(z.strictObject({ value: z.string(), label: Text.optional() })).optional(),
  pattern: z.string().optional().describe("RE2 that a right value matches"),
  max: z.number().int().positive().optional().describe("Characters; 4096 unless told"),
  clean: z
    .enum(["exact", "trim", "key"])
    .optional()
    .describe("key: white space, quotes and a pasted prefix go; exact (default for passwords): to the byte"),
  autocomplete: z.string().optional(),
});
export type Field = z.infer<typeof Field>;
export type FieldInput = z.input<typeof Field>;

/** One step of getting what must be entered, in our own words. */
export const Step = z.strictObject({
  text: Text,
  link: z
    .string()
    .optional()
    .describe('Into the person\'s own system, from the verified address: "{address}/app/user"'),
  field: z.string().optional().describe("The field that this step fills"),
});
export type Step = z.infer<typeof Step>;

const use = {
  id: z.string().optional().describe("Needed when an entry uses one kind twice; the kind otherwise"),
  label: Text.optional(),
  fields: z.array(Field).optional().describe("Further inputs, or another word for one that the method brings, by name"),
  steps: z.array(Step).default([]),
  recommended: z.boolean().optional(),
};
const http = {
  ...use,
  signIn: Probe.optional().describe("Asks who we are; names the user where the system can"),
  headers: z.record(z.string(), z.string()).optional().describe("Sent with every question"),
};

export const ApiKeyUse = z.strictObject({
  kind: z.literal("apiKey"),
  ...http,
  place: z.enum(["header", "query", "cookie"]),
  name: z.string(),
  prefix: z.string().optional().describe('Before the key, with its blank: "Token "'),
  value: z.string().optional().describe('Several inputs in one value: "{apiKey}:{apiSecret}"; {apiKey} unless told'),
});
export const BasicUse = z.strictObject({
  kind: z.literal("basic"),
  ...http,
  user: z.string().default("{username}"),
  password: z.string().default("{password}"),
});
export const BearerUse = z.strictObject({ kind: z.literal("bearer"), ...http, prefix: z.string().default("Bearer ") });
export const LoginUse = z.strictObject({
  kind: z.literal("login"),
  ...http,
  request: Question,
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
  logout: Question.optional().describe("Sent after a probe where a session costs a licence"),
});
export const OAuth2Use = z.strictObject({
  kind: z.literal("oauth2"),
  ...http,
  grant: z.enum(["code", "clientCredentials"]).default("code"),
  issuer: z.string().optional().describe("Discovered from here when it is set"),
  authorizeUrl: z.string().optional(),
  tokenUrl: z.string().optional(),
  scopes: z.array(z.string()).default([]),
  authorizeParams: z.record(z.string(), z.string()).default({}),
  pkce: z.boolean().default(true),
  clientAuth: z.enum(["basic", "post", "none"]).default("basic"),
  client: z
    .enum(["person", "operator"])
    .default("operator")
    .describe("Whose application: registered by the operator, or entered here"),
});
export const DatabaseUse = z.strictObject({
  kind: z.literal("database"),
  ...use,
  engine: z.enum(["postgresql", "mariadb", "sqlserver"]),
});
export const FilesUse = z.strictObject({
  kind: z.literal("files"),
  ...use,
  protocol: z.enum(["local", "sftp", "ftps", "webdav", "smb", "s3"]),
  by: z.enum(["password", "key"]).optional().describe("For sftp: what is entered; a password unless told"),
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
  named("oauth1"),
  named("signed"),
  named("wsse"),
  named("clientCert"),
  named("agent"),
  named("none"),
]);
export type MethodUse = z.infer<typeof MethodUse>;
export type MethodUseOf<K extends MethodKind> = Extract<MethodUse, { kind: K }>;
