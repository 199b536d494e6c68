import { createHash } from "node:crypto";
import * as z from "zod";
import type { MethodUseOf } from "#contract";
import type { Values, Visit } from "./method.js";
import { render } from "./question.js";

export type LoginVisit = Visit<MethodUseOf<"login">>;

/** Names of what a log-in keeps, sealed. No field can be called so. */
export const sessionName = "$session";
export const ticketName = "$ticket";

export const keptInputs = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

/** What a system gave when it asked for something more: it goes with what the person answers, on the next press. */
const Ticket = z.object({ log: z.string(), field: z.string(), inputs: keptInputs, cookie: z.string().optional() });
export type Ticket = Pick<z.infer<typeof Ticket>, "inputs" | "cookie">;

/** The ticket that was kept for this prompt of this very log-in. */
export function ticketFor(visit: LoginVisit, field: string): Ticket | undefined {
  const kept = readKept(Ticket, visit.values[ticketName]);
  return kept?.log === logInOf(visit) && kept.field === field ? kept : undefined;
}

export const ticketText = (visit: LoginVisit, field: string, { inputs, cookie }: Ticket): string =>
  JSON.stringify({ log: logInOf(visit), field, inputs, cookie } satisfies z.input<typeof Ticket>);

/**
 * Names a log-in by all that it sends but codes and dates: what was kept for one user and password never serves another.
 * It lies sealed beside them.
 */
export function logInOf({ use, address, values }: LoginVisit): string {
  const days = Object.entries(use.derives ?? {}).flatMap(([name, one]) => ("inDays" in one ? [name] : []));
  const passing = [...use.prompts.map(({ field }) => field), ...days];
  const lasting = Object.fromEntries(Object.entries(values).filter(([name]) => !passing.includes(name)));
  const sent = render(use.request, address ?? "", lasting, use.headers ? { headers: use.headers } : {});
  return createHash("sha256").update(JSON.stringify(sent)).digest("base64url");
}

/** What was kept under a name; undefined where that is nothing any more. */
export function readKept<T>(schema: z.ZodType<T>, text: string | undefined): T | undefined {
  if (!text) return undefined;
  const read = schema.safeParse(JSON.parse(text));
  return read.success ? read.data : undefined;
}

/** What is kept under a name is forgotten. */
export const forgotten = (name: string): Values => ({ [name]: "" });
