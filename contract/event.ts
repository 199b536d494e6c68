import * as z from "zod";
import { Connection } from "./connection.js";
import { CauseCode } from "./probe.js";

const envelope = { id: z.string(), timestamp: z.iso.datetime() };
const LinkEnd = z.strictObject({
  link: z.string(),
  status: z.enum(["connected", "failed", "cancelled", "expired"]),
  endUser: z.string(),
  organization: z.string().nullable(),
  step: z.string().nullable(),
  system: z.string().nullable(),
  cause: CauseCode.nullable(),
  version: z.number().int().positive(),
});
const NeedsRepair = z.strictObject({
  ...Connection.shape,
  repairUrl: z
    .string()
    .nullable()
    .describe("A page of ours, good for seven days, where its person can put it right; give it to nobody else"),
});
const RequestedSystem = z.strictObject({
  name: z.string(),
  address: z.string().nullable(),
  endUser: z.string(),
  organization: z.string().nullable(),
  link: z.string(),
});

/** What a host is told, once it has been committed; the body of a webhook (Standard Webhooks 1.0.0). */
export const Event = z.discriminatedUnion("type", [
  z.strictObject({ ...envelope, type: z.literal("connection.created"), data: Connection }),
  z.strictObject({ ...envelope, type: z.literal("connection.updated"), data: Connection }),
  z.strictObject({ ...envelope, type: z.literal("connection.needs_repair"), data: NeedsRepair }),
  z.strictObject({ ...envelope, type: z.literal("connection.removed"), data: Connection }),
  z.strictObject({ ...envelope, type: z.literal("link.ended"), data: LinkEnd }),
  z.strictObject({ ...envelope, type: z.literal("system.requested"), data: RequestedSystem }),
]);
export type Event = z.infer<typeof Event>;
export type EventType = Event["type"];

/** One webhook on its way. */
export const Delivery = z.strictObject({
  id: z.string(),
  event: z.string(),
  eventType: z.string(),
  endpoint: z.string().describe("Id of the webhook endpoint"),
  url: z.string(),
  status: z.enum(["waiting", "delivered", "dead"]),
  attempts: z.number().int().nonnegative(),
  nextAttemptAt: z.iso.datetime().nullable(),
  lastStatus: z.number().int().nullable(),
  lastCause: z.string().nullable(),
  createdAt: z.iso.datetime(),
  deliveredAt: z.iso.datetime().nullable(),
});
export type Delivery = z.infer<typeof Delivery>;
