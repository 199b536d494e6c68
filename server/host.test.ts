import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server as HttpServer } from "node:http";
import { type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Event } from "#contract";
import { createClient, type Client } from "./client/client.js";
import { receiverListener } from "./client/node-listener.js";
import { createReceiver, type Receiver } from "./client/receiver.js";
import { openSqliteInbox, type SqliteInbox } from "./client/sqlite-inbox.js";
import { startTrial, type Trial } from "./trial.setup.js";
import { addWebhookEndpoint } from "./webhooks/endpoints.js";

/** A host's backend as its developer writes it, against a whole server: client, webhooks, receiver. */
const folder = mkdtempSync(join(tmpdir(), "gangway-host-"));
let trial: Trial;
let gangway: Client;
let receiver: Receiver;
let inbox: SqliteInbox;
let web: HttpServer;
const told: Event[] = [];
const soon = { timeout: 20_000 };

beforeAll(async () => {
  // The port is wanted before the secret is known, and the server's leave to reach it before both.
  web = createServer((request, response) => receiverListener(receiver)(request, response)).listen(0, "127.0.0.1");
  await new Promise((resolve) => web.once("listening", resolve));
  const { port } = web.address() as AddressInfo;
  trial = await startTrial({ env: { GANGWAY_ALLOW: `127.0.0.1:${port}` } });
  gangway = createClient({ url: trial.url, key: trial.key });
  const { receiverSecret } = await addWebhookEndpoint(trial.store, trial.server.house.vault, trial.tenant, {
    url: `http://127.0.0.1:${port}/webhooks`,
  });
  inbox = openSqliteInbox(join(folder, "inbox.db"));
  receiver = createReceiver({
    secrets: [receiverSecret],
    inbox,
    handle: (event) => void told.push(event),
    poll: { client: gangway },
  });
});
afterAll(async () => {
  await trial.close();
  await receiver.stop();
  inbox.close();
  web.close();
  rmSync(folder, { recursive: true });
});

test("a link that ends is told by webhook, once, also when it is replayed and polled for", async () => {
  const { id } = await gangway.mintLink({ endUser: { id: "anna" }, metadata: { order: "7" } });
  await gangway.cancelLink({ id });
  await expect.poll(() => told.length, soon).toBe(1);
  expect(told[0]).toMatchObject({ type: "link.ended", data: { link: id, status: "cancelled", endUser: "anna" } });

  expect(await gangway.replayEvents({ ids: [told[0]!.id] })).toEqual({ deliveries: 1 });
  await expect
    .poll(async () => (await gangway.listDeliveries()).items.map(({ status }) => status), soon)
    .toEqual(["delivered", "delivered"]);
  expect(await receiver.catchUp()).toBe(0);
  await receiver.idle();
  expect(told).toHaveLength(1);
});

test("what no webhook brought is found by asking", async () => {
  for (const endpoint of await trial.store.tenant(trial.tenant).endpoints.list()) {
    await trial.store.tenant(trial.tenant).endpoints.disable(endpoint.id, "answered_410");
  }
  const { id } = await gangway.mintLink({ endUser: { id: "berta" } });
  await gangway.cancelLink({ id });
  expect(await receiver.catchUp()).toBe(1);
  await receiver.idle();
  expect(told.at(-1)).toMatchObject({ type: "link.ended", data: { endUser: "berta" } });
});

test("the same Idempotency-Key gives the same link, another one another", async () => {
  const wanted = { endUser: { id: "carla" }, resume: false };
  const [first, again] = [
    await gangway.mintLink(wanted, { idempotencyKey: "k1" }),
    await gangway.mintLink(wanted, { idempotencyKey: "k1" }),
  ];
  expect(again).toEqual(first);
  expect((await gangway.mintLink(wanted)).id).not.toBe(first.id);
  await expect(gangway.mintLink({ endUser: { id: "dora" } }, { idempotencyKey: "k1" })).rejects.toMatchObject({
    code: "idempotency_conflict",
    culprit: "caller",
  });
});

test("a refusal is an error with code and request id", async () => {
  await expect(gangway.getConnection({ id: "con_unknown" })).rejects.toMatchObject({
    name: "GangwayError",
    code: "not_found",
    status: 404,
    requestId: expect.stringMatching(/./) as string,
    tries: 1,
  });
  const stranger = createClient({ url: trial.url, key: "gw_key_wrong" });
  await expect(stranger.listConnections()).rejects.toMatchObject({ code: "unauthorized", status: 401 });
  await expect(gangway.exchange({ publicToken: "gw_public_wrong" })).rejects.toMatchObject({ code: "not_found" });
});
