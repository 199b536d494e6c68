/**
 * What minting a link needs and nothing else, on bare node:http: hash the key and look whose it is, look for an open
 * link, insert link and token durably, both or neither, answer as many bytes. On the product's own tables.
 */
import { createHash, randomBytes } from "node:crypto";
import { createServer } from "node:http";
import Libsql from "libsql";
import pg from "pg";

const { BARE_PORT, BARE_FOLDER, DATABASE_URL } = process.env;
const tenant = "bench";
const columns = ["tenant", "id", "end_user_id", "data", "appearance", "metadata", "hosted", "status", "step"].concat([
  "field_values",
  "created_at",
  "expires_at",
  "version",
]);
const places = (mark) => columns.map((_, at) => mark(at + 1)).join(", ");
const open = (mark) =>
  `select * from links where tenant = ${mark(1)} and end_user_id = ${mark(2)} and organization_id is null and status = 'open' and expires_at > ${mark(3)} order by created_at desc, id desc limit 1`;
const link = (mark) => `insert into links (${columns.join(", ")}) values (${places(mark)}) returning *`;
const token = (mark) =>
  `insert into link_tokens (hash, tenant, link, expires_at) values (${[1, 2, 3, 4].map(mark).join(", ")})`;
const ownerOfKey = (mark) => `select tenant from keys where hash = ${mark(1)}`;
const store = DATABASE_URL ? onPostgres() : onSqlite();
const hash = (text) => createHash("sha256").update(text).digest("base64url");
const keys = new Map();

createServer((request, response) => {
  if (request.method === "GET") return void response.end("{}");
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", async () => {
    const key = hash(request.headers.authorization.slice("Bearer ".length));
    if (!keys.has(key)) keys.set(key, await store.owner(key));
    const { endUser } = JSON.parse(Buffer.concat(chunks).toString("utf8"));
    const minted = `gw_link_${randomBytes(32).toString("base64url")}`;
    const id = `lnk_${randomBytes(16).toString("base64url")}`;
    const now = Date.now();
    const expires = now + 1_800_000;
    const row = [tenant, id, endUser.id, "[]", "{}", "{}", 0, "open", "pick", "{}", now, expires, 1];
    await store.mint([tenant, endUser.id, now], row, [hash(minted), tenant, id, expires]);
    const url = `http://127.0.0.1:${BARE_PORT}/connect#${minted}`;
    const body = { id, token: minted, url, expiresAt: new Date(expires).toISOString(), resumed: false };
    response.writeHead(201, { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" });
    response.end(JSON.stringify(body));
  });
}).listen(Number(BARE_PORT), "127.0.0.1");

function onSqlite() {
  const db = new Libsql(`${BARE_FOLDER}/gangway.sqlite`);
  db.exec("pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = full");
  db.exec("pragma foreign_keys = on");
  const mark = () => "?";
  const statements = [open, link, token].map((text) => db.prepare(text(mark)));
  const mint = db.transaction((...values) => values.map((row, at) => statements[at].all(...row)));
  return { owner: async (key) => db.prepare(ownerOfKey(mark)).get(key), mint: async (...values) => mint(...values) };
}

/** In its best form there, one statement: a round trip, and no transaction around it. */
function onPostgres() {
  const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 10 });
  const mark = (at) => `$${at}`;
  const at = (first, count) => Array.from({ length: count }, (_, each) => mark(first + each)).join(", ");
  const unless = `select 1 from links where tenant = $1 and end_user_id = $3 and organization_id is null and status = 'open' and expires_at > $11`;
  const text = `with link as (insert into links (${columns.join(", ")}) select ${at(1, columns.length)} where not exists (${unless}) returning id)
    insert into link_tokens (hash, tenant, link, expires_at) select $14, $1, id, $12 from link returning link`;
  return {
    owner: async (key) => (await pool.query(ownerOfKey(mark), [key])).rows[0],
    mint: async (_look, link, [hash]) => (await pool.query(text, [...link, hash])).rows,
  };
}
