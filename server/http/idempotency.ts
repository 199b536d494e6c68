import { createHash } from "node:crypto";
import type { FastifyRequest } from "fastify";
import type { House } from "../call/house.js";
import { badField, Refusal } from "../call/refusal.js";
import type { Store } from "../store/store.js";

export interface Answered {
  status: number;
  body: unknown;
  /** The answer is the one of the first time. */
  replayed: boolean;
}
export interface Write {
  house: House;
  tenant: string;
  /** What the key counts within: endpoint and caller. */
  scope: string;
  key: string;
  /** Everything that makes two requests the same one. */
  request: unknown;
  status: number;
}

/** The Idempotency-Key of a request; undefined where it has none. Throws on one that cannot be a key. */
export function keyOf(request: FastifyRequest): string | undefined {
  const key = request.headers["idempotency-key"];
  if (key === undefined) return undefined;
  if (typeof key !== "string" || !/^[\x21-\x7e]{1,255}$/.test(key))
    throw badField("Idempotency-Key", "must be 1 to 255 visible ASCII characters");
  return key;
}

/**
 * The same request twice has one effect. `effect` is given a way to keep its answer, to be called within the
 * transaction of what it writes; a refusal is not kept, so that the request may be mended and sent again.
 */
export async function once(
  { house, tenant, scope, key, request, status }: Write,
  effect: (keep: (store: Store, body: unknown) => Promise<void>) => Promise<unknown>,
): Promise<Answered> {
  const own = house.store.tenant(tenant).idempotency;
  const requestHash = createHash("sha256").update(JSON.stringify(request)).digest("base64url");
  const begun = await own.begin({ scope, key, requestHash });
  if (begun.state === "running") throw new Refusal("in_progress");
  if (begun.state === "conflict") throw new Refusal("idempotency_conflict");
  if (begun.state === "done") {
    return { status: begun.status, body: JSON.parse(house.vault.open(begun.answer).reveal()), replayed: true };
  }
  const place = { tenant, ownerKind: "idempotency", owner: begun.owner, field: "answer", version: 1 } as const;
  try {
    const body = await effect((store, answer) =>
      store
        .tenant(tenant)
        .idempotency.finish({ scope, key }, { status, answer: house.vault.seal(place, JSON.stringify(answer)) }),
    );
    return { status, body, replayed: false };
  } catch (error) {
    await own.abandon({ scope, key });
    throw error;
  }
}
