import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import * as door from "./index.js";

const here = dirname(fileURLToPath(import.meta.url));

test("the door gives these names", () => {
  expect(Object.keys(door).sort()).toMatchInlineSnapshot(`
    [
      "GangwayError",
      "SettingsError",
      "WebhookSecretError",
      "createClient",
      "createReceiver",
      "createServer",
      "openSqliteInbox",
      "readSettings",
      "receiverListener",
    ]
  `);
});

test("a host that only calls us loads no server: nothing of HTTP, store or methods", () => {
  const loaded = loadedBy(join(here, "index.ts"));
  const rooms = new Set([...loaded].map((file) => dirname(relative(here, file))));
  expect([...rooms].filter((room) => !room.startsWith("..")).sort()).toEqual([".", "client", "vault", "webhooks"]);
  expect([...loaded].map((file) => relative(here, file))).not.toContain("server.ts");
});

/** Files that are loaded at once with a file: what it imports statically, types apart. */
function loadedBy(file: string, loaded = new Set<string>()): Set<string> {
  if (loaded.has(file) || !existsSync(file)) return loaded;
  loaded.add(file);
  for (const [, names, from] of readFileSync(file, "utf8").matchAll(/^(?:import|export) ([^;]*?)from "(\.[^"]+)"/gm)) {
    const named = /^\{(.*)\}\s*$/s
      .exec(names ?? "")?.[1]
      ?.split(",")
      .map((name) => name.trim());
    if (names?.startsWith("type ") || named?.every((name) => name === "" || name.startsWith("type "))) continue;
    loadedBy(join(dirname(file), from!.replace(/\.js$/, ".ts")), loaded);
  }
  return loaded;
}
