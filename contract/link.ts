import * as z from "zod";
import { EndUser, Metadata, Organization } from "./connection.js";
import { Field, InputFile, Step } from "./field.js";
import { MethodKind } from "./method.js";
import { CauseCode, DataSet } from "./probe.js";
import { Address } from "./address.js";
import { Category, Proven } from "./system.js";
import { Language, Text } from "./text.js";
import { tokens } from "./token.js";
import { Trust } from "./trust.js";

export const LinkStatus = z.enum(["open", "connected", "failed", "cancelled", "expired"]);
export type LinkStatus = z.infer<typeof LinkStatus>;
export const LinkStep = z.enum(["pick", "details", "checks", "authorize", "done", "stuck"]);
export type LinkStep = z.infer<typeof LinkStep>;

/** How the flow looks in the host's page. Values, never CSS. */
export const Appearance = z.strictObject({
  theme: z.enum(["auto", "light", "dark"]).optional(),
  accent: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i)
    .optional()
    .describe("Text on it must reach a contrast of 4.5 to 1; it is darkened or lightened where it does not"),
  radius: z.number().int().min(0).max(24).optional().describe("Pixels"),
  font: z.enum(["system", "serif", "mono"]).optional(),
});
export type Appearance = z.infer<typeof Appearance>;

export const MintLink = z.strictObject({
  endUser: EndUser,
  organization: Organization.optional(),
  systems: z
    .array(z.string())
    .min(1)
    .max(500)
    .optional()
    .describe("Ids of the systems that may be picked; all unless told"),
  origins: z.array(z.string()).max(50).optional().describe("Some of the tenant's origins; all unless told"),
  data: z.array(DataSet).max(8).optional().describe("What the host will read; checked before anyone says connected"),
  language: Language.optional().describe("The browser's own unless told"),
  appearance: Appearance.optional(),
  metadata: Metadata.optional(),
  lifetime: z
    .number()
    .int()
    .min(tokens.link.least)
    .max(tokens.link.hostedMost)
    .optional()
    .describe("Seconds; more than 4 h only with hosted"),
  hosted: z.boolean().optional().describe("The link will be opened as a page of ours, by its address"),
  returnUrl: z
    .string()
    .max(2000)
    .optional()
    .describe("Where the hosted page leads to in the end; its origin must be one of the tenant's"),
  connection: z
    .string()
    .max(100)
    .optional()
    .describe("Repairs this connection instead of making one: it keeps its id and its access token"),
  resume: z.boolean().optional().describe("false: a fresh link even if this end user has one open"),
});
export type MintLink = z.infer<typeof MintLink>;

export const MintedLink = z.strictObject({
  id: z.string(),
  token: z.string().describe("gw_link_…, opened once"),
  url: z.string().describe("The hosted page, token in the fragment"),
  expiresAt: z.iso.datetime(),
  resumed: z.boolean(),
});
export type MintedLink = z.infer<typeof MintedLink>;

/** A link as its host sees it. */
export const Link = z.strictObject({
  id: z.string(),
  status: LinkStatus,
  step: LinkStep,
  system: z.string().nullable(),
  endUser: EndUser,
  organization: Organization.nullable(),
  metadata: z.record(z.string(), z.string()),
  connection: z.string().nullable(),
  cause: CauseCode.nullable(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
});
export type Link = z.infer<typeof Link>;

/** One row of the picker. */
export const SystemHit = z.strictObject({
  id: z.string(),
  name: z.string(),
  vendor: z.string(),
  category: Category,
  summary: Text,
  proven: Proven,
  ready: z.boolean().describe("False when none of its methods is built yet: shown, not offered"),
  hue: z.number().int(),
});
export type SystemHit = z.infer<typeof SystemHit>;

/** A field as the flow draws it. */
export const FieldView = Field.omit({ by: true, pattern: true });
export type FieldView = z.infer<typeof FieldView>;

export const MethodView = z.strictObject({
  id: z.string(),
  kind: MethodKind,
  built: z.boolean(),
  label: Text.nullable(),
  recommended: z.boolean(),
  consent: z
    .enum(["browser", "code"])
    .nullable()
    .describe("How the person agrees elsewhere: in a window that goes there, or by a code that she enters there"),
  fields: z.array(FieldView),
  steps: z.array(Step),
  file: InputFile.nullable().describe("What the vendor hands out and the browser may read the fields from"),
  redirectUrl: z
    .string()
    .nullable()
    .describe("For consent by an application of the person's own: what must be registered there"),
});
export type MethodView = z.infer<typeof MethodView>;

/** A system as the flow needs it, once picked. */
export const SystemView = z.strictObject({
  ...SystemHit.shape,
  address: Address.pick({ kind: true, example: true }),
  methods: z.array(MethodView),
});
export type SystemView = z.infer<typeof SystemView>;

/** Everything the browser knows of its link. Secrets are never in it. */
export const LinkView = z.strictObject({
  id: z.string(),
  status: LinkStatus,
  step: LinkStep,
  host: z.strictObject({ name: z.string() }),
  organization: z.string().nullable(),
  language: Language.nullable(),
  appearance: Appearance,
  data: z.array(DataSet),
  system: SystemView.nullable(),
  method: z.string().nullable(),
  values: z.record(z.string(), z.string()).describe("What was typed and is not secret, by field"),
  sealed: z
    .array(z.string())
    .describe("Names of the fields whose value lies sealed on the server and need not be typed again"),
  trust: Trust.nullable().describe("What the person trusts at the address that stands in the values"),
  repair: z
    .strictObject({ identity: z.string().nullable(), cause: CauseCode.nullable() })
    .nullable()
    .describe("For a link that repairs a connection: as whom it was signed in, and why it needs repair"),
  returnUrl: z.string().nullable(),
  egress: z.array(z.string()).describe("Addresses that the server's requests come from: what a firewall must let in"),
  expiresAt: z.iso.datetime(),
});
export type LinkView = z.infer<typeof LinkView>;

export const Progress = z.strictObject({
  step: LinkStep,
  system: z.string().max(100).nullable(),
  method: z.string().max(100).nullable(),
  values: z.record(z.string().max(100), z.string().max(4096)).describe("Only fields that are not secret are kept"),
});
export type Progress = z.infer<typeof Progress>;

export const RunChecks = z.strictObject({
  system: z.string().max(100),
  method: z.string().max(100),
  values: z
    .record(z.string().max(100), z.string().max(65536))
    .describe("By field name; what is left out and lies sealed is taken from there"),
  trust: Trust.optional().describe(
    "What the person trusts for this connection; as before at the same address unless told",
  ),
  upTo: z
    .literal("recognise")
    .optional()
    .describe("A preview, while the person types: only the checks that need no credentials, and nothing is kept"),
});
export type RunChecks = z.infer<typeof RunChecks>;

/** What a person enters at the provider, and where (RFC 8628). */
export const CodeAtProvider = z.strictObject({
  userCode: z.string(),
  url: z.string(),
  expiresAt: z.iso.datetime(),
});
export type CodeAtProvider = z.infer<typeof CodeAtProvider>;

export const Authorization = z.strictObject({
  flow: z.string(),
  startUrl: z
    .string()
    .optional()
    .describe("The page for the popup, or for the whole window; none where a code is entered at the provider"),
  startSecret: z.string().optional().describe("Handed to that page by message, once, within 60 s"),
  code: CodeAtProvider.optional(),
});
export type Authorization = z.infer<typeof Authorization>;
export const AuthorizationState = z.strictObject({
  status: z.enum(["waiting", "granted", "failed"]),
  cause: CauseCode.nullable(),
  code: CodeAtProvider.optional().describe("While it is awaited, where consent goes by a code"),
});
export type AuthorizationState = z.infer<typeof AuthorizationState>;

export const OpenedLink = z.strictObject({
  session: z.string().describe("gw_session_…, to be kept in memory"),
  link: LinkView,
  consent: z
    .strictObject({ flow: z.string(), ...AuthorizationState.shape })
    .optional()
    .describe("The consent that was asked for when the page went away, and how it stands"),
});
export type OpenedLink = z.infer<typeof OpenedLink>;

export const FinishedLink = z.strictObject({
  publicToken: z
    .string()
    .nullable()
    .describe("gw_public_…, for the host's backend, once; null where a connection was repaired, which has its token"),
  system: z.strictObject({ id: z.string(), name: z.string() }),
  connection: z.string(),
});
export type FinishedLink = z.infer<typeof FinishedLink>;
