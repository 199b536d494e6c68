import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { freePort } from "../real/ground/freePort.js";
import type { Bench } from "./bench.js";
import { invite, pretendErp, settingsForPeople } from "./person.js";
import { serve, stop } from "./served.js";

const warmUp = 300;
const runs = 1000;
const atOnce = 4;

/** Asked for by a message, answers what is resident once all garbage is gone. */
const settled = `data:text/javascript,${encodeURIComponent(`
process.on("message", async () => {
  for (let time = 0; time < 5; time++) {
    gc();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  process.send(process.memoryUsage.rss());
});
process.channel.unref();`)}`;

/** What 1,000 runs leave behind in the server, good ones and failed ones in turn: leaks, for garbage is collected first. */
export const memory: Bench = async () => {
  const served = await serve(settingsForPeople);
  const child = await served.start("--expose-gc", "--import", settled);
  const { address, apiKey } = await pretendErp();
  const closed = `http://127.0.0.1:${await freePort()}`;
  const ways = [
    { outcome: "connected", address, apiKey },
    { outcome: "failed", address, apiKey: "another-key" },
    { outcome: "warnings", address: `${address}/forbidden`, apiKey },
    { outcome: "failed", address: closed, apiKey },
    { outcome: "connected", address: `${address}/wrong-product`, apiKey },
    { outcome: "failed", address: address.replace("erp", "warehouse"), apiKey },
    { outcome: "failed", address: `${address}/maintenance`, apiKey },
    { outcome: "connected", address, apiKey },
    { outcome: "failed", address: `${address}/drop`, apiKey },
    { outcome: "failed", address: `${address}/locked`, apiKey },
  ];
  const connect = async () => {
    const person = await invite(served, served.key);
    await person.open();
    for (const way of ways) {
      const { outcome, cause } = await person.check(way.address, way.apiKey);
      if (outcome !== way.outcome) throw new Error(`${way.address} was ${outcome}, ${cause}.`);
    }
  };
  // As often as a link may run in ten minutes.
  const run = (times: number) => inTurns(times / ways.length, connect);
  await run(warmUp);
  const before = await resident(child);
  await run(runs);
  const after = await resident(child);
  await stop(child);
  served.remove();
  const megabytes = (bytes: number) => (bytes / 2 ** 20).toFixed(1);
  return [
    {
      what: `memory, growth by ${runs} runs`,
      is: `${megabytes(after - before)} MB`,
      target: "<= 8 MB",
      of: `resident set after gc, ${megabytes(before)} MB after ${warmUp} runs before`,
    },
  ];
};

async function inTurns(times: number, act: () => Promise<void>): Promise<void> {
  let left = times;
  const one = async () => {
    while (left-- > 0) await act();
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}

async function resident(child: ChildProcess): Promise<number> {
  const answer = once(child, "message", { signal: AbortSignal.timeout(30_000) });
  child.send("settle");
  return ((await answer) as [number])[0];
}
