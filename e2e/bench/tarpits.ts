import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { type Bench, quantile } from "./bench.js";
import { invite, pretendErp, settingsForPeople } from "./person.js";
import { bindToUs, type Served, serve, stop } from "./served.js";

const tenants = 20;
const rounds = 4;
const oneRound = 10_000;

/** How a person fares while a hundred runs of other tenants are stuck in tarpits: her p99 then, to her p99 without. */
export const tarpits: Bench = async () => {
  const served = await serve(settingsForPeople);
  const keys: string[] = [];
  for (let at = 0; at < tenants; at++) keys.push(await served.newTenant(`stuck-${at}`));
  const child = await served.start();
  const good = await pretendErp();
  const idle = emptyTimes();
  const busy = emptyTimes();
  let pits = 0;
  // The first round warms up.
  for (let round = -1; round < rounds; round++) {
    await connectAll(served, good, round < 0 ? emptyTimes() : idle);
    if (round < 0) continue;
    const stuck = fork(fileURLToPath(new URL("tarpits.stuck.ts", import.meta.url)), [served.url, ...keys]);
    bindToUs(stuck);
    pits = await firstWord(stuck);
    await connectAll(served, good, busy);
    if (stuck.exitCode !== null) throw new Error("The people in the tarpits went away.");
    await stop(stuck);
  }
  await stop(child);
  served.remove();
  const p99 = (times: number[]) => quantile(times, 0.99);
  return acts.map((act) => ({
    what: `with ${pits} tarpits, p99 of ${act} to idle`,
    is: (p99(busy[act]) / p99(idle[act])).toFixed(2),
    target: "<= 1.5",
    of: `of ${busy[act].length} to ${idle[act].length}; ${p99(busy[act]).toFixed(1)} ms to ${p99(idle[act]).toFixed(1)} ms`,
  }));
};

async function firstWord(child: ChildProcess): Promise<number> {
  const gone = once(child, "exit").then(() => {
    throw new Error("The people in the tarpits did not get there.");
  });
  return ((await Promise.race([once(child, "message"), gone])) as [number])[0];
}

const acts = ["open", "search", "address", "checks"] as const;
type Times = Record<(typeof acts)[number], number[]>;
const emptyTimes = (): Times => ({ open: [], search: [], address: [], checks: [] });

/** For one round, one person after another does what is to be done, each with a link of her own. */
async function connectAll(served: Served, good: { address: string; apiKey: string }, times: Times): Promise<void> {
  const end = performance.now() + oneRound;
  // The first one may meet what the round before has left.
  for (let people = 0; performance.now() < end; people++) {
    const person = await invite(served, served.key);
    const timed = async (act: keyof Times, work: () => Promise<unknown>) => {
      const began = performance.now();
      await work();
      if (people > 0) times[act].push(performance.now() - began);
    };
    await timed("open", () => person.open());
    await timed("search", () => person.search("pretend e"));
    await timed("address", () => person.readAddress(`${good.address}/some/page`));
    await timed("checks", async () => {
      const { outcome, cause } = await person.check(good.address, good.apiKey);
      if (outcome !== "connected") throw new Error(`The good system was ${outcome}, ${cause}.`);
    });
  }
}
