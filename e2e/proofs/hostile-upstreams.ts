import { randomBytes } from "node:crypto";
import { Behaviour } from "./hostile-upstreams.behaviour.js";
import { judge, type UpstreamCase } from "./hostile-upstreams.judge.js";
import { makeCertificates, type Certificates } from "./hostile-upstreams.tls.js";
import { startUpstream, type Upstream } from "./hostile-upstreams.upstream.js";
import { understand } from "./hostile-upstreams.words.js";
import { startWorld, type Ran, type World } from "./hostile-upstreams.world.js";
import type { Proof } from "./proof.js";

const mostGrowth = 8;
/** A process grows by what it does for the first time; what an attempt costs, it costs every time. */
const attempts = 4;

/**
 * Plays each behaviour on a listening server of this machine, with real certificates, and runs the checks of a whole
 * product against it over HTTP. Those that keep silent run all at once, with an ordinary person beside them; the others
 * one after another, each with its own growth of memory. Linux only: growth is read from /proc.
 */
export const proof: Proof = {
  name: "hostile-upstreams",
  async run({ cases }, { only }) {
    const chosen = (cases as UpstreamCase[]).filter((one) => !only || one.class === only);
    const certificates = await makeCertificates();
    const played: Part[] = [];
    // The authority signs one at a time.
    for (const one of chosen) played.push(await play(one, certificates));
    const good = await play(onAGoodDay, certificates);
    const limits = await playLimits(played, certificates);
    const upstreams = [good, ...limits, ...played].flatMap(({ upstream }) => upstream ?? []);
    const world = await startWorld({ ports: upstreams.map(({ port }) => port), trusted: certificates.trusted });
    try {
      await mustConnect(world, good);
      const silent = played.filter(({ one }) => one.expect.code === "timeout");
      await runTogether(world, silent, good);
      for (const part of played) if (!silent.includes(part)) await runAlone(world, part);
      await runLimits(world, limits, played);
      await mustConnect(world, good);
      await judgeWhatStays(world, played, upstreams);
    } finally {
      await world.close();
      await Promise.all(upstreams.map((upstream) => upstream.close()));
      await certificates.remove();
    }
    return played.map(({ one, whys }) => ({ id: one.id, ok: whys.length === 0, why: [...new Set(whys)].join(" · ") }));
  },
};

/** One case, its system, and what is only its own: text that nobody may repeat, and credentials. */
interface Part {
  readonly one: UpstreamCase;
  readonly upstream?: Upstream;
  readonly mark: string;
  readonly credentials: { username: string; password: string };
  readonly whys: string[];
}

const onAGoodDay: UpstreamCase = {
  id: "a good day",
  class: "answers",
  behave: {},
  expect: { code: "ok", max_seconds: 15, max_read_bytes: 1024 * 1024 },
};

async function play(one: UpstreamCase, certificates: Certificates): Promise<Part> {
  const mark = `mark-${randomBytes(6).toString("hex")}`;
  const credentials = { username: "anna", password: `pw-${randomBytes(9).toString("hex")}` };
  const part = { one, mark, credentials, whys: [] };
  const behave = Behaviour.safeParse(understand(one.behave, one.expect.code === "timeout"));
  if (!behave.success) return { ...part, whys: [`nothing plays it: ${behave.error.issues[0]?.message}`] };
  const secure = one.class !== "tcp";
  return { ...part, upstream: await startUpstream(behave.data, { certificates, mark, secure }) };
}

/** Nobody waits for those that keep silent: a person with a good system is done before any of them. */
async function runTogether(world: World, parts: readonly Part[], good: Part): Promise<void> {
  if (parts.length === 0) return;
  const { mebibytes } = await world.growth(async () => {
    const over: Part[] = [];
    const all = parts.map((part) => run(world, part).then(() => over.push(part)));
    await mustConnect(world, good);
    over.forEach(({ whys }) => whys.push("was over before an ordinary run"));
    await Promise.all(all);
  });
  if (mebibytes > mostGrowth * parts.length) {
    parts.forEach(({ whys }) => whys.push(`grew by ${mebibytes.toFixed(1)} MiB together`));
  }
}

async function runAlone(world: World, part: Part): Promise<void> {
  let mebibytes = Infinity;
  for (let attempt = 0; attempt < attempts && mebibytes > mostGrowth && part.whys.length === 0; attempt++) {
    ({ mebibytes } = await world.growth(() => run(world, part)));
  }
  if (mebibytes > mostGrowth && part.whys.length === 0) part.whys.push(`grew by ${mebibytes.toFixed(1)} MiB`);
}

async function run(world: World, part: Part): Promise<void> {
  const { one, upstream, credentials, whys } = part;
  if (!upstream) return;
  upstream.forget();
  try {
    const ran = await world.check(upstream.address, credentials);
    whys.push(...judge(one, ran, upstream, secretsOf(part)), ...leaksIn(ran.shown, part, "is shown"));
    if (/[<>]/.test(ran.shown)) whys.push("markup is shown");
  } catch (error) {
    whys.push((error as Error).message);
  }
  if (!(await world.healthy())) whys.push("the product does not answer any more");
}

/** For each limit of the corpus a good answer that just keeps it, and one that is a byte too long. */
async function playLimits(parts: readonly Part[], certificates: Certificates): Promise<Part[]> {
  const limits = new Set(parts.map(({ one }) => one.expect.max_read_bytes));
  const played: Part[] = [];
  for (const limit of limits) {
    const { expect } = onAGoodDay;
    for (const [more, code] of [
      [0, "ok"],
      [1, "too_large"],
    ] as const) {
      const one = {
        ...onAGoodDay,
        behave: { body_bytes: limit + more },
        expect: { ...expect, max_read_bytes: limit, code },
      };
      played.push(await play(one, certificates));
    }
  }
  return played;
}

/** That no more is read than a case allows is proved by where reading ends. */
async function runLimits(world: World, limits: readonly Part[], parts: readonly Part[]): Promise<void> {
  for (const limit of limits) {
    await run(world, limit);
    const { max_read_bytes: most } = limit.one.expect;
    for (const { one, whys } of parts) {
      if (one.expect.max_read_bytes === most) whys.push(...limit.whys.map((why) => `limit of ${most} bytes: ${why}`));
    }
  }
}

/** Logs, the disk and the process, once all is over, and where it has been: with these systems and nowhere else. */
async function judgeWhatStays(world: World, parts: readonly Part[], upstreams: readonly Upstream[]): Promise<void> {
  const { logged, polluted, unhandled } = await world.look();
  const invited = new Set(upstreams.map(({ port }) => `127.0.0.1:${port}`));
  const elsewhere = world.reached().filter((to) => !invited.has(to));
  const stored = await world.stored();
  for (const part of parts) {
    part.whys.push(...leaksIn(logged, part, "is in the log"), ...leaksIn(stored, part, "is stored"));
    if (elsewhere.length > 0) part.whys.push(`went to ${elsewhere.join(", ")}`);
    if (polluted) part.whys.push("objects were polluted");
    if (unhandled > 0) part.whys.push("a rejection that nobody handled");
  }
}

const secretsOf = ({ credentials: { username, password } }: Part): string[] => [
  password,
  Buffer.from(`${username}:${password}`).toString("base64"),
];

function leaksIn(text: string, part: Part, where: string): string[] {
  const upstreams = text.includes(part.mark) ? [`the system's text ${where}`] : [];
  return [...upstreams, ...(secretsOf(part).some((secret) => text.includes(secret)) ? [`a secret ${where}`] : [])];
}

async function mustConnect(world: World, { upstream, credentials }: Part): Promise<Ran> {
  const ran = await world.check(upstream!.address, credentials);
  if (ran.outcome.outcome === "failed") throw new Error(`A good system is not connected: ${ran.outcome.cause}`);
  return ran;
}
