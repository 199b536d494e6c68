import { type Dialect, PostgresDialect } from "kysely";
import pg from "pg";

/** PostgreSQL 15 or newer, for any number of processes. */
export function postgres(url: string): Dialect {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 10_000,
    // bigint comes as text unless told; ours are times and counts, far below 2^53.
    types: { getTypeParser: (oid, format) => (oid === int8 ? Number : pg.types.getTypeParser(oid, format as "text")) },
  });
  // An idle connection that breaks must not end the process: the next query asks for another.
  pool.on("error", () => {});
  return new PostgresDialect({ pool });
}

const int8 = 20;
