import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { CallerProof } from "../call/call.js";
import { Refusal } from "../call/refusal.js";
import { callerOf, type Range } from "./forwarded.js";

/** Requests a minute: for one key, for one link, and for one address on what asks no token. */
export interface Limits {
  host: number;
  person: number;
  anyone: number;
}

export type Limit = (request: FastifyRequest, proof: CallerProof) => Promise<void>;

export async function createLimit(app: FastifyInstance, limits: Limits, trusted: readonly Range[]): Promise<Limit> {
  await app.register(rateLimit, { global: false });
  const kinds: Record<CallerProof["kind"], [number, (request: FastifyRequest) => string]> = {
    host: [limits.host, ({ proof }) => `host ${proof.kind === "host" ? proof.key : ""}`],
    person: [limits.person, ({ proof }) => `person ${proof.kind === "person" ? proof.link.id : ""}`],
    connection: [limits.host, ({ proof }) => `connection ${proof.kind === "connection" ? proof.connection : ""}`],
    anyone: [
      limits.anyone,
      ({ socket, headers }) => callerOf(socket.remoteAddress ?? "", headers, trusted).rateLimitKey,
    ],
  };
  const asks = Object.fromEntries(
    Object.entries(kinds).map(([kind, [max, keyGenerator]]) => [
      kind,
      app.createRateLimit({ max, timeWindow: 60_000, keyGenerator }),
    ]),
  );
  return async (request, proof) => {
    const answer = await asks[proof.kind]!(request);
    if (!answer.isAllowed && answer.isExceeded) throw new Refusal("rate_limited", { retryAfter: answer.ttlInSeconds });
  };
}
