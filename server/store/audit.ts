import type { Context } from "./context.js";
import { newId } from "./id.js";
import { fromJson, toJson } from "./json.js";
import { cursorAt, limitOf, older, pageOf } from "./page.js";
import type { Page, Paging } from "./page.js";

/** Who did what to what. Facts hold no secret. */
export interface AuditRecord {
  readonly id: string;
  readonly at: number;
  /** "host:key_…", "person:<end user>", "operator", "gangway". */
  readonly actor: string;
  /** "connection.created", "link.minted", … */
  readonly action: string;
  readonly subject: string;
  readonly facts: Record<string, unknown>;
}
export interface Audit {
  add(entry: Pick<AuditRecord, "actor" | "action" | "subject"> & { facts?: AuditRecord["facts"] }): Promise<void>;
  /** Newest first. */
  list(paging: Paging): Promise<Page<AuditRecord>>;
}

export function audit({ db, now }: Context, tenant: string): Audit {
  return {
    async add({ actor, action, subject, facts = {} }) {
      const row = { tenant, id: newId("audit"), at: now(), actor, action, subject, facts: toJson(facts) };
      await db.insertInto("audit").values(row).execute();
    },
    async list(paging) {
      const rows = await db
        .selectFrom("audit")
        .selectAll()
        .where("tenant", "=", tenant)
        .where(older("at", "id", paging.after))
        .orderBy("at", "desc")
        .orderBy("id", "desc")
        .limit(limitOf(paging) + 1)
        .execute();
      return pageOf(
        rows,
        paging,
        (row) => cursorAt(row.at, row.id),
        ({ id, at, actor, action, subject, facts }) => ({ id, at, actor, action, subject, facts: fromJson(facts) }),
      );
    },
  };
}
