import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { invite } from "./person.js";

/**
 * People of several tenants (the keys given), each stuck in a tarpit of her own, in a process of their own: what it
 * costs to be them is not to be measured. Says when all of them are in, and goes on until it is ended.
 */
const [url = "", ...keys] = process.argv.slice(2);
/** A tenant may have five runs under way, and a link ten in ten minutes. */
const runsOfTenant = 5;
const runsOfLink = 10;
/** The server gives a tarpit up after so many milliseconds; people come spread over them. */
const oneRun = 14_000;

const people = keys.flatMap((key) => Array.from({ length: runsOfTenant }, () => key));
const caught = people.map(async (key, at) => {
  await pause((at / people.length) * oneRun);
  const pit = await tarpit(at % 2 === 0);
  void stayStuck(key, pit.address);
  await pit.caught;
});
await Promise.all(caught);
process.send!(people.length);
process.once("disconnect", () => process.exit());

/** Accepts and keeps silent, or says its answer a byte at a time. */
async function tarpit(silent: boolean): Promise<{ address: string; caught: Promise<unknown> }> {
  const server = createServer((socket) => {
    socket.on("error", () => undefined).resume();
    if (silent) return;
    socket.write("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n");
    const drip = setInterval(() => socket.write(" "), 500);
    socket.once("close", () => clearInterval(drip));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}`, caught: once(server, "connection") };
}

/** Tries again and again, as often as a link may. What goes wrong ends the process. */
async function stayStuck(key: string, address: string): Promise<never> {
  for (;;) {
    const person = await invite({ url }, key);
    await person.open();
    for (let run = 0; run < runsOfLink; run++) {
      const { outcome, cause } = await person.check(address, "some-key-1234");
      if (outcome !== "failed") throw new Error(`A tarpit was ${outcome}, ${cause}.`);
    }
  }
}
