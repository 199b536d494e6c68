import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addTenant, hostOrigin, startTrial, type Trial } from "../trial.setup.js";

let trial: Trial;
beforeAll(async () => {
  trial = await startTrial();
});
afterAll(() => trial.close());

let people = 0;
const somebody = () => ({ endUser: { id: `user-${people++}` } });
const mint = (body: object, token: string | null = trial.key, headers?: Record<string, string>) =>
  trial.call("mintLink", { token, body, ...(headers && { headers }) });

describe("201", () => {
  it("gives a token, the hosted page with it in the fragment, and when it ends", async () => {
    const { status, body } = await mint(somebody());
    expect(status).toBe(201);
    expect(body.token).toMatch(/^gw_link_[A-Za-z0-9_-]{43}$/);
    expect(body.url).toBe(`${trial.publicUrl}/connect#${body.token}`);
    expect(Date.parse(body.expiresAt) - Date.now()).toBeGreaterThan(29 * 60_000);
    expect(body.resumed).toBe(false);
  });

  it("resumes the link that this end user has open, with a new token", async () => {
    const who = somebody();
    const first = await mint(who);
    const second = await mint(who);
    expect(second.body).toMatchObject({ id: first.body.id, resumed: true });
    expect(second.body.token).not.toBe(first.body.token);
  });

  it("starts afresh when told so, and for another organization", async () => {
    const who = somebody();
    const first = await mint(who);
    expect((await mint({ ...who, resume: false })).body.id).not.toBe(first.body.id);
    expect((await mint({ ...who, organization: { id: "other" } })).body.resumed).toBe(false);
  });

  it("lets a hosted link live for seven days", async () => {
    expect((await mint({ ...somebody(), hosted: true, lifetime: 7 * 86400 })).status).toBe(201);
  });

  it("answers the same twice under one Idempotency-Key, and makes one link", async () => {
    const who = somebody();
    const headers = { "idempotency-key": "same-one" };
    const first = await mint({ ...who, resume: false }, trial.key, headers);
    const second = await mint({ ...who, resume: false }, trial.key, headers);
    expect(second.body).toEqual(first.body);
    expect(second.headers.get("idempotent-replayed")).toBe("true");
  });
});

describe("400", () => {
  it.each([
    ["an unknown member", { surprise: 1 }, "surprise"],
    ["a system that does not exist", { systems: ["no-such-system"] }, "systems.0"],
    ["more than four hours without hosted", { lifetime: 5 * 3600 }, "lifetime"],
    ["less than five minutes", { lifetime: 10 }, "lifetime"],
    ["a number as text", { lifetime: "600" }, "lifetime"],
    ["a returnUrl that is not the tenant's", { returnUrl: "https://evil.example/" }, "returnUrl"],
    ["a returnUrl that is a script", { returnUrl: "javascript:alert(1)" }, "returnUrl"],
    ["an origin with a path", { origins: [`${hostOrigin}/path`] }, "origins.0"],
  ])("refuses %s, and names it", async (_, more, path) => {
    const { status, body } = await mint({ ...somebody(), ...more });
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: "invalid_request", culprit: "caller", fields: [{ path }] });
  });
});

describe("401", () => {
  it.each([
    ["no token", null],
    ["a key that nobody has", `gw_key_${"A".repeat(43)}`],
    ["a token of another kind", `gw_session_${"A".repeat(43)}`],
    ["something else", "hello"],
  ])("for %s", async (_, token) => {
    const { status, body, headers } = await mint(somebody(), token);
    expect(status).toBe(401);
    expect(body.code).toBe("unauthorized");
    expect(headers.get("www-authenticate")).toBe("Bearer");
  });

  it("for a key that was revoked", async () => {
    const { key, keyId } = await addTenant(trial.store, "revoked");
    await trial.store.tenant("revoked").keys.revoke(keyId);
    expect((await mint(somebody(), key)).status).toBe(401);
  });
});

it("403 for an origin that is not the tenant's", async () => {
  const { status, body } = await mint({ ...somebody(), origins: ["https://evil.example"] });
  expect(status).toBe(403);
  expect(body.code).toBe("origin_not_allowed");
});

it("422 for the same Idempotency-Key with another body", async () => {
  const headers = { "idempotency-key": "another-body" };
  await mint(somebody(), trial.key, headers);
  const { status, body } = await mint(somebody(), trial.key, headers);
  expect(status).toBe(422);
  expect(body.code).toBe("idempotency_conflict");
});

it("an Idempotency-Key counts within its tenant only", async () => {
  const other = await addTenant(trial.store, "neighbour");
  const headers = { "idempotency-key": "both-use-it" };
  const who = somebody();
  const ours = await mint(who, trial.key, headers);
  const theirs = await mint(who, other.key, headers);
  expect(theirs.status).toBe(201);
  expect(theirs.body.id).not.toBe(ours.body.id);
});
