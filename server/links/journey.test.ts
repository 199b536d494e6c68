import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { hostOrigin, startTrial, type Trial } from "../trial.setup.js";

let trial: Trial;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gangway-root-"));
  await writeFile(join(folder, "orders.csv"), "number,vendor\nPO-1,Nordbolt\n");
  trial = await startTrial({ env: { GANGWAY_ROOTS: folder } });
});
afterAll(async () => {
  await trial.close();
  await rm(folder, { recursive: true });
});

it("goes from mint to a claimed connection, and tells the host", async () => {
  const metadata = { plant: "7" };
  const minted = await trial.call("mintLink", {
    token: trial.key,
    body: { endUser: { id: "anna", name: "Anna" }, metadata },
  });
  const opened = await trial.call("openLink", { body: { token: minted.body.token, origin: hostOrigin } });
  expect(opened.body.link).toMatchObject({ status: "open", step: "pick", host: { name: "Tenant acme" }, sealed: [] });
  const token = opened.body.session;

  const found = await trial.call("searchSystems", { token, query: { q: "folder" } });
  expect(found.body.items[0].id).toBe("local-folder");
  const shown = await trial.call("showSystem", { token, params: { id: "local-folder" } });
  const method = shown.body.methods[0];
  expect(method).toMatchObject({ kind: "files", built: true, consent: null });

  const progress = { step: "details", system: "local-folder", method: method.id, values: { folder } };
  const saved = await trial.call("saveProgress", { token, body: progress });
  expect(saved.body).toMatchObject({ step: "details", values: { folder } });

  const body = { system: "local-folder", method: method.id, values: { folder } };
  const lines = (await trial.call("runChecks", { token, body })).body;
  const outcome = lines.at(-1);
  expect(outcome).toMatchObject({ type: "outcome", outcome: "connected" });

  const finished = await trial.call("finishLink", { token, body: { run: outcome.run } });
  expect(finished.body.publicToken).toMatch(/^gw_public_/);
  const again = await trial.call("finishLink", { token, body: { run: outcome.run } });
  expect(again.body).toEqual(finished.body);

  const before = await trial.call("getConnection", { token: trial.key, params: { id: finished.body.connection } });
  expect(before.body.status).toBe("unclaimed");
  const exchanged = await trial.call("exchange", {
    token: trial.key,
    body: { publicToken: finished.body.publicToken },
  });
  expect(exchanged.body.connection).toMatchObject({
    status: "healthy",
    metadata,
    endUser: { id: "anna", name: "Anna" },
  });
  const twice = await trial.call("exchange", { token: trial.key, body: { publicToken: finished.body.publicToken } });
  expect([twice.status, twice.body.code]).toEqual([410, "token_used"]);

  const read = await trial.call("readConnection", { token: exchanged.body.accessToken });
  expect(read.body.id).toBe(finished.body.connection);
  const checked = await trial.call("checkConnection", { token: exchanged.body.accessToken, body: {} });
  expect(checked.body.outcome.outcome).toBe("connected");

  const events = await trial.call("listEvents", { token: trial.key });
  expect(events.body.items.map((event: { type: string }) => event.type)).toEqual([
    "connection.created",
    "link.ended",
    "connection.updated",
  ]);

  const rotated = await trial.call("rotateAccessToken", { token: trial.key, params: { id: read.body.id }, body: {} });
  expect((await trial.call("readConnection", { token: exchanged.body.accessToken })).status).toBe(401);
  expect((await trial.call("readConnection", { token: rotated.body.accessToken })).status).toBe(200);

  const removed = await trial.call("removeConnection", { token: trial.key, params: { id: read.body.id } });
  expect(removed.body.status).toBe("removed");
  expect(await trial.store.tenant("acme").sealed.list("connection", read.body.id)).toEqual([]);
  expect((await trial.call("readConnection", { token: rotated.body.accessToken })).status).toBe(401);

  const link = await trial.call("getLink", { token: trial.key, params: { id: minted.body.id } });
  expect(link.body).toMatchObject({ status: "connected", connection: read.body.id });
  for (const secret of [trial.key, minted.body.token, token, finished.body.publicToken, exchanged.body.accessToken])
    expect(trial.logged()).not.toContain(secret);
});
