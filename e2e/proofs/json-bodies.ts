import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type BodyCase, type Made, makeBody } from "./json-bodies.bodies.js";
import type { Ready, State } from "./json-bodies.server.js";
import type { Case, Proof } from "./proof.js";

interface JsonCase extends Case, BodyCase {
  headers?: Record<string, string>;
  method?: string;
  query?: string;
  browser_simple?: boolean;
  expect: {
    status_in?: number[];
    no_pollution?: boolean;
    max_ms?: number;
    max_rss_growth_mb?: number;
    other_requests_p99_ms_max?: number;
    never?: string;
  };
}
interface Server {
  child: ChildProcess;
  ready: Ready;
  state(): Promise<State>;
}
interface Answer {
  status: number;
  text: string;
  type: string;
  ms: number;
}

/** Sends every case to an endpoint of each kind of caller, at a server in a process of its own. */
export const proof: Proof = {
  name: "json-bodies",
  async run({ cases }, { only }) {
    const server = await start();
    const results = [];
    for (const one of cases as JsonCase[]) {
      if (only && one.class !== only) continue;
      const whys = await judge(server, one).catch((error: unknown) => [`thrown: ${String(error)}`]);
      results.push({ id: one.id, ok: whys.length === 0, ...(whys.length > 0 && { why: whys.join("; ") }) });
    }
    server.child.disconnect();
    return results;
  },
};

async function start(): Promise<Server> {
  const file = fileURLToPath(new URL("json-bodies.server.ts", import.meta.url));
  const child = fork(file, { execArgv: ["--import", "tsx"], stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const [ready] = (await once(child, "message")) as [Ready];
  const state = async () => {
    child.send("state");
    const [state] = (await once(child, "message")) as [State];
    return state;
  };
  return { child, ready, state };
}

async function judge(server: Server, one: JsonCase): Promise<string[]> {
  const { ready } = server;
  const before = await server.state();
  const whys: string[] = [];
  for (const target of targetsOf(one, ready)) {
    const made = await makeBody(one);
    const watch = one.expect.other_requests_p99_ms_max === undefined ? undefined : watchOthers(ready);
    const answer = await send(target, made, one);
    const p99 = await watch?.();
    whys.push(...judgeAnswer(one, answer, p99).map((why) => `${target.verb} ${target.url.pathname}: ${why}`));
  }
  const after = await server.state();
  if (after.polluted.length > 0) whys.push(`Object.prototype has ${after.polluted.join(", ")}`);
  if (after.links !== before.links) whys.push("something took effect");
  const grown = (after.rss - before.rss) / 2 ** 20;
  if (one.expect.max_rss_growth_mb !== undefined && grown > one.expect.max_rss_growth_mb)
    whys.push(`grew by ${grown} MB`);
  return whys;
}

interface Target {
  verb: string;
  url: URL;
  headers: Record<string, string>;
}
function targetsOf({ method, query = "", generate }: JsonCase, { url, key, session, publicUrl }: Ready): Target[] {
  const host = { authorization: `Bearer ${key}` };
  const person = { authorization: `Bearer ${session}`, origin: publicUrl };
  if (method === "GET") {
    return [
      { verb: "GET", url: new URL(`/v1/connections${query}`, url), headers: host },
      { verb: "GET", url: new URL(`/v1/link/systems${query}`, url), headers: person },
    ];
  }
  const mint = { verb: method ?? "POST", url: new URL(`/v1/links${query}`, url), headers: host };
  // A drip takes as long as we let it: once is enough.
  if (generate && "drip_ms" in generate) return [mint];
  return [
    mint,
    { verb: method ?? "POST", url: new URL(`/v1/link/open${query}`, url), headers: { origin: publicUrl } },
    { verb: method ?? "PUT", url: new URL(`/v1/link/progress${query}`, url), headers: person },
  ];
}

function judgeAnswer({ expect, body, browser_simple }: JsonCase, answer: Answer, p99: number | undefined): string[] {
  const { status, text, type, ms } = answer;
  const whys: string[] = [];
  if (status === 0 || status >= 500) whys.push(`answered ${status || "nothing"}`);
  if (expect.status_in && !expect.status_in.includes(status))
    whys.push(`answered ${status}, expected ${expect.status_in.join("/")}`);
  if (status >= 400 && type !== "application/problem+json") whys.push(`answered ${type}`);
  if (browser_simple && status < 400) whys.push("a form of any page could write");
  if (expect.max_ms !== undefined && ms > expect.max_ms) whys.push(`took ${Math.round(ms)} ms`);
  if (expect.never?.includes("echo") && body && body.length > 5 && text.includes(body)) whys.push("echoes the body");
  if (p99 !== undefined && p99 > expect.other_requests_p99_ms_max!) whys.push(`others waited ${Math.round(p99)} ms`);
  return whys;
}

function send({ verb, url, headers }: Target, { body, headers: ofBody }: Made, one: JsonCase): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const all = { ...headers, ...ofBody, ...one.headers };
    // Kept alive, as browsers and backends do: to be told no while one still sends is then no broken pipe.
    const agent = new Agent({ keepAlive: true });
    const asked = request(url, { method: verb, headers: all, agent });
    let answered = false;
    asked.on("response", (response) => {
      answered = true;
      let text = "";
      const done = () => {
        const type = String(response.headers["content-type"] ?? "");
        resolve({ status: response.statusCode ?? 0, text, type, ms: performance.now() - began });
        asked.destroy();
        agent.destroy();
      };
      response.on("data", (chunk: Buffer) => (text += chunk.toString()));
      response.on("end", done);
      response.on("error", done);
    });
    // The server need not take a body to its end: once it has answered, the rest may fail.
    asked.on("error", (error) => answered || reject(error));
    if (body === null) asked.end();
    else if (Buffer.isBuffer(body)) asked.end(body);
    else body.on("error", () => undefined).pipe(asked);
  });
}

/** Small requests of somebody else, all the while; gives their 99th percentile in milliseconds. */
function watchOthers({ url }: Ready): () => Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 2 });
  const times: number[] = [];
  let on = true;
  const ask = () =>
    new Promise<void>((resolve) => {
      const began = performance.now();
      const asked = request(new URL("/healthz", url), { agent }, (response) => {
        response.resume();
        response.on("end", () => {
          times.push(performance.now() - began);
          resolve();
        });
      });
      asked.on("error", () => resolve());
      asked.end();
    });
  const asking = (async () => {
    while (on || times.length < 20) {
      await ask();
      await pause(5);
    }
  })();
  return async () => {
    on = false;
    await asking;
    agent.destroy();
    times.sort((a, b) => a - b);
    return times[Math.ceil(times.length * 0.99) - 1] ?? 0;
  };
}
