import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import type { Proof } from "./proof.js";
import type { SsrfCase } from "./ssrf-urls.case.js";
import { sampleOf } from "./ssrf-urls.sample.js";

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const sampled = 100;

/**
 * Runs every case inside `ssrf-world.mjs`: a private network in which each address is this machine, so that any byte
 * sent anywhere is seen; and a hundred of them once more, in such a network, through the product's own endpoint. Needs
 * Linux with `unshare`, `ip` and `openssl`.
 */
export const proof: Proof = {
  name: "ssrf-urls",
  async run({ header, cases }, { only }) {
    const chosen = cases.filter((one) => !only || one.class === only);
    const sample = sampleOf(chosen as SsrfCase[], sampled);
    const folder = await mkdtemp(join(tmpdir(), "ssrf-urls-"));
    const write = async (name: string, some: readonly unknown[]) => {
      const file = join(folder, `${name}.json`);
      await writeFile(file, JSON.stringify({ header, cases: some }));
      return file;
    };
    try {
      const report = await runWorld(await write("all", chosen));
      const failed = readFailures(report, chosen.length);
      const own = await runProduct(await write("sample", sample));
      return [
        ...chosen.map(({ id }) => ({ id, ok: !failed.has(id), why: failed.get(id) })),
        ...sample.map(({ id }) => ({ id: `${id} through the product`, ...judged(own, id) })),
      ];
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

/** Every address of both families is this machine, and nothing can leave. */
const network = `ip link set lo up && ip route add local 0.0.0.0/0 dev lo && ip -6 route add local ::/0 dev lo && exec "$0" "$@"`;

/** Throws where the run did not come to its end, or anything left the product by another way than its own. */
async function runProduct(corpus: string): Promise<string> {
  const flags = ["-rn", "sh", "-c", network, process.execPath, "--import", "tsx", here("ssrf-urls.inside.ts"), corpus];
  const world = spawn("unshare", flags, {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, SSRF_WORLD: "1" },
  });
  const ended = new Promise<number | null>((resolve) => world.once("close", resolve));
  const report = await text(world.stdout);
  if ((await ended) !== 0) throw new Error(`The product's run did not come to its end:\n${report}`);
  return report;
}

function judged(report: string, id: string): { ok: boolean; why?: string } {
  const [, verdict, why] = report.match(new RegExp(`^(ok|FAIL) ${id}(?: (.*))?$`, "m")) ?? [];
  return { ok: verdict === "ok", why: why ?? (verdict ? undefined : "was not run") };
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
