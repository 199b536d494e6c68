import { sql } from "kysely";
import type { Context } from "./context.js";

const hour = 3_600_000;
const day = 24 * hour;

/** Throws away what nobody can use any more. */
export async function purge({ db, now }: Context): Promise<void> {
  const at = now();
  // Kept a while after their end, so that a late try learns "used" or "expired" rather than "unknown".
  const forgotten = at - 7 * day;
  await db.deleteFrom("link_tokens").where("expires_at", "<", forgotten).execute();
  await db.deleteFrom("resume_cookies").where("expires_at", "<", forgotten).execute();
  await db.deleteFrom("public_tokens").where("expires_at", "<", forgotten).where("used_at", "is not", null).execute();
  await db.deleteFrom("sessions").where("expires_at", "<", forgotten).execute();
  await db
    .deleteFrom("runs")
    .where("started_at", "<", at - 30 * day)
    .execute();

  await db
    .deleteFrom("idempotency")
    .where("created_at", "<", at - day)
    .execute();
  await db
    .deleteFrom("flows")
    .where("expires_at", "<", at - hour)
    .execute();
  const ended = sql<boolean>`exists (
    select 1 from links l where l.tenant = drafts.tenant and l.id = drafts.link and l.status <> 'open')`;
  await db.deleteFrom("drafts").where(ended).execute();
  await sql`
    delete from sealed where
      (owner_kind = 'idempotency' and not exists (
        select 1 from idempotency i where i.tenant = sealed.tenant and i.owner = sealed.owner))
      or (owner_kind = 'flow' and not exists (
        select 1 from flows f where f.tenant = sealed.tenant and f.id = sealed.owner)
        and not exists (
        select 1 from links l where l.tenant = sealed.tenant and l.id = sealed.owner and l.status = 'open'))
      or (owner_kind = 'link' and exists (
        select 1 from links l where l.tenant = sealed.tenant and l.id = sealed.owner and l.status <> 'open'))`.execute(
    db,
  );
}
