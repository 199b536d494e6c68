import type { Kysely } from "kysely";
import type { Engine } from "./store.js";
import type { Tables } from "./tables.js";

/** What every repository works with: a connection or a transaction, and the clock. */
export interface Context {
  readonly db: Kysely<Tables>;
  readonly engine: Engine;
  readonly now: () => number;
}

/** Several queries, all or nothing: in the transaction that is under way, or in one of their own. */
export function atomically<T>(context: Context, fn: (context: Context) => Promise<T>): Promise<T> {
  if (context.db.isTransaction) return fn(context);
  return context.db.transaction().execute((db) => fn({ ...context, db }));
}
