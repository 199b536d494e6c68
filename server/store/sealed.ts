import type { Context } from "./context.js";
import { StoreError } from "./error.js";
import type { Row } from "./tables.js";
/** Whose value it is. */
export type SealedOwner = "link" | "connection" | "flow" | "endpoint" | "idempotency" | "event";

/** Where a sealed value belongs. The vault binds the value to it: a row that is moved does not open. */
export interface SealedPlace {
  readonly tenant: string;
  readonly ownerKind: SealedOwner;
  readonly owner: string;
  readonly field: string;
  readonly version: number;
}
/** A value under a data key of its own, that key wrapped by the key-encryption key `keyId`. Bytes are base64. */
export interface SealedValue extends SealedPlace {
  readonly keyId: string;
  readonly wrappedKey: string;
  readonly iv: string;
  readonly ciphertext: string;
  readonly tag: string;
}

export interface Sealed {
  /** Adds the values or replaces those of the same owner and field. They must be this tenant's. */
  put(values: readonly SealedValue[]): Promise<void>;
  get(ownerKind: SealedOwner, owner: string, field: string): Promise<SealedValue | undefined>;
  list(ownerKind: SealedOwner, owner: string): Promise<SealedValue[]>;
  /** Names of the owner's sealed fields. */
  fields(ownerKind: SealedOwner, owner: string): Promise<string[]>;
  /** Shreds the owner's values: all, or those of some fields. */
  remove(ownerKind: SealedOwner, owner: string, fields?: readonly string[]): Promise<void>;
  /** Shreds everything of a link: what its draft has sealed, and what its consent flows have. */
  removeOfLink(link: string): Promise<void>;
  /** Another wrapping of the same data key. False when the row has changed since it was read. */
  rewrap(before: SealedValue, after: SealedValue): Promise<boolean>;
}

export function sealed(context: Context, tenant: string): Sealed {
  const { db } = context;
  const of = (ownerKind: SealedOwner, owner: string) =>
    db
      .selectFrom("sealed")
      .where("tenant", "=", tenant)
      .where("owner_kind", "=", ownerKind)
      .where("owner", "=", owner)
      .orderBy("field");
  return {
    async put(values) {
      if (values.some((value) => value.tenant !== tenant)) {
        throw new StoreError("wrong_tenant", "A sealed value of another tenant was to be kept.");
      }
      if (values.length === 0) return;
      await db
        .insertInto("sealed")
        .values(values.map(sealedColumns))
        .onConflict((conflict) =>
          conflict.columns(["tenant", "owner_kind", "owner", "field"]).doUpdateSet((eb) => ({
            version: eb.ref("excluded.version"),
            key_id: eb.ref("excluded.key_id"),
            wrapped_key: eb.ref("excluded.wrapped_key"),
            iv: eb.ref("excluded.iv"),
            ciphertext: eb.ref("excluded.ciphertext"),
            tag: eb.ref("excluded.tag"),
          })),
        )
        .execute();
    },
    async get(ownerKind, owner, field) {
      const row = await of(ownerKind, owner).selectAll().where("field", "=", field).executeTakeFirst();
      return row && sealedValue(row);
    },
    async list(ownerKind, owner) {
      return (await of(ownerKind, owner).selectAll().execute()).map(sealedValue);
    },
    async fields(ownerKind, owner) {
      return (await of(ownerKind, owner).select("field").execute()).map(({ field }) => field);
    },
    async remove(ownerKind, owner, fields) {
      const query = db.deleteFrom("sealed").where("tenant", "=", tenant).where("owner_kind", "=", ownerKind);
      const those = query.where("owner", "=", owner);
      if (!fields) return void (await those.execute());
      if (fields.length > 0) await those.where("field", "in", [...fields]).execute();
    },
    async removeOfLink(link) {
      const flows = db.selectFrom("flows").select("id").where("tenant", "=", tenant).where("link", "=", link);
      await db
        .deleteFrom("sealed")
        .where("tenant", "=", tenant)
        .where("owner_kind", "in", ["link", "flow"])
        .where((eb) => eb.or([eb("owner", "=", link), eb("owner", "in", flows)]))
        .execute();
    },
    async rewrap(before, after) {
      const result = await db
        .updateTable("sealed")
        .set({ key_id: after.keyId, wrapped_key: after.wrappedKey })
        .where("tenant", "=", tenant)
        .where("owner_kind", "=", before.ownerKind)
        .where("owner", "=", before.owner)
        .where("field", "=", before.field)
        .where("wrapped_key", "=", before.wrappedKey)
        .executeTakeFirst();
      return result.numUpdatedRows === 1n;
    },
  };
}

const sealedColumns = (value: SealedValue): Row<"sealed"> => ({
  tenant: value.tenant,
  owner_kind: value.ownerKind,
  owner: value.owner,
  field: value.field,
  version: value.version,
  key_id: value.keyId,
  wrapped_key: value.wrappedKey,
  iv: value.iv,
  ciphertext: value.ciphertext,
  tag: value.tag,
});

export const sealedValue = (row: Row<"sealed">): SealedValue => ({
  tenant: row.tenant,
  ownerKind: row.owner_kind as SealedOwner,
  owner: row.owner,
  field: row.field,
  version: row.version,
  keyId: row.key_id,
  wrappedKey: row.wrapped_key,
  iv: row.iv,
  ciphertext: row.ciphertext,
  tag: row.tag,
});
