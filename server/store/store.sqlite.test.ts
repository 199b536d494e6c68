import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "./open.js";
import { storeSuite } from "./store.suite.js";

storeSuite({
  name: "SQLite",
  async fresh(now) {
    const folder = mkdtempSync(join(tmpdir(), "gangway-store-"));
    const store = await openStore({ folder, now });
    const close = async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    };
    return { one: store, other: store, close };
  },
});
