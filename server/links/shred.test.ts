import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OutcomeLine } from "#contract";
import type { RunOutcome, RunParameters } from "../checks/run.js";
import { keepConsent, renewConsent } from "../methods/consentValues.js";
import { hostOrigin, startTrial, type Trial } from "../trial.setup.js";
import { consentHouse } from "./consent-house.js";
import { expireLinks } from "./expire.js";

/** The run itself is pretended: it passes when it is told to. */
let trial: Trial;
let begun: (() => void) | undefined;
let mayPass = Promise.resolve();
beforeAll(async () => {
  trial = await startTrial({ checks: pretend });
});
afterAll(() => trial.close());

async function pretend(given: RunParameters): Promise<RunOutcome> {
  begun?.();
  await mayPass;
  const { run, requestId, values } = given;
  const line: OutcomeLine = { type: "outcome", run, outcome: "connected", warnings: [], requestId, ms: 1 };
  given.emit(line);
  const fields = [{ name: "folder", kind: "folder" as const, public: true }];
  const found = { address: null, identity: "anna", product: null, fields, trust: null, warnings: [] };
  return { ...found, line, values: { ...values, password: "correct horse" } };
}

/** Every sealed row of the store, as "kind:field"; answers kept for repeated requests are nobody's values. */
async function rows(): Promise<string[]> {
  const sealed = await trial.store.work.sealedUnderOtherKeys("no such key", 1000);
  const values = sealed.filter(({ ownerKind }) => ownerKind !== "idempotency");
  return values.map(({ ownerKind, field }) => `${ownerKind}:${field}`).sort();
}
const own = () => trial.store.tenant(trial.tenant);
const consent = () => consentHouse(trial.server.house);
const body = { system: "local-folder", method: "files", values: { folder: "/srv" } };

/** A link with a draft, a consent flow under way, and what an earlier one has brought. */
async function full(id: string) {
  const minted = await trial.call("mintLink", { token: trial.key, body: { endUser: { id } } });
  const { session } = (await trial.call("openLink", { body: { token: minted.body.token, origin: hostOrigin } })).body;
  const link: string = minted.body.id;
  const lines = (await trial.call("runChecks", { token: session, body })).body;
  const granted = await flowOf(link, "granted");
  await trial.store.transaction((store) =>
    keepConsent({ ...consent(), store }, granted, { address: null, values: { accessToken: "at" } }),
  );
  const waiting = await flowOf(link, "waiting");
  const place = { tenant: trial.tenant, ownerKind: "flow" as const, owner: waiting.id };
  await own().sealed.put(consent().seal(place, { $verifier: "v" }));
  expect(await rows()).toEqual([
    "flow:$address",
    "flow:$method",
    "flow:$system",
    "flow:$verifier",
    "flow:accessToken",
    "link:password",
  ]);
  return { link, session, run: lines.at(-1).run as string };
}

const flowOf = (link: string, name: string) =>
  own().flows.create({
    link,
    system: "local-folder",
    method: "files",
    mode: "popup",
    origin: null,
    context: "c",
    issuer: null,
    stateHash: `${name}-${link}`,
    values: {},
    startSecretHash: `${name}-${link}`,
    startExpiresAt: Date.now() + 60_000,
    expiresAt: Date.now() + 60_000,
  });

describe("nothing sealed outlives a link", () => {
  const given = { step: "checks", cause: "credentials_wrong" };
  it.each(["failed", "cancelled"] as const)("that the person ends: %s", async (reason) => {
    const { link, session } = await full(`person-${reason}`);
    await trial.call("endLink", { token: session, body: { reason, ...given } });
    expect(await rows()).toEqual([]);
    expect(await own().drafts.get(link)).toBeUndefined();
  });

  it("that the host cancels", async () => {
    const { link } = await full("host");
    await trial.call("cancelLink", { token: trial.key, params: { id: link } });
    expect(await rows()).toEqual([]);
    expect(await own().drafts.get(link)).toBeUndefined();
  });

  it("that expires", async () => {
    const { link } = await full("late");
    trial.clock.ahead += 2 * 3600_000 + 1000;
    await expireLinks(trial.server.house);
    trial.clock.ahead = 0;
    expect(await rows()).toEqual([]);
    expect(await own().drafts.get(link)).toBeUndefined();
  });

  it("that ends while a run or a consent is under way: what they bring is not kept", async () => {
    const { link, session } = await full("meanwhile");
    let pass = () => undefined as void;
    mayPass = new Promise((resolve) => (pass = resolve));
    const isRunning = new Promise<void>((resolve) => (begun = resolve));
    const running = trial.call("runChecks", { token: session, body });
    await isRunning;
    await trial.call("cancelLink", { token: trial.key, params: { id: link } });
    pass();
    await running;
    await renewConsent(consent(), { tenant: trial.tenant, link }, { accessToken: "renewed" });
    const late = await flowOf(link, "late");
    const kept = await trial.store.transaction((store) =>
      keepConsent({ ...consent(), store }, late, { address: null, values: { accessToken: "at" } }),
    );
    expect(kept).toBe(false);
    expect(await rows()).toEqual([]);
  });

  // The last, for its connection stays.
  it("that connects, but for what moved to the connection", async () => {
    const { session, run } = await full("connects");
    const finished = await trial.call("finishLink", { token: session, body: { run } });
    expect(finished.status).toBe(201);
    expect(await rows()).toEqual(["connection:password"]);
  });
});
