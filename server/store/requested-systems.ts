import type { Context } from "./context.js";
import { newId } from "./id.js";
import { cursorAt, limitOf, older, pageOf } from "./page.js";
import type { Page, Paging } from "./page.js";

/** What a person looked for and did not find. */
export interface RequestedSystemRecord {
  readonly id: string;
  readonly link: string;
  readonly name: string;
  readonly address: string | null;
  readonly createdAt: number;
}
export interface RequestedSystems {
  add(request: Pick<RequestedSystemRecord, "link" | "name" | "address">): Promise<RequestedSystemRecord>;
  /** Newest first. */
  list(paging: Paging): Promise<Page<RequestedSystemRecord>>;
}

export function requestedSystems({ db, now }: Context, tenant: string): RequestedSystems {
  return {
    async add({ link, name, address }) {
      const record = { id: newId("requestedSystem"), link, name, address, createdAt: now() };
      const row = { tenant, id: record.id, link, name, address, created_at: record.createdAt };
      await db.insertInto("requested_systems").values(row).execute();
      return record;
    },
    async list(paging) {
      const rows = await db
        .selectFrom("requested_systems")
        .selectAll()
        .where("tenant", "=", tenant)
        .where(older("created_at", "id", paging.after))
        .orderBy("created_at", "desc")
        .orderBy("id", "desc")
        .limit(limitOf(paging) + 1)
        .execute();
      return pageOf(
        rows,
        paging,
        (row) => cursorAt(row.created_at, row.id),
        ({ id, link, name, address, created_at }) => ({ id, link, name, address, createdAt: created_at }),
      );
    },
  };
}
