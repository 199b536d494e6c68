import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";

/** Packs the package as it would be published and holds it to publint and to what TypeScript finds behind its doors. */
const root = new URL("..", import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), "gangway-pack-"));
const results: { name: string; complaints: string[] }[] = [];
try {
  const packed = spawnSync("npm", ["pack", "--pack-destination", folder, "--ignore-scripts"], {
    cwd: root,
    encoding: "utf8",
  });
  const [file] = readdirSync(folder);
  if (packed.status !== 0 || file === undefined) throw new Error(packed.stderr);

  const { messages, pkg } = await publint({ pkgDir: root, strict: true });
  results.push({ name: "publint", complaints: messages.map((message) => formatMessage(message, pkg) ?? message.code) });

  const attw = spawnSync(
    join(root, "node_modules/.bin/attw"),
    [join(folder, file), "--profile", "esm-only", "--format", "ascii"],
    { encoding: "utf8" },
  );
  results.push({ name: "are the types right", complaints: attw.status === 0 ? [] : [attw.stdout + attw.stderr] });
} finally {
  rmSync(folder, { recursive: true, force: true });
}

for (const { name, complaints } of results)
  console.log(`${complaints.length === 0 ? "ok  " : "FAIL"} ${name}`, complaints.join("\n"));
const failed = results.filter(({ complaints }) => complaints.length > 0).length;
console.log(`${results.length - failed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
