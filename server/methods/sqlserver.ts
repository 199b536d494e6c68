import type { Fact } from "#contract";
import { NetError } from "../net/index.js";
import { offer } from "./choices.js";
import { readingOf, type DatabaseVisit, type Tables } from "./database-tables.js";
import { because, yes, type Finding } from "./finding.js";
import type { Reading, SignedIn, SignIn } from "./method.js";
import { hangUp, knock, product, Refused } from "./starttls.js";
import { tdsCause } from "./tds-cause.js";
import { openTds, tdsDialect, type Talk, type TdsError } from "./tds-wire.js";

/** Hears who is there and asks for TLS, and nothing else. */
export function knockSqlServer(visit: DatabaseVisit): Promise<Finding> {
  let version: string | undefined;
  const dialect = tdsDialect((hello) => (version = hello.version));
  return knock(visit, dialect, () => product("SQL Server", version));
}

/** A login of SQL Server's own, at the database that was named (MS-TDS). */
export async function signInSqlServer(visit: DatabaseVisit): Promise<SignIn> {
  let talk: Talk | undefined;
  let kept = false;
  try {
    talk = await openTds(visit);
    const [who] = await ask<{ who: string; version: string }>(talk, self);
    const facts: Fact[] = [
      { kind: "identity", value: who?.who ?? "" },
      { kind: "version", value: who?.version ?? "" },
    ];
    const found = await ask<{ name: string }>(talk, databases);
    const offered = offer(
      "database",
      found.map(({ name }) => name),
    );
    kept = true;
    return { finding: { ...yes(facts), ...offered }, signedIn: signedIn(talk) };
  } catch (error) {
    return { finding: findingOf(error, talk) };
  } finally {
    if (talk && !kept) await end(talk);
  }
}

const signedIn = (talk: Talk): SignedIn => ({ read: () => readTables(talk), close: () => end(talk) });

const self = `
  select suser_sname() as who, cast(serverproperty('ProductVersion') as nvarchar(128)) as version`;

const databases = `
  select top (50) name from sys.databases
   where has_dbaccess(name) = 1 and name not in ('master', 'model', 'msdb', 'tempdb') order by name`;

// Who has no right at all on a table does not see it either (Metadata Visibility Configuration).
const tables = `
  select count(*) as [all], coalesce(sum(readable), 0) as readable, min(case when readable = 1 then name end) as first
    from (select s.name + '.' + o.name as name,
                 has_perms_by_name(quotename(s.name) + '.' + quotename(o.name), 'OBJECT', 'SELECT') as readable
            from sys.objects o join sys.schemas s on s.schema_id = o.schema_id
           where o.type in ('U', 'V') and o.is_ms_shipped = 0) t`;

async function readTables(talk: Talk): Promise<Reading> {
  try {
    const [found] = await ask<Tables>(talk, tables);
    return readingOf(found ?? { all: 0, readable: 0, first: null });
  } catch (error) {
    return { finding: findingOf(error, talk) };
  }
}

async function ask<Row>({ driver, errors, broken }: Talk, sql: string): Promise<Row[]> {
  const { Request } = await import("tedious");
  errors.length = 0;
  const answered = new Promise<Row[]>((resolve, reject) => {
    const rows: Row[] = [];
    const request = new Request(sql, (error) => (error ? reject(error) : resolve(rows)));
    request.on("row", (columns: { metadata: { colName: string }; value: unknown }[]) => {
      rows.push(Object.fromEntries(columns.map(({ metadata, value }) => [metadata.colName, value])) as Row);
    });
    driver.execSqlBatch(request);
  });
  return Promise.race([answered, broken]);
}

function findingOf(error: unknown, talk?: Talk): Finding {
  if (error instanceof NetError) throw error;
  if (error instanceof Refused) return error.finding;
  const { told = talk?.errors ?? [], code } = error as Partial<Failed>;
  // That a database cannot be opened is said before the login is refused for it.
  const [first] = told;
  if (first) {
    const meant = tdsCause(first.number);
    return because(meant, meant === "company_unknown" ? { field: "database" } : {});
  }
  return because((code !== undefined && drivers[code]) || "answer_not_understood");
}

interface Failed {
  readonly told: readonly TdsError[];
  readonly code: string;
}

const drivers: Readonly<Record<string, Finding["cause"]>> = {
  ETIMEOUT: "answer_timed_out",
  ESOCKET: "connection_lost",
  ECLOSE: "connection_lost",
  ECONNRESET: "connection_lost",
};

const end = ({ driver, socket }: Talk): Promise<void> =>
  hangUp(socket, async () => {
    driver.close();
    socket.destroy();
  });
