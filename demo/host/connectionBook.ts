import type { Event, SqliteInbox } from "gangway/server";

/** What the host itself knows, in its own tables beside the inbox: access tokens, and events as they took effect. */
export function openConnectionBook(database: SqliteInbox["database"]) {
  database.exec(`
    create table if not exists connection_book (id text primary key, access_token text not null) strict;
    create table if not exists received (id text primary key, type text not null, at integer not null) strict;
  `);
  return {
    /** A real host would seal the token, as it does any password of its own. */
    keep(id: string, accessToken: string): void {
      database
        .prepare(
          "insert into connection_book values (?, ?) on conflict (id) do update set access_token = excluded.access_token",
        )
        .run(id, accessToken);
    },
    accessToken(id: string): string | null {
      const row = database.prepare("select access_token from connection_book where id = ?").get(id) as
        { access_token: string } | undefined;
      return row?.access_token ?? null;
    },
    /** The effect of an event, to be run inside the transaction that ends it. */
    remember(event: Event) {
      return (tx: Pick<SqliteInbox["database"], "prepare">): void => {
        tx.prepare("insert into received values (?, ?, ?)").run(event.id, event.type, Date.now());
      };
    },
    received(): { id: string; type: string; at: number }[] {
      return database.prepare("select id, type, at from received order by at desc limit 100").all() as {
        id: string;
        type: string;
        at: number;
      }[];
    },
  };
}
