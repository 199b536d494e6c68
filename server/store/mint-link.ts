import { type RawBuilder, sql } from "kysely";
import { atomically, type Context } from "./context.js";
import type { Row } from "./tables.js";
import type { LinkTokenRecord } from "./tokens.js";

export type FirstToken = Pick<LinkTokenRecord, "hash" | "expiresAt">;
/** Columns of a new link; what is undefined is null. */
type NewRow = Partial<Row<"links">> & Whose & Pick<Row<"links">, "id" | "created_at">;
type Whose = Pick<Row<"links">, "tenant" | "end_user_id" | "organization_id" | "connection">;

/**
 * A link and its first token, in one statement on PostgreSQL: a round trip instead of five, with begin and commit. SQLite
 * has no round trips, and no `with` that writes.
 */
export function mintLink(
  context: Context,
  row: NewRow,
  { hash, expiresAt }: FirstToken,
  evenIfOpen: boolean,
): Promise<string | undefined> {
  const columns = Object.entries(row);
  const names = sql.raw(columns.map(([name]) => name).join(", "));
  const values = sql.join(columns.map(([, value]) => value ?? null));
  const unless = evenIfOpen
    ? sql``
    : sql`where not exists (select 1 from links where ${isOpenFor(row, row.created_at)})`;
  const link = sql<Id>`insert into links (${names}) select ${values} ${unless} returning id`;
  const tokens = sql`insert into link_tokens (hash, tenant, link, expires_at)`;

  if (context.engine === "postgresql") {
    const token = sql`${tokens} select ${hash}, ${row.tenant}, id, ${expiresAt} from link returning link as id`;
    return idOf(sql<Id>`with link as (${link}) ${token}`, context);
  }
  return atomically(context, async (context) => {
    const id = await idOf(link, context);
    if (id) await sql`${tokens} values (${hash}, ${row.tenant}, ${id}, ${expiresAt})`.execute(context.db);
    return id;
  });
}

interface Id {
  id: string;
}
const idOf = async (query: RawBuilder<Id>, { db }: Context) => (await query.execute(db)).rows[0]?.id;

/** Of these, for this purpose: open, and not expired. */
export const isOpenFor = (of: Whose, now: number) =>
  sql<boolean>`tenant = ${of.tenant} and end_user_id = ${of.end_user_id} and organization_id is not distinct from ${of.organization_id} and connection is not distinct from ${of.connection} and status = 'open' and expires_at > ${now}`;
