import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import type { Proof } from "./proof.js";

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/**
 * Runs every case inside `ssrf-world.mjs`: a private network in which each address is this machine, so that any byte
 * sent anywhere is seen. Needs Linux with `unshare`, `ip` and `openssl`.
 */
export const proof: Proof = {
  name: "ssrf-urls",
  async run({ header, cases }, { only }) {
    const chosen = cases.filter((one) => !only || one.class === only);
    const folder = await mkdtemp(join(tmpdir(), "ssrf-urls-"));
    try {
      const corpus = join(folder, "ssrf-urls.json");
      await writeFile(corpus, JSON.stringify({ header, cases: chosen }));
      const report = await runWorld(corpus);
      const failed = readFailures(report, chosen.length);
      return chosen.map(({ id }) => ({ id, ok: !failed.has(id), why: failed.get(id) }));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function runWorld(corpus: string): Promise<string> {
  const world = spawn(process.execPath, [here("ssrf-world.mjs"), here("ssrf-urls.guard.mjs"), corpus, "--verbose"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  return text(world.stdout);
}

/** Why each failed case failed. Throws unless the report accounts for every case: silence is no pass. */
function readFailures(report: string, count: number): Map<string, string> {
  const failed = new Map<string, string>();
  for (const [, id, why] of report.matchAll(/^FAIL (\S+) (.*)$/gm)) failed.set(id!, why!);
  const [, passes, failures] = /^(\d+) passed, (\d+) failed$/m.exec(report) ?? [];
  if (Number(passes) + Number(failures) !== count || Number(failures) !== failed.size) {
    throw new Error(`The world did not come to an end:\n${report}`);
  }
  return failed;
}
