import * as z from "zod";
import { yes, type Finding } from "./finding.js";
import type { Signing } from "./http.js";
import { keptInputs, logInOf, readKept, sessionName, type LoginVisit } from "./login-ticket.js";
import type { Values } from "./method.js";

/** A session that is used again: what every question carries, and how long. */
const Session = z.object({
  log: z.string(),
  headers: z.record(z.string(), z.string()),
  inputs: keptInputs,
  identity: z.string().optional(),
  /** Milliseconds of Unix time. */
  endsAt: z.number(),
  /** The field whose answer nobody keeps; without it no second session can be had. */
  asked: z.string().optional(),
});
export type Session = z.infer<typeof Session>;

/** Before its end it is no longer relied upon: milliseconds. */
const margin = 60_000;

/** The kept session of this very log-in, over or not. */
export function sessionOf(visit: LoginVisit, values: Values = visit.values): Session | undefined {
  const kept = readKept(Session, values[sessionName]);
  return kept?.log === logInOf(visit) ? kept : undefined;
}

export const isOver = ({ endsAt }: Session): boolean => endsAt - margin < Date.now();

/** What is kept of a log-in that went well. */
export function newSession(visit: LoginVisit, signing: Signing, asked: string | undefined): Session {
  const identity = signing.finding?.facts?.find(({ kind }) => kind === "identity")?.value;
  return {
    log: logInOf(visit),
    headers: { ...signing.signature.headers },
    inputs: { ...signing.inputs },
    ...(identity !== undefined && { identity }),
    endsAt: Date.now() + (visit.use.lives ?? 0) * 1000,
    ...(asked !== undefined && { asked }),
  };
}

/** How questions are signed by a session that was kept. */
export function resumed({ headers, inputs, identity }: Session): Signing {
  const finding: Finding = yes(identity === undefined ? [] : [{ kind: "identity", value: identity }]);
  return { signature: { headers }, inputs, finding };
}

/**
 * When a kept session has to be looked after: at its end where only a person can give another. Null where it is renewed
 * by whoever needs it next.
 */
export function sessionDue(values: Values): number | null {
  const kept = readKept(Session, values[sessionName]);
  return kept?.asked === undefined ? null : kept.endsAt - margin;
}
