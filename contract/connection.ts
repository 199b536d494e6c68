import * as z from "zod";
import { Warning } from "./check.js";
import { MethodKind } from "./method.js";
import { CauseCode } from "./probe.js";

/** A person at the host's customer. Ids are the host's own. */
export const EndUser = z.strictObject({ id: z.string().min(1).max(200), name: z.string().max(200).optional() });
export type EndUser = z.infer<typeof EndUser>;
/** The host's customer company. */
export const Organization = z.strictObject({ id: z.string().min(1).max(200), name: z.string().max(200).optional() });
export type Organization = z.infer<typeof Organization>;
const label = z.string().max(2000);
const Labels = z.record(z.string().min(1).max(100), label).refine((m) => Object.keys(m).length <= 50, "at most 50");
/**
 * The host's own labels; given back as they came, whatever they are called. It is judged and not copied, because a
 * copy would lose a label that is called `__proto__`.
 */
export const Metadata: z.ZodType<Record<string, string>, Record<string, string>> = z
  .custom<Record<string, string>>()
  .superRefine((value, context) => {
    for (const issue of Labels.safeParse(value).error?.issues ?? []) context.addIssue({ ...issue } as never);
    const own = Object.getOwnPropertyDescriptor(Object(value), "__proto__");
    if (own && !label.safeParse(own.value).success)
      context.addIssue({ code: "custom", path: ["__proto__"], message: "must be a text of at most 2000 characters" });
  })
  .meta({ type: "object", maxProperties: 50, additionalProperties: { type: "string", maxLength: 2000 } });

export const ConnectionStatus = z.enum(["unclaimed", "healthy", "needs_repair", "removed"]);
export type ConnectionStatus = z.infer<typeof ConnectionStatus>;

/** What the host sees of a connection. Nothing sealed is in it. */
export const Connection = z.strictObject({
  id: z.string(),
  link: z.string(),
  system: z.strictObject({ id: z.string(), name: z.string() }),
  method: MethodKind,
  status: ConnectionStatus.describe("unclaimed until the host's backend has exchanged the public token"),
  address: z.string().nullable(),
  identity: z.string().nullable().describe("Who signed in, as the system says"),
  product: z.string().nullable().describe("Product and version, as recognised"),
  endUser: EndUser,
  organization: Organization.nullable(),
  metadata: z.record(z.string(), z.string()),
  warnings: z.array(Warning),
  cause: CauseCode.nullable().describe("Why it needs repair; null while it does not"),
  version: z.number().int().positive().describe("Grows by one with every change; a receiver never goes back"),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type Connection = z.infer<typeof Connection>;
