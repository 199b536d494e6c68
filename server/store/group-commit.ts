import { AsyncResource } from "node:async_hooks";
import { setImmediate } from "node:timers/promises";
import { type Kysely, sql } from "kysely";
import { asOnlyConnection, refuseInside } from "./driver.js";
import type { Tables } from "./tables.js";

type Work<T> = (tx: Kysely<Tables>) => Promise<T>;
interface Job {
  readonly work: Work<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}
/** So many wait for one another at most. */
const most = 64;

/**
 * Transactions for SQLite, where all of them take turns on one connection and each commit waits for the disk:
 * 1. What was asked for in one turn of the event loop shares one transaction, each piece of work within a savepoint.
 * 2. Work that fails is rolled back to its savepoint; the others stand.
 * 3. Nobody hears anything before the commit, not even of a failure: it may have come of what another in the same
 *    transaction wrote. If the commit fails, all have failed.
 */
export function groupCommit(db: Kysely<Tables>): <T>(work: Work<T>) => Promise<T> {
  const waiting: Job[] = [];
  let running = false;

  const run = async () => {
    running = true;
    while (waiting.length > 0) {
      // After this turn's sockets were read, so that their requests are among those that share.
      await setImmediate();
      await commitTogether(db, waiting.splice(0, most));
    }
    running = false;
  };

  return <T>(work: Work<T>) =>
    new Promise<T>((resolve, reject) => {
      refuseInside();
      const bound = AsyncResource.bind((tx: Kysely<Tables>) => asOnlyConnection(() => work(tx)));
      waiting.push({ work: bound, resolve: resolve as Job["resolve"], reject });
      if (!running) void run();
    });
}

async function commitTogether(db: Kysely<Tables>, jobs: readonly Job[]): Promise<void> {
  try {
    const tellAll = await db.transaction().execute(async (tx) => {
      const tell: (() => void)[] = [];
      for (const job of jobs) tell.push(await inSavepoint(tx, job));
      return tell;
    });
    for (const tell of tellAll) tell();
  } catch (error) {
    for (const { reject } of jobs) reject(error);
  }
}

/** Gives back how to tell the outcome, once it has been committed. */
async function inSavepoint(tx: Kysely<Tables>, { work, resolve, reject }: Job): Promise<() => void> {
  await savepoint.execute(tx);
  try {
    const value = await work(tx);
    await release.execute(tx);
    return () => resolve(value);
  } catch (error) {
    await rollback.execute(tx);
    await release.execute(tx);
    return () => reject(error);
  }
}

const savepoint = sql`savepoint work`;
const rollback = sql`rollback to work`;
const release = sql`release work`;
