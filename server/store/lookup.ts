import type { Context } from "./context.js";
import { type FlowRecord, flowRecord } from "./flows.js";
import type { Row } from "./tables.js";
import { type KeyRecord, keyRecord } from "./keys.js";
import { whyNot } from "./tokens.js";
import type { AccessTokenRecord, LinkTokenRecord, ResumeCookieRecord, SessionRecord, Used } from "./tokens.js";

/** The only look-ups without a tenant: by the SHA-256 (base64url) of a token, which leads to its tenant. */
export interface Lookup {
  /** A host's key that is not revoked. */
  key(hash: string): Promise<KeyRecord | undefined>;
  /** Looks at a link token without using it: whose, and whether it would still open. */
  linkToken(hash: string): Promise<Used<LinkTokenRecord>>;
  /** Burns a link token. */
  useLinkToken(hash: string): Promise<Used<LinkTokenRecord>>;
  useResumeCookie(hash: string): Promise<Used<ResumeCookieRecord>>;
  /** A session that is neither revoked nor over. */
  session(hash: string): Promise<SessionRecord | undefined>;
  /** An access token that is not revoked. */
  accessToken(hash: string): Promise<AccessTokenRecord | undefined>;
  /** Trades a flow's start secret, once, for its cookie: sets the cookie's hash on the flow. */
  startFlow(startSecretHash: string, cookieHash: string): Promise<Used<FlowRecord>>;
  /** The flow of a cookie, whatever its status, unless it has expired. */
  flowByCookie(cookieHash: string): Promise<FlowRecord | undefined>;
}

export function lookup({ db, now }: Context): Lookup {
  /** One UPDATE, so that of two at once the second finds it used. */
  const burn = (table: "link_tokens" | "resume_cookies", hash: string) => {
    const at = now();
    const query = db.updateTable(table).set({ used_at: at }).where("hash", "=", hash);
    return query.where("used_at", "is", null).where("expires_at", ">", at).returningAll().executeTakeFirst();
  };
  const linkTokenRow = (hash: string) =>
    db.selectFrom("link_tokens").selectAll().where("hash", "=", hash).executeTakeFirst();
  return {
    async key(hash) {
      const query = db.selectFrom("keys").selectAll().where("hash", "=", hash).where("revoked_at", "is", null);
      const row = await query.executeTakeFirst();
      return row && keyRecord(row);
    },
    async linkToken(hash) {
      const row = await linkTokenRow(hash);
      if (row && row.used_at === null && row.expires_at > now()) return { state: "ok", token: linkTokenRecord(row) };
      return { state: whyNot(row) };
    },
    async useLinkToken(hash) {
      const row = await burn("link_tokens", hash);
      if (row) return { state: "ok", token: linkTokenRecord(row) };
      return { state: whyNot(await linkTokenRow(hash)) };
    },
    async useResumeCookie(hash) {
      const row = (await burn("resume_cookies", hash)) as Row<"resume_cookies"> | undefined;
      if (row) return { state: "ok", token: { ...linkTokenRecord(row), origin: row.origin } };
      const query = db.selectFrom("resume_cookies").selectAll().where("hash", "=", hash);
      return { state: whyNot(await query.executeTakeFirst()) };
    },
    async session(hash) {
      const row = await db
        .selectFrom("sessions")
        .selectAll()
        .where("hash", "=", hash)
        .where("revoked_at", "is", null)
        .where("expires_at", ">", now())
        .executeTakeFirst();
      return row && sessionRecord(row);
    },
    async accessToken(hash) {
      const query = db.selectFrom("access_tokens").selectAll().where("hash", "=", hash).where("revoked_at", "is", null);
      const row = await query.executeTakeFirst();
      return row && { hash, tenant: row.tenant, connection: row.connection, createdAt: row.created_at };
    },
    async startFlow(startSecretHash, cookieHash) {
      const at = now();
      const row = await db
        .updateTable("flows")
        .set({ started_at: at, cookie_hash: cookieHash })
        .where("start_secret_hash", "=", startSecretHash)
        .where("started_at", "is", null)
        .where("start_expires_at", ">", at)
        .returningAll()
        .executeTakeFirst();
      if (row) return { state: "ok", token: flowRecord(row) };
      const query = db.selectFrom("flows").select("started_at as used_at");
      return { state: whyNot(await query.where("start_secret_hash", "=", startSecretHash).executeTakeFirst()) };
    },
    async flowByCookie(cookieHash) {
      const query = db.selectFrom("flows").selectAll().where("cookie_hash", "=", cookieHash);
      const row = await query.where("expires_at", ">", now()).executeTakeFirst();
      return row && flowRecord(row);
    },
  };
}

const linkTokenRecord = (row: Row<"link_tokens">): LinkTokenRecord => ({
  hash: row.hash,
  tenant: row.tenant,
  link: row.link,
  expiresAt: row.expires_at,
  usedAt: row.used_at,
});

const sessionRecord = (row: Row<"sessions">): SessionRecord => ({
  hash: row.hash,
  tenant: row.tenant,
  link: row.link,
  origin: row.origin,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  endsAt: row.ends_at,
});
