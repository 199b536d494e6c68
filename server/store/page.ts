import { type RawBuilder, type SqlBool, sql } from "kysely";

/** What to list: `after` is the `next` of the page before, `limit` 1 to 100 (50 unless told). */
export interface Paging {
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
}
/** `next` is null on the last page. */
export interface Page<T> {
  readonly items: T[];
  readonly next: string | null;
}

export const limitOf = ({ limit = 50 }: Paging): number => Math.min(Math.max(limit, 1), 100);

/** A page of rows of which one more than the limit was asked for. */
export function pageOf<Row, T>(
  rows: readonly Row[],
  paging: Paging,
  cursor: (row: Row) => string,
  record: (row: Row) => T,
): Page<T> {
  const shown = rows.slice(0, limitOf(paging));
  const last = shown.at(-1);
  return { items: shown.map(record), next: last && rows.length > shown.length ? cursor(last) : null };
}

/** Newest first: by time, and by id within one millisecond. */
export const cursorAt = (time: number, id: string): string => `${time}.${id}`;

/** Condition for the rows after a cursor of `cursorAt`. After a text that is no cursor there is nothing. */
export function older(time: string, id: string, after: string | undefined): RawBuilder<SqlBool> {
  if (after === undefined) return sql`1 = 1`;
  const [, at, of] = /^(\d{1,15})\.(.+)$/.exec(after) ?? [];
  return sql`(${sql.ref(time)}, ${sql.ref(id)}) < (${Number(at ?? -1)}, ${of ?? ""})`;
}
