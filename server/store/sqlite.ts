import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Dialect, SqliteDialect, type SqliteStatement } from "kysely";
import Libsql from "libsql";
import { StoreError } from "./error.js";

/**
 * The SQLite file in a folder, for this process alone. The lock is SQLite's own (locking_mode=EXCLUSIVE): the
 * operating system takes it back when the process ends, however it ends. Throws StoreError `in_use`.
 */
export function sqlite(folder: string): Dialect {
  const database = openFile(folder);
  // Preparing costs about as much as a short query; the texts are few, since queries are built the same way each time.
  const prepared = new Map<string, SqliteStatement>();
  const prepare = (text: string): SqliteStatement => {
    const known = prepared.get(text);
    if (known) return known;
    const statement = database.prepare(text) as unknown as SqliteStatement;
    if (prepared.size < 500) prepared.set(text, statement);
    return statement;
  };
  return new SqliteDialect({ database: { prepare, close: () => close(database) } });
}

/**
 * libsql keeps the file open until every prepared statement has been collected as garbage, so the lock is given back
 * by hand: out of WAL mode, which an exclusive lock cannot leave otherwise, and then by one more transaction.
 */
function close(database: Libsql.Database): void {
  try {
    database.exec("pragma journal_mode = delete; pragma locking_mode = normal; begin immediate; commit");
  } finally {
    database.close();
  }
}

function openFile(folder: string): Libsql.Database {
  if (folder === ":memory:") return configure(new Libsql(":memory:"));
  // Tokens are hashed and secrets sealed, but names and addresses are nobody else's business.
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, "gangway.sqlite");
  // Made here, because SQLite gives its log the mode of its file. Never opened and closed by us while SQLite has it:
  // closing any descriptor of a file ends all locks that the process holds on it (POSIX fcntl).
  if (!existsSync(file)) writeFileSync(file, "", { mode: 0o600 });
  chmodSync(file, 0o600);
  const database = new Libsql(file);
  try {
    configure(database);
  } catch (error) {
    database.close();
    if ((error as { code?: string }).code !== "SQLITE_BUSY") throw error;
    throw new StoreError(
      "in_use",
      `Another process uses ${file}. SQLite is for one process: stop the other, or set DATABASE_URL to a PostgreSQL.`,
    );
  }
  return database;
}

function configure(database: Libsql.Database): Libsql.Database {
  database.exec("pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = full");
  database.exec("pragma foreign_keys = on");
  // The lock is taken by the first write, so there has to be one.
  database.exec("begin immediate; commit");
  return database;
}
