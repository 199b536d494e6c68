import * as z from "zod";
import { Warning } from "./check.js";
import { MethodKind } from "./method.js";

/** A person at the host's customer. Ids are the host's own. */
export const EndUser = z.strictObject({ id: z.string().min(1).max(200), name: z.string().max(200).optional() });
export type EndUser = z.infer<typeof EndUser>;
/** The host's customer company. */
export const Organization = z.strictObject({ id: z.string().min(1).max(200), name: z.string().max(200).optional() });
export type Organization = z.infer<typeof Organization>;
/** The host's own labels; given back as they came. */
export const Metadata = z
  .record(z.string().min(1).max(100), z.string().max(2000))
  .refine((m) => Object.keys(m).length <= 50, "at most 50");

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
  version: z.number().int().positive().describe("Grows by one with every change; a receiver never goes back"),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type Connection = z.infer<typeof Connection>;
