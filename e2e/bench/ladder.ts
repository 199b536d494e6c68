import { Agent, request } from "undici";
import { climb, entry, net } from "../methods/climb.fixture.js";
import { startTryton } from "../real/tryton.js";
import type { NetRequest } from "../../server/net/index.js";
import { prepareHeaders } from "../../server/net/prepare-headers.js";
import { type Bench, median } from "./bench.js";

const pairs = 25;

/** A whole ladder up a real Tryton, to the same requests sent one after another by bare undici. */
export const ladder: Bench = async () => {
  const tryton = await startTryton();
  const dispatcher = new Agent();
  const address = `http://127.0.0.1:${tryton.port}`;
  const { user, password } = tryton.accounts.buyer;
  const asked: NetRequest[] = [];
  const climbUp = async (way = net) => {
    const values = { address, username: user, password, database: tryton.database };
    const { line } = await climb(entry("tryton"), "login", values, { data: ["purchaseOrders"], net: way });
    if (line.outcome !== "connected") throw new Error(`The ladder ended with ${line.cause ?? line.outcome}.`);
  };
  const ask = () => askAll(dispatcher, user, asked);
  try {
    await climbUp({ ...net, request: (one) => (asked.push(one), net.request(one)) });
    await ask();
    const took = { ours: [] as number[], bare: [] as number[] };
    for (let pair = 0; pair < pairs; pair++) {
      // Neither always goes first.
      const both = [async () => took.ours.push(await timed(climbUp)), async () => took.bare.push(await timed(ask))];
      for (const one of pair % 2 === 0 ? both : both.reverse()) await one();
    }
    const ratio = median(took.ours.map((each, at) => each / took.bare[at]!));
    const [ours, bare] = [took.ours, took.bare].map((each) => median(each).toFixed(0));
    return [
      {
        what: "whole ladder up Tryton, time to bare undici",
        is: ratio.toFixed(2),
        target: "<= 1.15",
        of: `median of ${pairs} pairs of ${asked.length} requests; ${ours} ms to ${bare} ms`,
      },
    ];
  } finally {
    await dispatcher.close();
    await tryton.stop();
  }
};

/** The requests as they were, but each time in the session that this time's log-in gave. */
async function askAll(dispatcher: Agent, user: string, asked: readonly NetRequest[]): Promise<void> {
  let session = "";
  for (const { url, method = "GET", headers: given = {}, body = null } of asked) {
    const headers = prepareHeaders(given);
    if (headers["authorization"] !== undefined) headers["authorization"] = `Session ${session}`;
    const answer = await request(url, { dispatcher, method: method as "GET" | "POST", headers, body });
    const { result } = (await answer.body.json()) as { result?: unknown };
    if (answer.statusCode !== 200) throw new Error(`${String(url)} answered ${answer.statusCode}.`);
    if (String(body).includes("common.db.login"))
      session = Buffer.from([user, ...(result as [number, string])].join(":")).toString("base64");
  }
}

async function timed(act: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await act();
  return performance.now() - began;
}
