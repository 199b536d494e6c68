import { atomically, type Context } from "./context.js";
import { newId } from "./id.js";
import { fromJson, toJson } from "./json.js";
import { cursorAt, limitOf, older, pageOf } from "./page.js";
import type { Row } from "./tables.js";
import { tokens } from "./tokens.js";
import { sealed } from "./sealed.js";
import { ownerColumns, ownerOf } from "./links.js";
import type { CauseCode, ConnectionStatus, DataSet, MethodKind, Trust, Warning } from "#contract";
import type { Person } from "./links.js";
import type { Page, Paging } from "./page.js";

/** The credentials are sealed: owner kind `connection`, its id. */
export interface ConnectionRecord {
  readonly id: string;
  readonly tenant: string;
  readonly link: string;
  readonly system: string;
  readonly systemName: string;
  readonly method: MethodKind;
  /** Id of the method within the entry. */
  readonly methodId: string;
  readonly status: ConnectionStatus;
  readonly address: string | null;
  readonly identity: string | null;
  readonly product: string | null;
  readonly endUser: Person;
  readonly organization: Person | null;
  readonly metadata: Record<string, string>;
  readonly data: DataSet[];
  /** Entered values that are not secret. */
  readonly values: Record<string, string>;
  /** What the person trusts for this connection beyond the public authorities. */
  readonly trust: Trust | null;
  readonly warnings: Warning[];
  /** Why it is in need of repair; null while it is not. */
  readonly cause: CauseCode | null;
  readonly version: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}
export type NewConnection = Omit<
  ConnectionRecord,
  "id" | "tenant" | "status" | "cause" | "version" | "createdAt" | "updatedAt"
> & { id?: string };
export type ConnectionChanges = Partial<
  Pick<
    ConnectionRecord,
    | "status"
    | "cause"
    | "method"
    | "methodId"
    | "address"
    | "identity"
    | "product"
    | "metadata"
    | "data"
    | "values"
    | "trust"
    | "warnings"
  >
>;

export interface Connections {
  /** Unclaimed, version 1. */
  create(connection: NewConnection): Promise<ConnectionRecord>;
  get(id: string): Promise<ConnectionRecord | undefined>;
  /** Newest first; removed ones are left out. */
  list(
    paging: Paging & { endUser?: string | undefined; organization?: string | undefined },
  ): Promise<Page<ConnectionRecord>>;
  /** Version grows by one. Undefined when there is none, it is removed, or `ifVersion` is no longer its version. */
  update(id: string, changes: ConnectionChanges, ifVersion?: number): Promise<ConnectionRecord | undefined>;
  /** Removed: status, credentials shredded, tokens ended. Undefined when it was removed before. */
  remove(id: string): Promise<ConnectionRecord | undefined>;
}

export function connections(context: Context, tenant: string): Connections {
  const { db, now } = context;
  return {
    async create(connection) {
      const at = now();
      const row = {
        tenant,
        id: connection.id ?? newId("connection"),
        link: connection.link,
        system: connection.system,
        system_name: connection.systemName,
        method: connection.method,
        method_id: connection.methodId,
        status: "unclaimed",
        address: connection.address,
        identity: connection.identity,
        product: connection.product,
        ...ownerColumns(connection),
        metadata: toJson(connection.metadata),
        data: toJson(connection.data),
        field_values: toJson(connection.values),
        trust: connection.trust && toJson(connection.trust),
        warnings: toJson(connection.warnings),
        version: 1,
        created_at: at,
        updated_at: at,
      };
      return connectionRecord(await db.insertInto("connections").values(row).returningAll().executeTakeFirstOrThrow());
    },
    async get(id) {
      const query = db.selectFrom("connections").selectAll().where("tenant", "=", tenant).where("id", "=", id);
      const row = await query.executeTakeFirst();
      return row && connectionRecord(row);
    },
    async list({ endUser, organization, ...paging }) {
      let query = db
        .selectFrom("connections")
        .selectAll()
        .where("tenant", "=", tenant)
        .where("status", "!=", "removed");
      if (endUser !== undefined) query = query.where("end_user_id", "=", endUser);
      if (organization !== undefined) query = query.where("organization_id", "=", organization);
      const rows = await query
        .where(older("created_at", "id", paging.after))
        .orderBy("created_at", "desc")
        .orderBy("id", "desc")
        .limit(limitOf(paging) + 1)
        .execute();
      return pageOf(rows, paging, (row) => cursorAt(row.created_at, row.id), connectionRecord);
    },
    async update(id, { metadata, data, values, trust, warnings, ...plain }, ifVersion) {
      const json = {
        metadata: metadata && toJson(metadata),
        data: data && toJson(data),
        field_values: values && toJson(values),
        trust: trust && toJson(trust),
        warnings: warnings && toJson(warnings),
      };
      const { status, cause, method, methodId: method_id, address, identity, product } = plain;
      const entered = { method, method_id, address, identity, product };
      // Nothing is left to be renewed where somebody has to sign in anew, or nobody wants it any more.
      const over = status === "needs_repair" || status === "removed" ? { renew_at: null } : {};
      const columns = { status, cause, ...entered, ...json, ...over, updated_at: now() };
      let query = db
        .updateTable("connections")
        .set((eb) => ({ ...columns, version: eb("version", "+", 1) }))
        .where("tenant", "=", tenant)
        .where("id", "=", id)
        .where("status", "!=", "removed");
      if (ifVersion !== undefined) query = query.where("version", "=", ifVersion);
      const row = await query.returningAll().executeTakeFirst();
      return row && connectionRecord(row);
    },
    remove(id) {
      return atomically(context, async (context) => {
        const removed = await connections(context, tenant).update(id, { status: "removed" });
        if (!removed) return undefined;
        await sealed(context, tenant).remove("connection", id);
        await tokens(context, tenant).revokeAccess(id);
        const unused = context.db.deleteFrom("public_tokens").where("tenant", "=", tenant).where("used_at", "is", null);
        await unused.where("connection", "=", id).execute();
        return removed;
      });
    },
  };
}

const connectionRecord = (row: Row<"connections">): ConnectionRecord => ({
  id: row.id,
  tenant: row.tenant,
  link: row.link,
  system: row.system,
  systemName: row.system_name,
  method: row.method as MethodKind,
  methodId: row.method_id,
  status: row.status as ConnectionStatus,
  address: row.address,
  identity: row.identity,
  product: row.product,
  ...ownerOf(row),
  metadata: fromJson(row.metadata),
  data: fromJson(row.data),
  values: fromJson(row.field_values),
  trust: row.trust === null ? null : fromJson(row.trust),
  warnings: fromJson(row.warnings),
  cause: row.cause as CauseCode | null,
  version: row.version,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});
