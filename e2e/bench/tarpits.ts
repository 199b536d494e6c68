import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { Agent } from "undici";
import { type Bench, quantile } from "./bench.js";
import { untilEnd } from "./leftovers.js";
import { invite, pretendErp, settingsForPeople } from "./person.js";
import { type Served, serve, stop } from "./served.js";

/** A tenant may have five runs under way, and a link ten in ten minutes. */
const tenants = 20;
const runsOfTenant = 5;
const runsOfLink = 10;
/** The server gives a tarpit up after so many milliseconds; people come spread over them. */
const oneRun = 14_000;
const rounds = 4;
const oneRound = 10_000;

/** How a person fares while a hundred runs of other tenants are stuck in tarpits: her p99 then, to her p99 without. */
export const tarpits: Bench = async () => {
  const served = await serve(settingsForPeople);
  const keys = Array.from({ length: tenants }, (_, at) => served.newTenant(`stuck-${at}`));
  const child = await served.start();
  const good = await pretendErp();
  const pits = await Promise.all(
    keys.flatMap((key) => Array.from({ length: runsOfTenant }, (_, at) => tarpit(key, at))),
  );
  const idle = emptyTimes();
  const busy = emptyTimes();
  await connectAll(served, good, emptyTimes());
  for (let round = 0; round < rounds; round++) {
    await connectAll(served, good, idle);
    const browser = new Agent();
    const stuck = Promise.all(
      pits.map((pit, at) => stayStuck(served, pit, { browser, after: (at / pits.length) * oneRun })),
    );
    await Promise.race([Promise.all(pits.map(({ caught }) => caught())), stuck]);
    await connectAll(served, good, busy);
    await browser.destroy();
    await Promise.all([stuck, ...pits.map(({ empty }) => empty())]);
  }
  await stop(child);
  served.remove();
  const p99 = (times: number[]) => quantile(times, 0.99);
  return acts.map((act) => ({
    what: `with ${pits.length} tarpits, p99 of ${act} to idle`,
    is: (p99(busy[act]) / p99(idle[act])).toFixed(2),
    target: "<= 1.5",
    of: `of ${busy[act].length} to ${idle[act].length}; ${p99(busy[act]).toFixed(1)} ms to ${p99(idle[act]).toFixed(1)} ms`,
  }));
};

const acts = ["open", "search", "address", "checks"] as const;
type Times = Record<(typeof acts)[number], number[]>;
const emptyTimes = (): Times => ({ open: [], search: [], address: [], checks: [] });

/** For one round, one person after another does what is to be done, each with a link of her own. */
async function connectAll(served: Served, good: { address: string; apiKey: string }, times: Times): Promise<void> {
  const browser = new Agent();
  const end = performance.now() + oneRound;
  while (performance.now() < end) {
    const person = await invite(served, served.key, browser);
    const timed = async (act: keyof Times, work: () => Promise<unknown>) => {
      const began = performance.now();
      await work();
      times[act].push(performance.now() - began);
    };
    await timed("open", () => person.open());
    await timed("search", () => person.search("pretend e"));
    await timed("address", () => person.readAddress(`${good.address}/some/page`));
    await timed("checks", async () => {
      const { outcome, cause } = await person.check(good.address, good.apiKey);
      if (outcome !== "connected") throw new Error(`The good system was ${outcome}, ${cause}.`);
    });
  }
  await browser.close();
}

interface Tarpit {
  /** Of the tenant whose people fall into it. */
  readonly key: string;
  readonly address: string;
  /** Resolves when somebody is in it, and when nobody is. */
  caught(): Promise<unknown>;
  empty(): Promise<unknown>;
}

/** Accepts and says nothing; every other one says it a byte at a time. */
async function tarpit(key: string, at: number): Promise<Tarpit> {
  let inside = 0;
  const server = createServer((socket) => {
    inside++;
    socket.on("error", () => undefined).resume();
    socket.once("close", () => (--inside, server.emit("left")));
    if (at % 2 === 0) return;
    socket.write("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n");
    const drip = setInterval(() => socket.write(" "), 500);
    socket.once("close", () => clearInterval(drip));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  untilEnd(() => server.close());
  return {
    key,
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    caught: async () => inside > 0 || (await once(server, "connection")),
    empty: async () => inside === 0 || (await once(server, "left")),
  };
}

/** Tries again and again, as often as a link may, until the browser is closed. */
async function stayStuck(
  served: Served,
  { key, address }: Tarpit,
  { browser, after }: { browser: Agent; after: number },
): Promise<void> {
  try {
    await pause(after);
    for (;;) {
      const person = await invite(served, key, browser);
      await person.open();
      for (let run = 0; run < runsOfLink; run++) {
        const { outcome, cause } = await person.check(address, "some-key-1234");
        if (outcome !== "failed") throw new Error(`A tarpit was ${outcome}, ${cause}.`);
      }
    }
  } catch (error) {
    if (!browser.destroyed) throw error;
  }
}
