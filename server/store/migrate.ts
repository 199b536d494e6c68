import { sql, type Kysely } from "kysely";
import type { Engine } from "./store.js";
import { StoreError } from "./error.js";
import { first } from "./migrations/001_first.js";
import { trustAndPreviews } from "./migrations/002_trust_and_previews.js";
import { stayingConnected } from "./migrations/003_staying_connected.js";
import { codesAtProviders } from "./migrations/004_codes_at_providers.js";
import type { Tables } from "./tables.js";

/** In order, forward only. Once released, a migration is never changed: add the next number. */
const migrations: readonly (readonly [name: string, statements: readonly string[]])[] = [
  ["001_first", first],
  ["002_trust_and_previews", trustAndPreviews],
  ["003_staying_connected", stayingConnected],
  ["004_codes_at_providers", codesAtProviders],
];

// Any fixed number: it only has to be the same in every instance of Gangway on one database.
const lock = 4_298_410_217;

/** Brings the tables up to date. Of many processes at once one does it, the others wait and find it done. */
export async function migrate(db: Kysely<Tables>, engine: Engine, now: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    if (engine === "postgresql") await sql`select pg_advisory_xact_lock(${sql.lit(lock)})`.execute(tx);
    await sql`create table if not exists migrations (name text primary key, run_at bigint not null)`.execute(tx);
    const done = new Set((await tx.selectFrom("migrations").select("name").execute()).map(({ name }) => name));
    refuseNewer(done);
    for (const [name, statements] of migrations) {
      if (done.has(name)) continue;
      for (const statement of statements) await sql.raw(statement).execute(tx);
      await tx.insertInto("migrations").values({ name, run_at: now }).execute();
    }
  });
}

// An older Gangway on a newer database would write rows that the newer one does not understand.
function refuseNewer(done: ReadonlySet<string>): void {
  const known = new Set(migrations.map(([name]) => name));
  const unknown = [...done].find((name) => !known.has(name));
  if (unknown) throw new StoreError("newer_database", `The database is from a newer Gangway (it has ${unknown}).`);
}
