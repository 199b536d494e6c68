import Libsql from "libsql";
import pg from "pg";
import { join } from "node:path";

const heading = "-- Generated from the migrations. To write it anew: npx vitest run server/store -u\n\n";

/** The statements by which SQLite remembers its tables and indexes. */
export function sqliteSchema(folder: string): string {
  const database = new Libsql(join(folder, "gangway.sqlite"));
  const rows = database.prepare(
    "select sql from sqlite_master where sql is not null order by tbl_name, type desc, name",
  );
  const statements = (rows.all() as { sql: string }[]).map(({ sql }) => `${sql};\n`);
  database.close();
  return heading + statements.join("\n");
}

const columnsQuery = `
  select table_name as "table", column_name || ' ' || data_type
    || case is_nullable when 'NO' then ' not null' else '' end
    || coalesce(' default ' || column_default, '') as line
  from information_schema.columns where table_schema = 'public' order by table_name, ordinal_position`;
const constraintsQuery = `
  select conrelid::regclass::text as "table", pg_get_constraintdef(oid) as line
  from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n' order by 1, contype desc, 2`;
const indexesQuery = `
  select tablename as "table", indexdef as line from pg_indexes
  where schemaname = 'public' and not exists (select 1 from pg_constraint where conname = indexname) order by 1, 2`;

/** The tables as PostgreSQL describes them. */
export async function postgresSchema(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const lines = async (query: string) => {
    const byTable = new Map<string, string[]>();
    for (const { table, line } of (await client.query<{ table: string; line: string }>(query)).rows) {
      byTable.set(table, [...(byTable.get(table) ?? []), line]);
    }
    return byTable;
  };
  const columns = await lines(columnsQuery);
  const constraints = await lines(constraintsQuery);
  const indexes = await lines(indexesQuery);
  await client.end();
  const tables = [...columns].map(([table, own]) => {
    const inside = [...own, ...(constraints.get(table) ?? [])].map((line) => `  ${line}`).join(",\n");
    return [`create table ${table} (\n${inside}\n);`, ...(indexes.get(table) ?? []).map((line) => `${line};`)].join(
      "\n",
    );
  });
  return `${heading}${tables.join("\n\n")}\n`;
}
