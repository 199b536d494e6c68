import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll } from "vitest";
import { whileRunning } from "../../e2e/real/ground/whileRunning.js";
import { startPostgres } from "../../e2e/real/postgres.js";
import { openStore } from "../store/open.js";
import { delivererSuite } from "./deliverer.suite.js";

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));
delivererSuite("on SQLite", {
  shared: false,
  fresh: async () => void folders.push(mkdtempSync(join(tmpdir(), "gangway-outbox-"))),
  open: (now) => openStore({ folder: folders.at(-1)!, now }),
});

const postgres = whileRunning(startPostgres);
let databaseUrl: string | undefined;
delivererSuite("on PostgreSQL", {
  shared: true,
  async fresh() {
    if (databaseUrl) return empty(databaseUrl);
    databaseUrl = (await postgres().createDatabase()).url;
  },
  open: (now) => openStore({ databaseUrl: databaseUrl!, now }),
});

async function empty(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query("truncate tenants cascade");
  await client.end();
}
