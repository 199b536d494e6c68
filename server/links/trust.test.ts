import type { IncomingMessage, ServerResponse } from "node:http";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { json, systemWith } from "../methods/world.fixture.js";
import { makeAuthority } from "../net/authority.fixture.js";
import { createServers } from "../net/servers.fixture.js";
import { hostOrigin, startTrial, type Trial } from "../trial.setup.js";

/** A whole server, and a system whose certificate no public authority vouches for. */
const servers = createServers();
let authority: Awaited<ReturnType<typeof makeAuthority>>;
let trial: Trial;
let token: string;
let address: string;
let signedIn = 0;

beforeAll(async () => {
  authority = await makeAuthority();
  address = await start();
  const system = systemWith(
    { kind: "basic", signIn: { question: { path: "/me" }, yes: [{ status: 200 }], no: [] } },
    { recognition: [{ question: { path: "/version" }, yes: [{ status: 200 }], no: [] }] },
  );
  trial = await startTrial({ systems: [system], env: { GANGWAY_ALLOW: "127.0.0.1" } });
});
afterAll(async () => {
  await trial.close();
  await servers.stop();
  await authority.remove();
});
beforeEach(async () => {
  signedIn = 0;
  const minted = await trial.call("mintLink", { token: trial.key, body: { endUser: { id: "anna" }, resume: false } });
  token = (await trial.call("openLink", { body: { token: minted.body.token, origin: hostOrigin } })).body.session;
});

/** A server with a fresh certificate of the authority, its own chain not sent. */
async function start(): Promise<string> {
  const pair = await authority.issue({ names: "DNS:localhost" }, authority.root);
  const answer = ({ headers }: IncomingMessage, response: ServerResponse) => {
    if (headers.authorization !== undefined) signedIn++;
    json(response, {});
  };
  return `https://localhost:${await servers.https({ key: pair.key, cert: pair.cert }, answer)}`;
}

const body = (more: object = {}, values: object = {}) => ({
  system: "pretend",
  method: "basic",
  values: { address, username: "anna", password: "correct horse", ...values },
  ...more,
});
const run = async (more?: object, values?: object) =>
  (await trial.call("runChecks", { token, body: body(more, values) })).body;
const certificateOf = (lines: { check?: string; certificate?: { sha256: string } }[]) =>
  lines.findLast((line) => line.certificate)?.certificate;

it("shows the certificate to judge, and sends nothing secret before it is judged", async () => {
  const lines = await run();
  expect(lines.at(-1)).toMatchObject({ outcome: "failed", cause: "certificate_unknown_issuer" });
  expect(certificateOf(lines)).toMatchObject({
    issuer: expect.stringContaining("Plant Authority"),
    names: ["localhost"],
  });
  expect(signedIn).toBe(0);
});

it("is remembered over a reload, for that address alone", async () => {
  const pin = certificateOf(await run())!.sha256;
  await run({ trust: { pin } });
  const link = async () => (await trial.call("readLink", { token })).body;
  expect(await link()).toMatchObject({ trust: { pin }, sealed: ["password"] });
  const values = { address: "https://other.example.com", username: "anna" };
  const moved = { step: "details", system: "pretend", method: "basic", values };
  expect((await trial.call("saveProgress", { token, body: moved })).body.trust).toBeNull();
});

it("trusts the very certificate that was shown, for this connection and for as long as it is the same", async () => {
  const pin = certificateOf(await run())!.sha256;
  const outcome = (await run({ trust: { pin } })).at(-1);
  expect(outcome).toMatchObject({ outcome: "connected" });
  const finished = await trial.call("finishLink", { token, body: { run: outcome.run } });
  const exchanged = await trial.call("exchange", {
    token: trial.key,
    body: { publicToken: finished.body.publicToken },
  });

  const again = await trial.call("checkConnection", { token: exchanged.body.accessToken, body: {} });
  expect(again.body.outcome).toMatchObject({ outcome: "connected" });
  expect(certificateOf(again.body.lines)).toMatchObject({ sha256: pin, trustedBy: "pin" });
});

it("takes another certificate than the pinned one for a change, not for the same", async () => {
  const lines = await run({ trust: { pin: "0".repeat(64) } });
  expect(lines.at(-1)).toMatchObject({ cause: "certificate_changed" });
  expect(signedIn).toBe(0);
});

it("trusts what an uploaded authority has signed, or the certificate itself where that is what people have", async () => {
  const lines = await run({ trust: { ca: authority.root.cert } });
  expect(lines.at(-1)).toMatchObject({ outcome: "connected" });
  expect(certificateOf(lines)).toMatchObject({ trustedBy: "ca" });
  const stranger = await authority.issue({ authority: true });
  expect((await run({ trust: { ca: stranger.cert } })).at(-1)).toMatchObject({ cause: "certificate_unknown_issuer" });
});

it("keeps what was trusted for the same address, and for no other", async () => {
  await run({ trust: { ca: authority.root.cert } });
  expect((await run()).at(-1)).toMatchObject({ outcome: "connected" });
  const elsewhere = await run({}, { address: await start() });
  expect(elsewhere.at(-1)).toMatchObject({ cause: "certificate_unknown_issuer" });
});

it.each([
  ["something else", "hello"],
  ["an empty one", "-----BEGIN CERTIFICATE-----\n\n-----END CERTIFICATE-----"],
  ["a truncated one", () => authority.root.cert.slice(0, 200)],
  ["a private key", () => authority.root.key],
  ["a private key beside it", () => authority.root.cert + authority.root.key],
])("400 for %s in the place of a certificate, and nothing is asked", async (_what, ca) => {
  const answer = await trial.call("runChecks", {
    token,
    body: body({ trust: { ca: typeof ca === "string" ? ca : ca() } }),
  });
  expect([answer.status, answer.body.fields?.[0]?.path]).toEqual([400, "trust.ca"]);
  expect(signedIn).toBe(0);
});

it("400 for a pin and an authority at once", async () => {
  const trust = { pin: "0".repeat(64), ca: authority.root.cert };
  expect((await trial.call("runChecks", { token, body: body({ trust }) })).status).toBe(400);
});
