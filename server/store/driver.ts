import { AsyncLocalStorage } from "node:async_hooks";
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  type TransactionSettings,
} from "kysely";
import { StoreError } from "./error.js";
import { fromColumn, toColumn } from "./exact-text.js";

const underWay = new AsyncLocalStorage<{ open: boolean }>();

/** Runs `fn` such that a new connection asked for within it is refused until it has ended. */
export async function asOnlyConnection<T>(fn: () => Promise<T>): Promise<T> {
  const transaction = { open: true };
  try {
    return await underWay.run(transaction, fn);
  } finally {
    transaction.open = false;
  }
}

/** Throws StoreError `outside_transaction` within `asOnlyConnection`. */
export function refuseInside(): void {
  if (!underWay.getStore()?.open) return;
  throw new StoreError("outside_transaction", "Inside store.transaction use the store that its function is given.");
}

/** The same dialect, keeping every text to the unit, and refusing the outer store inside a transaction. */
export function exact(dialect: Dialect): Dialect {
  return {
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createDriver: () => new ExactDriver(dialect.createDriver()),
  };
}

class ExactDriver implements Driver {
  constructor(private readonly inner: Driver) {}

  init() {
    return this.inner.init();
  }
  async acquireConnection() {
    refuseInside();
    return new ExactConnection(await this.inner.acquireConnection());
  }
  beginTransaction(connection: ExactConnection, settings: TransactionSettings) {
    return this.inner.beginTransaction(connection.inner, settings);
  }
  commitTransaction(connection: ExactConnection) {
    return this.inner.commitTransaction(connection.inner);
  }
  rollbackTransaction(connection: ExactConnection) {
    return this.inner.rollbackTransaction(connection.inner);
  }
  releaseConnection(connection: ExactConnection) {
    return this.inner.releaseConnection(connection.inner);
  }
  destroy() {
    return this.inner.destroy();
  }
}

class ExactConnection implements DatabaseConnection {
  constructor(readonly inner: DatabaseConnection) {}

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const result = await this.inner.executeQuery<R>({ ...query, parameters: query.parameters.map(toColumn) });
    for (const row of result.rows as Record<string, unknown>[]) {
      for (const name in row) row[name] = fromColumn(row[name]);
    }
    return result;
  }
  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error("Nothing here is streamed: lists are paged.");
  }
}
