import { readFileSync } from "node:fs";
import { type Bench, median } from "./bench.js";
import { serve, stop } from "./served.js";

const starts = 10;
const links = 1000;

/** From spawning the built server to its first good /readyz, on a SQLite file that is there; memory after 1,000 links. */
export const start: Bench = async () => {
  const served = await serve();
  await stop(await served.start());
  const took: number[] = [];
  for (let at = 0; at < starts; at++) {
    const began = performance.now();
    const child = await served.start();
    took.push(performance.now() - began);
    await stop(child);
  }
  const child = await served.start();
  for (let at = 0; at < links; at++) {
    const answer = await fetch(`${served.url}/v1/links`, {
      method: "POST",
      headers: { authorization: `Bearer ${served.key}`, "content-type": "application/json" },
      body: JSON.stringify({ endUser: { id: `person ${at}` } }),
    });
    await answer.arrayBuffer();
    if (answer.status !== 201) throw new Error(`Minting answered ${answer.status}.`);
  }
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1];
  await stop(child);
  served.remove();
  return [
    {
      what: "start to ready, SQLite, warm",
      is: `${Math.round(median(took))} ms`,
      target: "<= 1000 ms",
      of: `median of ${starts} starts`,
    },
    {
      what: `memory after ${links} links`,
      is: `${Math.round(Number(kilobytes) / 1024)} MB`,
      target: "<= 150 MB",
      of: "resident set, SQLite",
    },
  ];
};
