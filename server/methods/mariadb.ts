import type { Connection, QueryError, RowDataPacket } from "mysql2";
import type { Fact } from "#contract";
import { NetError } from "../net/index.js";
import { offer } from "./choices.js";
import { Refused, hangUp, patience, type Socket } from "./starttls.js";
import { readingOf, type DatabaseVisit, type Tables } from "./database-tables.js";
import { because, yes, type Finding } from "./finding.js";
import type { Reading, SignedIn, SignIn } from "./method.js";
import { mysqlCause } from "./mysql-cause.js";
import { openMysql } from "./mysql-wire.js";

/** Signs in to MariaDB or MySQL, whichever answers; they differ in nothing that matters here. */
export async function signInMariadb(visit: DatabaseVisit): Promise<SignIn> {
  let driver: Connection | undefined;
  let kept = false;
  try {
    driver = await openMysql(visit);
    const [who] = await ask<{ who: string; version: string }>(
      driver,
      "select current_user() as who, version() as version",
    );
    const facts: Fact[] = [
      { kind: "identity", value: who?.who.replace(/@[^@]*$/, "") ?? "" },
      { kind: "version", value: /^[\d.]+/.exec(who?.version ?? "")?.[0] ?? "" },
    ];
    const offered = await databases(driver);
    const chosen = await choose(driver, visit.values["database"] ?? "");
    if (chosen.answer !== "yes") return { finding: { ...chosen, ...offered } };
    kept = true;
    return { finding: { ...yes(facts), ...offered }, signedIn: signedIn(driver) };
  } catch (error) {
    return { finding: findingOf(error) };
  } finally {
    if (driver && !kept) await end(driver);
  }
}

const signedIn = (driver: Connection): SignedIn => ({ read: () => readTables(driver), close: () => end(driver) });

const own = "'information_schema', 'performance_schema', 'mysql', 'sys'";

/** Those that this user may see. */
async function databases(driver: Connection): Promise<Pick<Finding, "choices">> {
  const found = await ask<{ name: string }>(
    driver,
    `select schema_name as name from information_schema.schemata where schema_name not in (${own}) order by 1 limit 50`,
  );
  return offer(
    "database",
    found.map(({ name }) => name),
  );
}

async function choose(driver: Connection, database: string): Promise<Finding> {
  try {
    await ask(driver, `use \`${database.replaceAll("`", "``")}\``);
    return yes();
  } catch (error) {
    return findingOf(error);
  }
}

// What may be done with a column stands beside it, whoever granted it: the user, one of its roles, everybody.
const tables = `
  select count(*) as \`all\`, cast(coalesce(sum(readable), 0) as signed) as readable,
         min(case when readable then name end) as first
    from (select table_name as name, max(find_in_set('select', privileges) > 0) as readable
            from information_schema.columns where table_schema = database() group by table_name) t`;

async function readTables(driver: Connection): Promise<Reading> {
  try {
    await ask(driver, "start transaction read only");
    const [found] = await ask<Tables>(driver, tables);
    await ask(driver, "rollback");
    return readingOf(found ?? { all: 0, readable: 0, first: null });
  } catch (error) {
    return { finding: findingOf(error) };
  }
}

async function ask<Row>(driver: Connection, sql: string): Promise<Row[]> {
  const [rows] = await driver.promise().query<RowDataPacket[]>({ sql, timeout: patience });
  return rows as Row[];
}

function findingOf(error: unknown): Finding {
  if (error instanceof NetError) throw error;
  if (error instanceof Refused) return error.finding;
  const { errno, sqlState, code } = error as Partial<QueryError> & { sqlState?: string };
  // An error of the server's has both; others are the driver's own.
  if (typeof errno === "number" && sqlState !== undefined) {
    const cause = mysqlCause(errno, sqlState);
    return because(cause, cause === "company_unknown" ? { field: "database" } : {});
  }
  return because((code !== undefined && drivers[code]) || "answer_not_understood");
}

const drivers: Readonly<Record<string, Finding["cause"]>> = {
  ETIMEDOUT: "answer_timed_out",
  PROTOCOL_SEQUENCE_TIMEOUT: "answer_timed_out",
  PROTOCOL_CONNECTION_LOST: "connection_lost",
  ECONNRESET: "connection_lost",
  EPIPE: "connection_lost",
  // The server wants this user to sign in by a way that the driver does not know: Kerberos, ed25519.
  AUTH_SWITCH_PLUGIN_ERROR: "key_of_another_kind",
  MYSQL_CLEAR_PASSWORD_NOT_ENABLED: "plain_http",
};

const end = (driver: Connection): Promise<void> =>
  hangUp((driver as unknown as { stream: Socket }).stream, () => driver.promise().end());
