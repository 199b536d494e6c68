import { type ChildProcess, execFile, spawn } from "node:child_process";
import { promisify } from "node:util";
import { freePort } from "../real/ground/freePort.js";
import { startPostgres } from "../real/postgres.js";
import { type Bench, median, type Row } from "./bench.js";
import { bindToUs, type Served, serve, stop, untilOk } from "./served.js";

const autocannon = new URL("../../node_modules/.bin/autocannon", import.meta.url).pathname;
const bare = new URL("mint.bare.mjs", import.meta.url).pathname;
const rounds = 5;
const seconds = 3;

/** Links minted a second by the built server, to those of a bare node:http server that does the same work. */
export const mint: Bench = async () => {
  const postgres = await startPostgres();
  const database = async () => ({ DATABASE_URL: (await postgres.createDatabase()).url });
  const rows = [await on("SQLite", {}, {}), await on("PostgreSQL", await database(), await database())];
  await postgres.stop();
  return rows;
};

type Where = { DATABASE_URL?: string };

async function on(engine: string, oursIn: Where, bareIn: Where): Promise<Row> {
  // Each its own store, made in the same way.
  const [ours, other] = [await serve(oursIn), await serve(bareIn)];
  const port = await freePort();
  const children: ChildProcess[] = [await ours.start(), startBare(other, port, bareIn)];
  const bareServer = `http://127.0.0.1:${port}`;
  await untilOk(children[1]!, bareServer);
  const minted = { ours: [] as number[], bare: [] as number[] };
  for (let round = -1; round < rounds; round++) {
    const one = await mintedASecond(ours.url, await ours.newKey());
    const two = await mintedASecond(bareServer, other.key);
    // The first round warms up.
    if (round < 0) continue;
    minted.ours.push(one);
    minted.bare.push(two);
  }
  await Promise.all(children.map(stop));
  ours.remove();
  other.remove();
  const ratio = median(minted.ours.map((each, at) => each / minted.bare[at]!));
  return {
    what: `mint on ${engine}, throughput to bare node:http`,
    is: ratio.toFixed(2),
    target: ">= 0.80",
    of: `median of ${rounds} rounds of ${seconds} s; ${median(minted.ours)} to ${median(minted.bare)} a second`,
  };
}

function startBare({ folder }: Served, port: number, where: Where): ChildProcess {
  const env = { ...process.env, NODE_ENV: "production", BARE_PORT: String(port), BARE_FOLDER: folder, ...where };
  const child = spawn(process.execPath, [bare], { env, stdio: ["ignore", "inherit", "inherit"] });
  bindToUs(child);
  return child;
}

/** By autocannon in its own process, 32 connections, each link for another person. */
async function mintedASecond(url: string, key: string): Promise<number> {
  const body = JSON.stringify({ endUser: { id: "[<id>]" } });
  const headers = ["-H", `authorization=Bearer ${key}`, "-H", "content-type=application/json"];
  const load = ["-c", "32", "-d", String(seconds), "-m", "POST", "-b", body, "-I", "-j", "-n"];
  const words = [autocannon, ...load, ...headers, `${url}/v1/links`];
  const { stdout } = await promisify(execFile)(process.execPath, words, { timeout: (seconds + 30) * 1000 });
  const result = JSON.parse(stdout) as { requests: { average: number }; non2xx: number; errors: number };
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} not 2xx, ${result.errors} errors`);
  return Math.round(result.requests.average);
}
