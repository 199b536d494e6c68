import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { OutcomeLine } from "#contract";
import type { RunOutcome, RunParameters } from "../checks/run.js";
import { hostOrigin, startTrial, type Trial } from "../trial.setup.js";

/** The run itself is pretended here, so that it can be held and let go; the real ones are tested in `checks/`. */
let trial: Trial;
let session: string;
let runs: { given: RunParameters; pass(): void }[];

beforeEach(async () => {
  runs = [];
  trial = await startTrial({ checks: pretend });
  const minted = await trial.call("mintLink", { token: trial.key, body: { endUser: { id: "anna" } } });
  session = (await trial.call("openLink", { body: { token: minted.body.token, origin: hostOrigin } })).body.session;
});
afterEach(() => trial.close());

function pretend(given: RunParameters): Promise<RunOutcome> {
  return new Promise((resolve) => {
    const end = (outcome: OutcomeLine["outcome"]) => {
      const line: OutcomeLine = {
        type: "outcome",
        run: given.run,
        outcome,
        warnings: [],
        requestId: given.requestId,
        ms: 1,
      };
      given.emit(line);
      const fields = [{ name: "folder", kind: "folder" as const, public: true }];
      resolve({
        line,
        address: null,
        identity: "anna",
        product: null,
        values: given.values,
        fields,
        trust: given.trust ?? null,
        warnings: [],
      });
    };
    given.emit({ type: "check", check: "address", answer: "running", ms: 0 });
    given.signal.addEventListener("abort", () => end("failed"));
    runs.push({ given, pass: () => end("connected") });
  });
}

const body = { system: "local-folder", method: "files", values: { folder: "/srv" } };
const run = (more: object = {}) => trial.call("runChecks", { token: session, body: { ...body, ...more } });
const begun = (n: number) => expect.poll(() => runs.length, { timeout: 10_000 }).toBe(n);

it("answers while it runs: the first line is there before the last is known", async () => {
  const response = await fetch(`${trial.url}/v1/link/checks`, {
    method: "POST",
    headers: { authorization: `Bearer ${session}`, "content-type": "application/json", origin: trial.publicUrl },
    body: JSON.stringify(body),
  });
  expect(response.headers.get("content-type")).toBe("application/x-ndjson; charset=utf-8");
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  const first = (await reader.read()).value;
  expect(JSON.parse(first ?? "")).toMatchObject({ check: "address", answer: "running" });
  runs[0]!.pass();
  expect(JSON.parse((await reader.read()).value ?? "")).toMatchObject({ type: "outcome", outcome: "connected" });
});

it("the newest run wins: it ends the one before, whose answer counts for nothing", async () => {
  const older = run();
  await begun(1);
  const newer = run();
  await begun(2);
  expect(runs[0]!.given.signal.aborted).toBe(true);
  const { run: late } = (await older).body.at(-1);
  runs[1]!.pass();
  const { run: good } = (await newer).body.at(-1);
  expect((await trial.call("finishLink", { token: session, body: { run: late } })).body.code).toBe("not_ready");
  expect((await trial.call("finishLink", { token: session, body: { run: good } })).status).toBe(201);
});

it("ends when it is cancelled, and when the person goes away", async () => {
  const held = run();
  await begun(1);
  await trial.call("cancelChecks", { token: session });
  expect((await held).body.at(-1).outcome).toBe("failed");

  const gone = new AbortController();
  const left = fetch(`${trial.url}/v1/link/checks`, {
    method: "POST",
    headers: { authorization: `Bearer ${session}`, "content-type": "application/json", origin: trial.publicUrl },
    body: JSON.stringify(body),
    signal: gone.signal,
  });
  await begun(2);
  await left;
  gone.abort();
  await expect.poll(() => runs[1]!.given.signal.aborted, { timeout: 10_000 }).toBe(true);
});

it("429 with Retry-After for the eleventh run of a link", async () => {
  for (let n = 1; n <= 10; n++) {
    const one = run();
    await begun(n);
    runs[n - 1]!.pass();
    await one;
  }
  const { status, headers } = await run();
  expect(status).toBe(429);
  expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
});

describe("400", () => {
  it("for a value that no field has", async () => {
    const { status, body: problem } = await run({ values: { folder: "/srv", surprise: "1" } });
    expect([status, problem.fields[0].path]).toEqual([400, "values.surprise"]);
  });
});

it("404 for a system or a method that does not exist", async () => {
  expect((await run({ system: "nothing" })).status).toBe(404);
  expect((await run({ method: "nothing" })).status).toBe(404);
});

it("what was typed and is no secret is kept, however the run goes", async () => {
  const held = run();
  await begun(1);
  await trial.call("cancelChecks", { token: session });
  await held;
  const { body: link } = await trial.call("readLink", { token: session });
  expect(link).toMatchObject({ step: "checks", system: { id: "local-folder" }, values: { folder: "/srv" } });
});
