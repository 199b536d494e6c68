import type { Client } from "pg";
import type { Fact } from "#contract";
import { NetError } from "../net/index.js";
import { offer } from "./choices.js";
import {
  Refused,
  hangUp,
  knock,
  NoTls,
  open,
  otherProtocol,
  patience,
  product,
  type Dialect,
  type Socket,
} from "./starttls.js";
import { readingOf, type DatabaseVisit, type Tables } from "./database-tables.js";
import { because, yes, type Finding } from "./finding.js";
import type { Reading, SignedIn, SignIn } from "./method.js";
import { sqlCause } from "./sqlstate.js";

/** Connects and asks for TLS, and nothing else. */
export const knockPostgres = (visit: DatabaseVisit): Promise<Finding> =>
  knock(visit, dialect, () => product("PostgreSQL"));

export async function signInPostgres(visit: DatabaseVisit): Promise<SignIn> {
  let client: Client | undefined;
  let kept = false;
  try {
    client = await openClient(visit);
    await client.connect();
    const { rows } = await client.query<{ who: string; version: string }>(
      "select current_user::text as who, current_setting('server_version') as version",
    );
    const facts: Fact[] = [
      { kind: "identity", value: rows[0]?.who ?? "" },
      { kind: "version", value: rows[0]?.version.split(" ", 1)[0] ?? "" },
    ];
    const offered = await databases(client);
    kept = true;
    return {
      finding: { ...yes(facts), ...offered },
      signedIn: signedIn(client),
    };
  } catch (error) {
    return { finding: findingOf(error) };
  } finally {
    if (client && !kept) await end(client);
  }
}

const signedIn = (client: Client): SignedIn => ({ read: () => readTables(client), close: () => end(client) });

async function databases(client: Client): Promise<Pick<Finding, "choices">> {
  const { rows } = await client.query<{ name: string }>(
    `select datname::text as name from pg_catalog.pg_database
      where datallowconn and not datistemplate and has_database_privilege(oid, 'connect') order by 1 limit 50`,
  );
  return offer(
    "database",
    rows.map(({ name }) => name),
  );
}

const tables = `
  select count(*)::int as all, (count(*) filter (where readable))::int as readable,
         min(name) filter (where readable) as first
    from (select format('%s.%s', n.nspname, c.relname) as name,
                 has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select') as readable
            from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
           where c.relkind in ('r', 'p', 'v', 'm', 'f')
             and n.nspname <> 'information_schema' and n.nspname not like 'pg\\_%') t`;

async function readTables(client: Client): Promise<Reading> {
  try {
    await client.query("begin read only");
    const { rows } = await client.query<Tables>(tables);
    await client.query("rollback");
    return readingOf(rows[0] ?? { all: 0, readable: 0, first: null });
  } catch (error) {
    return { finding: findingOf(error) };
  }
}

async function openClient(visit: DatabaseVisit): Promise<Client> {
  const connection = await open(visit, dialect);
  const { values } = visit;
  // Loaded by who needs it: a start on SQLite does not.
  const { Client } = await import("pg");
  const client = new Client({
    // Everything is said, for what is left out `pg` takes from the environment of the server.
    host: "",
    port: 0,
    ssl: false,
    user: values["username"] ?? "",
    password: () => values["password"] ?? "",
    database: values["database"] ?? "",
    application_name: "gangway",
    connectionTimeoutMillis: patience,
    query_timeout: patience,
    stream: () => alreadyConnected(connection.socket),
  });
  // A connection that breaks between two questions is told by the next one.
  client.on("error", () => undefined);
  return client;
}

/** `pg` connects its stream by itself; ours has been vetted and connected before. */
function alreadyConnected(socket: Socket): Socket {
  socket.connect = () => {
    process.nextTick(() => socket.emit("connect"));
    return socket;
  };
  return socket;
}

// SSLRequest: its length, and a code no version of the protocol has (PostgreSQL 15, 55.2.10).
const sslRequest = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);

const dialect: Dialect = { port: 5432, askForTls };

function askForTls(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once("readable", () => {
      // One byte and no more: what follows belongs to TLS.
      const [byte] = (socket.read(1) as Buffer | null) ?? [];
      // Whoever says more than the one letter was not answering: SSH greets with an S too.
      if (socket.readableLength > 0) reject(otherProtocol());
      else if (byte === 0x53) resolve();
      else if (byte === 0x4e) reject(new NoTls());
      else if (byte === undefined) reject(new NetError("connection_lost"));
      else reject(otherProtocol());
    });
    socket.write(sslRequest);
  });
}

function findingOf(error: unknown): Finding {
  if (error instanceof NetError) throw error;
  if (error instanceof Refused) return error.finding;
  const { code, routine, message } = error as { code?: unknown; routine?: string; message?: string };
  if (typeof code === "string" && /^[0-9A-Z]{5}$/.test(code)) {
    return because(sqlCause(code, routine), code === "3D000" ? { field: "database" } : {});
  }
  // `pg` gives no code of its own.
  if (/timeout/i.test(message ?? "")) return because("answer_timed_out");
  if (typeof code === "string" || /terminated|closed/i.test(message ?? "")) return because("connection_lost");
  return because("answer_not_understood");
}

const end = (client: Client): Promise<void> =>
  hangUp((client as unknown as { connection: { stream: Socket } }).connection.stream, () => client.end());
