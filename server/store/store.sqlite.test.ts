import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Libsql from "libsql";
import { afterAll, expect, test } from "vitest";
import { expectAllKept, startWriter } from "./durability.suite.js";
import { openStore } from "./open.js";
import { sqliteSchema } from "./schema.fixture.js";
import { storeSuite } from "./store.suite.js";

const folders: string[] = [];
const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "gangway-store-"));
  folders.push(folder);
  return folder;
};
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

storeSuite({
  name: "SQLite",
  async fresh(now) {
    const store = await openStore({ folder: newFolder(), now });
    return { one: store, other: store, close: () => store.close() };
  },
});

test("a second process is refused while the first lives, and let in when it was killed; nothing is lost", async () => {
  const where = { folder: newFolder() };
  const writer = startWriter(where);
  await writer.reached(20);
  await expect(openStore(where)).rejects.toMatchObject({
    code: "in_use",
    message: expect.stringContaining(`Another process uses ${join(where.folder, "gangway.sqlite")}`),
  });
  await writer.kill();
  expect(writer.acknowledged.length).toBeGreaterThanOrEqual(20);
  await expectAllKept(where, writer.acknowledged);
}, 30_000);

test("the file is opened once within a process, too", async () => {
  const where = { folder: newFolder() };
  const store = await openStore(where);
  await expect(openStore(where)).rejects.toMatchObject({ code: "in_use" });
  await store.tenants.add({ id: "acme", name: "Acme" });
  await store.close();
  const again = await openStore(where);
  expect(await again.tenants.get("acme")).toBeDefined();
  await again.close();
});

test("nobody else on the machine may read the files", async () => {
  const folder = join(newFolder(), "data");
  const store = await openStore({ folder });
  await store.tenants.add({ id: "acme", name: "Acme" });
  expect(statSync(folder).mode & 0o077).toBe(0);
  for (const file of readdirSync(folder)) expect([file, statSync(join(folder, file)).mode & 0o077]).toEqual([file, 0]);
  await store.close();
});

test("a database of a newer Gangway is left alone", async () => {
  const folder = newFolder();
  await (await openStore({ folder })).close();
  const database = new Libsql(join(folder, "gangway.sqlite"));
  database.exec("insert into migrations (name, run_at) values ('999_later', 0)");
  database.close();
  await expect(openStore({ folder })).rejects.toMatchObject({ code: "newer_database" });
});

test("the schema kept beside the migrations is theirs", async () => {
  const folder = newFolder();
  await (await openStore({ folder })).close();
  await expect(sqliteSchema(folder)).toMatchFileSnapshot("./schema.sqlite.sql");
});
