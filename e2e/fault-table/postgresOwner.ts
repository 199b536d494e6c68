import { Client } from "pg";
import type { RunningPostgres } from "../real/postgres.js";

/** Lets the owner of a PostgreSQL server say something to it. */
export async function asOwner({ port, accounts, database }: RunningPostgres, ...statements: string[]): Promise<void> {
  const { user, password } = accounts.owner;
  const client = new Client({ host: "localhost", port, user, password, database });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The name of a database without any table. */
export async function inNewDatabase(postgres: RunningPostgres): Promise<string> {
  const { url } = await postgres.createDatabase();
  return new URL(url).pathname.slice(1);
}

/** Has pg_hba.conf turn a role away; everybody else is let in as before. The server's own owner writes the file. */
export const turnAway = (postgres: RunningPostgres, role: string): Promise<void> =>
  asOwner(
    postgres,
    `do $$ begin
      execute format('copy (values (%L), (%L)) to %L', 'host all ${role} 127.0.0.1/32 reject',
        'host all all 127.0.0.1/32 scram-sha-256', current_setting('hba_file'));
    end $$`,
    "select pg_reload_conf()",
  );
