import { sql } from "kysely";
import type { Context } from "./context.js";
import type { Row } from "./tables.js";
/** Rows behind tokens. Only a SHA-256 (base64url) is ever given or kept, as `hash`. */
export interface LinkTokenRecord {
  readonly hash: string;
  readonly tenant: string;
  readonly link: string;
  readonly expiresAt: number;
  readonly usedAt: number | null;
}
export interface ResumeCookieRecord extends LinkTokenRecord {
  /** Origin of the session that went away to give consent; null on the hosted page. */
  readonly origin: string | null;
}
export interface SessionRecord {
  readonly hash: string;
  readonly tenant: string;
  readonly link: string;
  /** Origin of the host page; null on the hosted page. */
  readonly origin: string | null;
  readonly createdAt: number;
  /** Slides. */
  readonly expiresAt: number;
  /** Never later than this. */
  readonly endsAt: number;
}
export interface PublicTokenRecord {
  readonly hash: string;
  readonly tenant: string;
  readonly connection: string;
  readonly expiresAt: number;
  readonly usedAt: number | null;
}
export interface AccessTokenRecord {
  readonly hash: string;
  readonly tenant: string;
  readonly connection: string;
  readonly createdAt: number;
}

/** Answer to using a one-time token. Of any number at once exactly one gets `ok`. */
export type Used<T> = { readonly state: "ok"; readonly token: T } | { readonly state: "unknown" | "expired" | "used" };

export interface Tokens {
  addLink(token: Pick<LinkTokenRecord, "hash" | "link" | "expiresAt">): Promise<void>;
  addResumeCookie(cookie: Pick<ResumeCookieRecord, "hash" | "link" | "origin" | "expiresAt">): Promise<void>;
  addSession(session: Pick<SessionRecord, "hash" | "link" | "origin" | "expiresAt" | "endsAt">): Promise<void>;
  /** Moves the session's end, never beyond `endsAt`. False when it is over. */
  slideSession(hash: string, expiresAt: number): Promise<boolean>;
  /** Ends every session of the link. */
  revokeSessions(link: string): Promise<void>;
  addPublic(token: Pick<PublicTokenRecord, "hash" | "connection" | "expiresAt">): Promise<void>;
  /** The exchange. */
  usePublic(hash: string): Promise<Used<PublicTokenRecord>>;
  /** The same by connection, for a host that never held the token; however late. False when it was exchanged before. */
  usePublicOf(connection: string): Promise<boolean>;
  addAccess(token: Pick<AccessTokenRecord, "hash" | "connection">): Promise<void>;
  /** Ends every access token of the connection. */
  revokeAccess(connection: string): Promise<void>;
}

export function tokens({ db, now }: Context, tenant: string): Tokens {
  return {
    async addLink({ hash, link, expiresAt }) {
      await db.insertInto("link_tokens").values({ hash, tenant, link, expires_at: expiresAt }).execute();
    },
    async addResumeCookie({ hash, link, origin, expiresAt }) {
      await db.insertInto("resume_cookies").values({ hash, tenant, link, origin, expires_at: expiresAt }).execute();
    },
    async addSession({ hash, link, origin, expiresAt, endsAt }) {
      const times = { created_at: now(), expires_at: Math.min(expiresAt, endsAt), ends_at: endsAt };
      await db
        .insertInto("sessions")
        .values({ hash, tenant, link, origin, ...times })
        .execute();
    },
    async slideSession(hash, expiresAt) {
      const result = await db
        .updateTable("sessions")
        .set({ expires_at: sql<number>`case when ends_at < ${expiresAt} then ends_at else ${expiresAt} end` })
        .where("tenant", "=", tenant)
        .where("hash", "=", hash)
        .where("revoked_at", "is", null)
        .where("expires_at", ">", now())
        .executeTakeFirst();
      return result.numUpdatedRows === 1n;
    },
    async revokeSessions(link) {
      await db
        .updateTable("sessions")
        .set({ revoked_at: now() })
        .where("tenant", "=", tenant)
        .where("link", "=", link)
        .where("revoked_at", "is", null)
        .execute();
    },
    async addPublic({ hash, connection, expiresAt }) {
      await db.insertInto("public_tokens").values({ hash, tenant, connection, expires_at: expiresAt }).execute();
    },
    async usePublic(hash) {
      const at = now();
      const row = await db
        .updateTable("public_tokens")
        .set({ used_at: at })
        .where("tenant", "=", tenant)
        .where("hash", "=", hash)
        .where("used_at", "is", null)
        .where("expires_at", ">", at)
        .returningAll()
        .executeTakeFirst();
      if (row) return { state: "ok", token: publicRecord(row) };
      const query = db.selectFrom("public_tokens").selectAll().where("tenant", "=", tenant).where("hash", "=", hash);
      return { state: whyNot(await query.executeTakeFirst()) };
    },
    async usePublicOf(connection) {
      const result = await db
        .updateTable("public_tokens")
        .set({ used_at: now() })
        .where("tenant", "=", tenant)
        .where("connection", "=", connection)
        .where("used_at", "is", null)
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },
    async addAccess({ hash, connection }) {
      await db.insertInto("access_tokens").values({ hash, tenant, connection, created_at: now() }).execute();
    },
    async revokeAccess(connection) {
      await db
        .updateTable("access_tokens")
        .set({ revoked_at: now() })
        .where("tenant", "=", tenant)
        .where("connection", "=", connection)
        .where("revoked_at", "is", null)
        .execute();
    },
  };
}

/** Why a one-time token could not be used. Used wins over expired: that is what its holder has to know. */
export const whyNot = (row: { used_at: number | null } | undefined): "unknown" | "used" | "expired" => {
  if (!row) return "unknown";
  return row.used_at === null ? "expired" : "used";
};

const publicRecord = (row: Row<"public_tokens">): PublicTokenRecord => ({
  hash: row.hash,
  tenant: row.tenant,
  connection: row.connection,
  expiresAt: row.expires_at,
  usedAt: row.used_at,
});
