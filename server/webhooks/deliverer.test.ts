import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
  open: (now) => openStore({ folder: folders.at(-1), now }),
});

const postgres = whileRunning(startPostgres);
let databaseUrl: string;
delivererSuite("on PostgreSQL", {
  shared: true,
  fresh: async () => void (databaseUrl = (await postgres().createDatabase()).url),
  open: (now) => openStore({ databaseUrl, now }),
});
