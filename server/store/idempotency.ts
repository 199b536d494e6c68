import { atomically, type Context } from "./context.js";
import { newId } from "./id.js";
import { sealed } from "./sealed.js";
import type { SealedValue } from "./sealed.js";

/** One write under an Idempotency-Key. `scope` names the endpoint and whatever else the key counts within. */
export interface IdempotencyKey {
  readonly scope: string;
  readonly key: string;
}
export type IdempotencyState =
  /** Go on, then `finish` or `abandon`. `owner` is where the answer is to be sealed: owner kind `idempotency`, field `answer`. */
  | { readonly state: "new"; readonly owner: string }
  /** The same request is being worked on elsewhere. */
  | { readonly state: "running" }
  /** The same key came with another body. */
  | { readonly state: "conflict" }
  /** Answer as before. */
  | { readonly state: "done"; readonly status: number; readonly answer: SealedValue };

export interface Idempotency {
  /** Of two at once one gets `new`. A `running` that is older than a minute was killed, and is given anew. Kept 24 h. */
  begin(key: IdempotencyKey & { requestHash: string }): Promise<IdempotencyState>;
  /** In the transaction of the write itself. Answers hold tokens: sealed, never plain. */
  finish(key: IdempotencyKey, answer: { status: number; answer: SealedValue }): Promise<void>;
  abandon(key: IdempotencyKey): Promise<void>;
}

/** Milliseconds after which a request that has not answered was killed: longer than any request lives. */
const killedAfter = 60_000;
const answerField = "answer";

export function idempotency(context: Context, tenant: string): Idempotency {
  const { db, now } = context;
  return {
    async begin({ scope, key, requestHash }) {
      const at = now();
      const inserted = await db
        .insertInto("idempotency")
        .values({
          tenant,
          scope,
          key,
          request_hash: requestHash,
          state: "running",
          owner: newId("sealed"),
          created_at: at,
        })
        .onConflict((conflict) => conflict.columns(["tenant", "scope", "key"]).doNothing())
        .returning("owner")
        .executeTakeFirst();
      if (inserted) return { state: "new", owner: inserted.owner };

      const known = await db
        .selectFrom("idempotency")
        .selectAll()
        .where("tenant", "=", tenant)
        .where("scope", "=", scope)
        .where("key", "=", key)
        .executeTakeFirst();
      // It was abandoned between the two queries; the caller's retry will find the key free.
      if (!known) return { state: "running" };
      if (known.request_hash !== requestHash) return { state: "conflict" };
      if (known.state === "done") {
        const answer = await sealed(context, tenant).get("idempotency", known.owner, answerField);
        return answer ? { state: "done", status: known.status!, answer } : { state: "running" };
      }
      const taken = await rowOf(context, tenant, { scope, key })
        .set({ created_at: at })
        .where("state", "=", "running")
        .where("created_at", "<=", at - killedAfter)
        .returning("owner")
        .executeTakeFirst();
      return taken ? { state: "new", owner: taken.owner } : { state: "running" };
    },
    finish({ scope, key }, { status, answer }) {
      return atomically(context, async (context) => {
        await sealed(context, tenant).put([answer]);
        await rowOf(context, tenant, { scope, key }).set({ state: "done", status }).execute();
      });
    },
    async abandon({ scope, key }) {
      await db
        .deleteFrom("idempotency")
        .where("tenant", "=", tenant)
        .where("scope", "=", scope)
        .where("key", "=", key)
        .where("state", "=", "running")
        .execute();
    },
  };
}

const rowOf = ({ db }: Context, tenant: string, { scope, key }: IdempotencyKey) =>
  db.updateTable("idempotency").where("tenant", "=", tenant).where("scope", "=", scope).where("key", "=", key);
