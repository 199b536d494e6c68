import { type Dialect, Kysely, sql } from "kysely";
import { audit } from "./audit.js";
import { connections } from "./connections.js";
import { atomically, type Context, type Transact } from "./context.js";
import { deliveries } from "./deliveries.js";
import { drafts } from "./drafts.js";
import { asOnlyConnection, exact } from "./driver.js";
import { endpoints } from "./endpoints.js";
import { events } from "./events.js";
import { flows } from "./flows.js";
import { groupCommit } from "./group-commit.js";
import { idempotency } from "./idempotency.js";
import { keys } from "./keys.js";
import { links } from "./links.js";
import { lookup } from "./lookup.js";
import { migrate } from "./migrate.js";
import { origins } from "./origins.js";
import { outboundRules } from "./outbound-rules.js";
import { requestedSystems } from "./requested-systems.js";
import { renewals } from "./renewals.js";
import { runs } from "./runs.js";
import { sealed } from "./sealed.js";
import type { Store, TenantStore } from "./store.js";
import type { Tables } from "./tables.js";
import { tenants } from "./tenants.js";
import { tokens } from "./tokens.js";
import { work } from "./work.js";

/**
 * `databaseUrl`, "postgres://…": PostgreSQL. Without it `folder`: SQLite, one file in that folder (":memory:" keeps
 * nothing).
 */
export type StoreOptions = { readonly now?: (() => number) | undefined } & (
  | { readonly databaseUrl?: string | undefined; readonly folder: string }
  | { readonly databaseUrl: string; readonly folder?: undefined }
);

/** Opens the store and brings its tables up to date. Throws StoreError `in_use` or `newer_database`. */
export async function openStore({ now = Date.now, ...where }: StoreOptions): Promise<Store> {
  const engine = where.databaseUrl === undefined ? "sqlite" : "postgresql";
  const db = new Kysely<Tables>({ dialect: exact(await dialectOf(where)) });
  try {
    await migrate(db, engine, now());
  } catch (error) {
    await db.destroy();
    throw error;
  }
  const together = groupCommit(db);
  const alone: Transact = (work) => db.transaction().execute((tx) => asOnlyConnection(() => work(tx)));
  // PostgreSQL commits those of several connections together by itself.
  return storeOn({ db, engine, now, transact: engine === "sqlite" ? together : alone });
}

// Only the driver that is used is loaded.
async function dialectOf({ databaseUrl, folder }: StoreOptions): Promise<Dialect> {
  if (databaseUrl !== undefined) return (await import("./postgres.js")).postgres(databaseUrl);
  if (folder !== undefined) return (await import("./sqlite.js")).sqlite(folder);
  throw new TypeError("The store needs a databaseUrl or a folder.");
}

function storeOn(context: Context): Store {
  const { db, engine, now } = context;
  return {
    engine,
    now,
    tenant: (id) => tenantOn(context, id),
    lookup: lookup(context),
    work: work(context),
    tenants: tenants(context),
    transaction(fn) {
      return atomically(context, (context) => fn(storeOn(context)));
    },
    async ping() {
      await sql`select 1`.execute(db);
    },
    close: () => db.destroy(),
  };
}

// Made when asked for: a request needs two or three of them.
const tenantOn = (context: Context, id: string): TenantStore => ({
  id,
  get origins() {
    return origins(context, id);
  },
  get keys() {
    return keys(context, id);
  },
  get rules() {
    return outboundRules(context, id);
  },
  get endpoints() {
    return endpoints(context, id);
  },
  get links() {
    return links(context, id);
  },
  get tokens() {
    return tokens(context, id);
  },
  get flows() {
    return flows(context, id);
  },
  get drafts() {
    return drafts(context, id);
  },
  get runs() {
    return runs(context, id);
  },
  get sealed() {
    return sealed(context, id);
  },
  get connections() {
    return connections(context, id);
  },
  get renewals() {
    return renewals(context, id);
  },
  get events() {
    return events(context, id);
  },
  get deliveries() {
    return deliveries(context, id);
  },
  get requestedSystems() {
    return requestedSystems(context, id);
  },
  get idempotency() {
    return idempotency(context, id);
  },
  get audit() {
    return audit(context, id);
  },
});
