import { type Dialect, Kysely, sql } from "kysely";
import { audit } from "./audit.js";
import { connections } from "./connections.js";
import type { Context } from "./context.js";
import { deliveries } from "./deliveries.js";
import { drafts } from "./drafts.js";
import { asOnlyConnection, exact } from "./driver.js";
import { endpoints } from "./endpoints.js";
import { events } from "./events.js";
import { flows } from "./flows.js";
import { idempotency } from "./idempotency.js";
import { keys } from "./keys.js";
import { links } from "./links.js";
import { lookup } from "./lookup.js";
import { migrate } from "./migrate.js";
import { origins } from "./origins.js";
import { outboundRules } from "./outbound-rules.js";
import { postgres } from "./postgres.js";
import { requestedSystems } from "./requested-systems.js";
import { runs } from "./runs.js";
import { sealed } from "./sealed.js";
import { sqlite } from "./sqlite.js";
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
  const db = new Kysely<Tables>({ dialect: exact(dialectOf(where)) });
  try {
    await migrate(db, engine, now());
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return storeOn({ db, engine, now });
}

function dialectOf({ databaseUrl, folder }: StoreOptions): Dialect {
  if (databaseUrl !== undefined) return postgres(databaseUrl);
  if (folder !== undefined) return sqlite(folder);
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
      if (db.isTransaction) return fn(storeOn(context));
      return db.transaction().execute((tx) => asOnlyConnection(() => fn(storeOn({ ...context, db: tx }))));
    },
    async ping() {
      await sql`select 1`.execute(db);
    },
    close: () => db.destroy(),
  };
}

const tenantOn = (context: Context, id: string): TenantStore => ({
  id,
  origins: origins(context, id),
  keys: keys(context, id),
  rules: outboundRules(context, id),
  endpoints: endpoints(context, id),
  links: links(context, id),
  tokens: tokens(context, id),
  flows: flows(context, id),
  drafts: drafts(context, id),
  runs: runs(context, id),
  sealed: sealed(context, id),
  connections: connections(context, id),
  events: events(context, id),
  deliveries: deliveries(context, id),
  requestedSystems: requestedSystems(context, id),
  idempotency: idempotency(context, id),
  audit: audit(context, id),
});
