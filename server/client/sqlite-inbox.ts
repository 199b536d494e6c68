import Database from "libsql";
import type { DeadItem, Inbox, InboxItem } from "./inbox.js";

/** What an effect may write through: the inbox's own database, inside its transaction. */
export type SqliteTransaction = Pick<Database.Database, "prepare" | "exec">;

export interface SqliteInbox extends Inbox<SqliteTransaction> {
  /** The open database, for tables of your own that effects write to. */
  readonly database: Database.Database;
  close(): void;
}

const schema = `
  create table if not exists gangway_inbox (
    id text primary key,
    object text,
    version integer,
    type text not null,
    body blob not null,
    digest text not null,
    status text not null,
    attempts integer not null default 0,
    due_at integer not null,
    claimed_until integer not null default 0,
    reason text,
    settled_at integer
  ) strict;
  create index if not exists gangway_inbox_due on gangway_inbox (due_at) where status = 'waiting';
  create index if not exists gangway_inbox_object on gangway_inbox (object) where status = 'waiting';
  create index if not exists gangway_inbox_settled on gangway_inbox (settled_at) where length(body) > 0;
  create table if not exists gangway_applied (object text primary key, version integer not null, id text not null, type text not null) strict;
  create table if not exists gangway_cursor (one integer primary key check (one = 1), value text not null) strict;
`;

/** Same version and same type is the same fact told twice; same version and another type: the greater id stays. */
const overtaken = `exists (
  select 1 from gangway_applied a where a.object = gangway_inbox.object and (a.version > gangway_inbox.version
    or (a.version = gangway_inbox.version and (a.type = gangway_inbox.type or a.id >= gangway_inbox.id))))`;

interface Row {
  id: string;
  type: string;
  body: ArrayBuffer;
  attempts: number;
  overtaken: number;
}

/** Opens (or makes) an inbox in one SQLite file. Every commit reaches the disk before it is answered. */
export function openSqliteInbox(file: string): SqliteInbox {
  const db = new Database(file);
  db.pragma("journal_mode = WAL");
  db.pragma("synchronous = FULL");
  db.pragma("busy_timeout = 5000");
  db.exec(schema);

  const insert = db.prepare(
    `insert into gangway_inbox (id, object, version, type, body, digest, status, due_at)
     values (?, ?, ?, ?, ?, ?, 'waiting', ?) on conflict (id) do nothing`,
  );
  const digestOf = db.prepare("select digest from gangway_inbox where id = ?");
  const setCursor = db.prepare(
    "insert into gangway_cursor (one, value) values (1, ?) on conflict (one) do update set value = excluded.value",
  );
  const getCursor = db.prepare("select value from gangway_cursor");
  const claimNext = db.prepare(
    `update gangway_inbox set attempts = attempts + 1, claimed_until = ?
     where id = (
       select i.id from gangway_inbox i
       where i.status = 'waiting' and i.due_at <= ? and i.claimed_until <= ?
         and not exists (select 1 from gangway_inbox o where o.object = i.object and o.status = 'waiting' and o.claimed_until > ?)
       order by i.due_at, i.rowid limit 1)
     returning id, type, body, attempts, ${overtaken} as overtaken`,
  );
  const isOvertaken = db.prepare(`select ${overtaken} as yes from gangway_inbox where id = ?`);
  const end = db.prepare(
    "update gangway_inbox set status = ?, settled_at = ?, claimed_until = 0, reason = ? where id = ? and status = 'waiting'",
  );
  const apply = db.prepare(
    `insert into gangway_applied (object, version, id, type)
     select object, version, id, type from gangway_inbox where id = ? and object is not null
     on conflict (object) do update set version = excluded.version, id = excluded.id, type = excluded.type`,
  );
  const postpone = db.prepare(
    "update gangway_inbox set due_at = ?, reason = ?, claimed_until = 0 where id = ? and status = 'waiting'",
  );
  const raise = db.prepare(
    "update gangway_inbox set status = 'waiting', attempts = 0, due_at = ?, settled_at = null, reason = null where id = ? and status = 'dead'",
  );
  const listDead = db.prepare(
    "select id, type, attempts, reason from gangway_inbox where status = 'dead' order by settled_at, rowid",
  );
  const earliest = db.prepare(
    "select min(max(due_at, claimed_until)) as at from gangway_inbox where status = 'waiting'",
  );
  const shrink = db.prepare(
    "update gangway_inbox set body = x'' where length(body) > 0 and status <> 'dead' and settled_at < ?",
  );

  return {
    database: db,
    async add(received, cursor) {
      return db
        .transaction(() => {
          const outcomes = received.map((r) => {
            const { changes } = insert.run(
              r.id,
              r.object,
              r.version,
              r.type,
              Buffer.from(r.body),
              r.digest,
              r.receivedAt,
            );
            if (changes === 1) return "new" as const;
            return (digestOf.get(r.id) as { digest: string }).digest === r.digest
              ? ("known" as const)
              : ("reused" as const);
          });
          if (cursor !== undefined) setCursor.run(cursor);
          return outcomes;
        })
        .immediate();
    },
    async claim(now, until) {
      const row = claimNext.get(until, now, now, now) as Row | undefined;
      return row && item(row);
    },
    async settle(id, status, now, effect) {
      db.transaction(() => {
        // A handler may outlive its claim: what happened meanwhile still counts.
        const late = (isOvertaken.get(id) as { yes: number } | undefined)?.yes === 1;
        const ended = end.run(late ? "skipped" : status, now, null, id).changes === 1;
        if (!ended || late || status === "skipped") return;
        apply.run(id);
        effect?.(db);
      }).immediate();
    },
    async retry(id, at, reason) {
      postpone.run(at, reason, id);
    },
    async bury(id, reason, now) {
      end.run("dead", now, reason, id);
    },
    async revive(id, now) {
      return raise.run(now, id).changes === 1;
    },
    async dead() {
      return (listDead.all() as DeadItem[]).map(({ id, type, attempts, reason }) => ({ id, type, attempts, reason }));
    },
    async nextDue() {
      return (earliest.get() as { at: number | null }).at ?? undefined;
    },
    async cursor() {
      return (getCursor.get() as { value: string } | undefined)?.value;
    },
    async forget(before) {
      shrink.run(before);
    },
    close() {
      db.close();
    },
  };
}

function item(row: Row): InboxItem {
  return {
    id: row.id,
    type: row.type,
    body: new Uint8Array(row.body),
    attempts: row.attempts,
    overtaken: row.overtaken === 1,
  };
}
