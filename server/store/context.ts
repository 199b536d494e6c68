import type { Kysely } from "kysely";
import type { Engine } from "./store.js";
import type { Tables } from "./tables.js";

/** What every repository works with: a connection or a transaction, how to begin one, and the clock. */
export interface Context {
  readonly db: Kysely<Tables>;
  readonly engine: Engine;
  readonly transact: Transact;
  readonly now: () => number;
}
export type Transact = <T>(work: (tx: Kysely<Tables>) => Promise<T>) => Promise<T>;

/** Several queries, all or nothing: in the transaction that is under way, or in one of their own. */
export function atomically<T>(context: Context, fn: (context: Context) => Promise<T>): Promise<T> {
  if (context.db.isTransaction) return fn(context);
  return context.transact((db) => fn({ ...context, db }));
}
