import type { Context } from "./context.js";
import { newId } from "./id.js";
import type { Row } from "./tables.js";

export interface KeyRecord {
  readonly id: string;
  readonly tenant: string;
  readonly hash: string;
  readonly label: string;
  readonly createdAt: number;
  readonly revokedAt: number | null;
}

/** A host's keys, by the SHA-256 of `gw_key_…`. */
export interface Keys {
  add(key: { hash: string; label: string }): Promise<KeyRecord>;
  list(): Promise<KeyRecord[]>;
  /** False when there is none, or it was revoked before. */
  revoke(id: string): Promise<boolean>;
}

export function keys({ db, now }: Context, tenant: string): Keys {
  return {
    async add({ hash, label }) {
      const row = { tenant, id: newId("key"), hash, label, created_at: now(), revoked_at: null };
      await db.insertInto("keys").values(row).execute();
      return keyRecord(row);
    },
    async list() {
      const query = db.selectFrom("keys").selectAll().where("tenant", "=", tenant);
      return (await query.orderBy("created_at").orderBy("id").execute()).map(keyRecord);
    },
    async revoke(id) {
      const query = db.updateTable("keys").set({ revoked_at: now() }).where("tenant", "=", tenant).where("id", "=", id);
      return (await query.where("revoked_at", "is", null).executeTakeFirst()).numUpdatedRows === 1n;
    },
  };
}

export const keyRecord = (row: Row<"keys">): KeyRecord => ({
  id: row.id,
  tenant: row.tenant,
  hash: row.hash,
  label: row.label,
  createdAt: row.created_at,
  revokedAt: row.revoked_at,
});
