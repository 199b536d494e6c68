import { createServer, request as httpRequest } from "node:http";
import { mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { newWebhookSecret, readSigningKey } from "../webhooks/secret.js";
import { signWebhook } from "../webhooks/signature.js";
import { receiverListener } from "./node-listener.js";
import { createReceiver, type Receiver, type ReceiverOptions } from "./receiver.js";
import { openSqliteInbox, type SqliteInbox, type SqliteTransaction } from "./sqlite-inbox.js";
import type { ReceiverAlert } from "./processing.js";

const secret = newWebhookSecret();
let folder: string;
let inbox: SqliteInbox;
let receiver: Receiver;
let clock: number;
let alerts: ReceiverAlert[];
let handled: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gangway-inbox-"));
  inbox = openSqliteInbox(join(folder, "inbox.db"));
  clock = 1_764_000_000_000;
  alerts = [];
  handled = [];
});
afterEach(async () => {
  await receiver.stop();
  inbox.close();
  rmSync(folder, { recursive: true });
});

type Options = Partial<ReceiverOptions<SqliteTransaction>>;
function start(options: Options = {}) {
  receiver = createReceiver({
    secrets: [secret],
    inbox,
    handle: (event) => void handled.push(`${event.type} ${String((event.data as { id?: string }).id)}`),
    onAlert: (alert) => alerts.push(alert),
    now: () => clock,
    random: () => 0,
    ...options,
  });
}
/** A new process on the same file. */
async function restart(options: Options = {}) {
  await receiver.stop();
  inbox.close();
  inbox = openSqliteInbox(join(folder, "inbox.db"));
  start(options);
}
function connectionEvent(id: string, word: string, object: string, version: number) {
  const timestamp = new Date(clock).toISOString();
  return { id, type: `connection.${word}`, timestamp, data: { id: object, version } };
}
function deliverRaw(id: string, body: Buffer) {
  return receiver.receive(body, { ...signWebhook([readSigningKey(secret)], id, Math.floor(clock / 1000), body) });
}
function deliver(...event: Parameters<typeof connectionEvent>) {
  return deliverRaw(event[0], Buffer.from(JSON.stringify(connectionEvent(...event))));
}

test("an event is handled once, however often it is delivered", async () => {
  start();
  for (let i = 0; i < 10; i++) expect((await deliver("e1", "created", "con_1", 1)).status).toBe(200);
  await receiver.idle();
  clock += 76 * 3600_000;
  const again = Buffer.from(
    JSON.stringify({ ...connectionEvent("e1", "created", "con_1", 1), timestamp: new Date(1_764_000_000_000) }),
  );
  expect((await deliverRaw("e1", again)).status).toBe(200);
  await receiver.idle();
  expect(handled).toEqual(["connection.created con_1"]);
  expect(alerts).toEqual([]);
});

test("a known id with another body changes nothing and is told", async () => {
  start();
  await deliver("e1", "created", "con_1", 1);
  expect((await deliver("e1", "removed", "con_1", 1)).status).toBe(200);
  await receiver.idle();
  expect(handled).toEqual(["connection.created con_1"]);
  expect(alerts).toEqual([{ code: "id_reused_with_other_body", id: "e1" }]);
});

test("the same fact told under two ids has one effect", async () => {
  start();
  await deliver("e1", "created", "con_1", 1);
  await deliver("e2", "created", "con_1", 1);
  await receiver.idle();
  expect(handled).toEqual(["connection.created con_1"]);
});

test("it never goes back in version, object by object", async () => {
  start();
  for (const version of [3, 2, 1]) {
    await deliver(`a${version}`, `v${version}`, "con_1", version);
    await receiver.idle();
  }
  await deliver("b1", "created", "con_2", 1);
  await receiver.idle();
  expect(handled).toEqual(["connection.v3 con_1", "connection.created con_2"]);
});

test.each([[["e1", "e2"]], [["e2", "e1"]]])("of one version and two types the greater id stays: %s", async (order) => {
  const words: Record<string, string> = { e1: "updated", e2: "needs_repair" };
  start();
  for (const id of order) {
    await deliver(id, words[id]!, "con_1", 2);
    await receiver.idle();
  }
  expect(handled.at(-1)).toBe("connection.needs_repair con_1");
});

test("a handler that always throws is parked after eight tries and blocks nobody", async () => {
  let tries = 0;
  start({
    handle: (event) => {
      if ((event.data as { id?: string }).id === "bad") throw new Error(`no ${++tries}`);
      handled.push(event.type);
    },
  });
  await deliver("e1", "created", "bad", 1);
  await deliver("e2", "created", "good", 1);
  await receiver.idle();
  expect(handled).toEqual(["connection.created"]);
  for (let i = 0; i < 20; i++) {
    clock += 600_000;
    await restart({
      handle: () => {
        throw new Error(`no ${++tries}`);
      },
    });
    await receiver.idle();
  }
  expect(tries).toBe(8);
  expect(await inbox.dead()).toEqual([{ id: "e1", type: "connection.created", attempts: 8, reason: "no 8" }]);
  expect(alerts.at(-1)).toEqual({ code: "parked", id: "e1", attempts: 8, reason: "no 8" });

  await inbox.revive("e1", clock);
  await restart();
  await receiver.idle();
  expect(handled.at(-1)).toBe("connection.created bad");
  expect(await inbox.dead()).toEqual([]);
});

test("a failed event that was overtaken meanwhile is skipped", async () => {
  let failing = true;
  start({
    handle: (event) => {
      if (failing) throw new Error("not yet");
      handled.push(event.type);
    },
  });
  await deliver("e1", "created", "con_1", 1);
  await receiver.idle();
  failing = false;
  await deliver("e2", "updated", "con_1", 2);
  await receiver.idle();
  clock += 60_000;
  await deliver("e3", "created", "con_2", 1);
  await receiver.idle();
  expect(handled).toEqual(["connection.updated", "connection.created"]);
});

test("a handler without end is cut at the deadline and tried again", async () => {
  const signals: AbortSignal[] = [];
  start({
    deadline: 20,
    handle: (_, { signal }) => {
      signals.push(signal);
      return new Promise(() => undefined);
    },
  });
  await deliver("e1", "created", "con_1", 1);
  await receiver.idle();
  expect(signals[0]?.aborted).toBe(true);
  expect(alerts).toEqual([{ code: "attempt_failed", id: "e1", attempts: 1, reason: "no end within 20 ms" }]);
});

test("what was kept and not yet handled is handled after a restart", async () => {
  let reached = () => {};
  const begun = new Promise<void>((resolve) => (reached = resolve));
  start({
    handle: (_, { signal }) => {
      reached();
      return new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(new Error("stopped"))));
    },
  });
  await deliver("e1", "created", "con_1", 1);
  await begun;
  await receiver.stop();
  clock += 60_000;
  await restart();
  await receiver.idle();
  expect(handled).toEqual(["connection.created con_1"]);
});

test("an event that ended the process is not the first thing to be tried again, and is parked in the end", async () => {
  start({ handle: () => undefined });
  await receiver.stop();
  await inbox.add([
    {
      id: "e1",
      object: null,
      version: null,
      type: "x.y",
      digest: "d",
      receivedAt: clock,
      body: Buffer.from('{"type":"x.y","data":{}}'),
    },
  ]);
  // A claim that never comes back is what a killed process leaves.
  for (let tries = 1; tries <= 8; tries++) {
    expect((await inbox.claim(clock, clock + 35_000))?.attempts).toBe(tries);
    expect(await inbox.claim(clock + 34_999, clock + 70_000)).toBeUndefined();
    clock += 35_000;
  }
  await restart();
  await receiver.idle();
  expect(handled).toEqual([]);
  expect((await inbox.dead()).map((item) => item.id)).toEqual(["e1"]);
});

test("an effect that is returned commits together with the event, once", async () => {
  inbox.database.exec("create table effects (id text)");
  start({
    handle:
      (_, { id }) =>
      (tx) =>
        void tx.prepare("insert into effects values (?)").run(id),
  });
  await deliver("e1", "created", "con_1", 1);
  await receiver.idle();
  expect(inbox.database.prepare("select count(*) as n from effects").get()).toMatchObject({ n: 1 });

  let once = true;
  await restart({
    handle:
      (_, { id }) =>
      (tx) => {
        tx.prepare("insert into effects values (?)").run(id);
        if (once) throw new Error("killed between effect and end");
      },
  });
  await deliver("e2", "created", "con_2", 1);
  await receiver.idle();
  expect(inbox.database.prepare("select count(*) as n from effects").get()).toMatchObject({ n: 1 });
  once = false;
  clock += 60_000;
  await deliver("e3", "created", "con_3", 1);
  await receiver.idle();
  expect(inbox.database.prepare("select count(*) as n from effects").get()).toMatchObject({ n: 3 });
});

test("what cannot be kept is not acknowledged", async () => {
  const full: SqliteInbox = { ...inbox, add: () => Promise.reject(new Error("database or disk is full")) };
  start({ inbox: full });
  const answer = await deliver("e1", "created", "con_1", 1);
  expect(answer.status).toBe(503);
  expect(answer.headers["retry-after"]).toBe("30");
  await restart();
  expect((await deliver("e1", "created", "con_1", 1)).status).toBe(200);
  await receiver.idle();
  expect(handled).toEqual(["connection.created con_1"]);
});

test("a flood of wrong signatures writes nothing", async () => {
  start();
  const body = Buffer.from("{}");
  const headers = { ...signWebhook([readSigningKey(newWebhookSecret())], "e1", clock / 1000, body) };
  for (let i = 0; i < 2000; i++) expect((await receiver.receive(body, headers)).status).toBe(401);
  expect(inbox.database.prepare("select count(*) as n from gangway_inbox").get()).toMatchObject({ n: 0 });
});

test("what is rightly signed and is no event is kept where it can be seen", async () => {
  start();
  for (const [i, text] of ["", "[]", "null", '{"type":1,"data":{}}', "\xff", "[".repeat(200_000)].entries()) {
    expect((await deliverRaw(`e${i}`, Buffer.from(text, "latin1"))).status).toBe(200);
  }
  await receiver.idle();
  expect((await inbox.dead()).map((item) => item.reason)).toEqual(Array(6).fill("not an event"));
});

test("catching up keeps what no webhook brought, and goes on from there after a restart", async () => {
  const all = Array.from({ length: 5 }, (_, i) => connectionEvent(`e${i + 1}`, "created", `con_${i + 1}`, 1));
  const asked: (string | undefined)[] = [];
  const client = {
    listEvents: async ({ after }: { after?: string }) => {
      asked.push(after);
      const from = after ? Number(after) : 0;
      const items = all.slice(from, from + 2) as never[];
      return { items, next: from + 2 < all.length ? String(from + 2) : null };
    },
  };
  start({ poll: { client } });
  await deliver("e2", "created", "con_2", 1);
  expect(await receiver.catchUp()).toBe(4);
  await receiver.idle();
  expect(handled).toHaveLength(5);
  await restart({ poll: { client } });
  all.push(connectionEvent("e6", "created", "con_6", 1));
  expect(await receiver.catchUp()).toBe(1);
  await receiver.idle();
  expect(handled).toHaveLength(6);
  expect(asked).toEqual([undefined, "2", "4", "4"]);
});

test("a month later the body is gone and the event still known", async () => {
  start();
  await deliver("e1", "created", "con_1", 1);
  await receiver.idle();
  clock += 31 * 24 * 3600_000;
  await deliver("e2", "created", "con_2", 1);
  await receiver.idle();
  const sizes = inbox.database.prepare("select id, length(body) > 0 as kept from gangway_inbox order by id").all();
  expect(sizes).toMatchObject([
    { id: "e1", kept: 0 },
    { id: "e2", kept: 1 },
  ]);
  clock -= 31 * 24 * 3600_000;
  expect((await deliver("e1", "created", "con_1", 1)).status).toBe(200);
  await receiver.idle();
  expect(handled).toHaveLength(2);
  expect(alerts).toEqual([]);
});

test("over HTTP: kept, refused, too large, and only POST", async () => {
  start({ maxBytes: 1000 });
  const server = createServer(receiverListener(receiver)).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`;
  const send = (body: Buffer, headers: object) =>
    fetch(url, { method: "POST", body: Uint8Array.from(body), headers: { ...headers } }).then(
      (answer) => answer.status,
    );
  const body = Buffer.from(JSON.stringify(connectionEvent("e1", "created", "con_1", 1)));
  const headers = signWebhook([readSigningKey(secret)], "e1", clock / 1000, body);
  expect(await send(body, headers)).toBe(200);
  expect(await send(Buffer.concat([body, Buffer.from(" ")]), headers)).toBe(401);
  expect((await fetch(url)).status).toBe(405);
  expect(await send(Buffer.alloc(5 * 1024 * 1024), headers)).toBe(413);
  expect(await chunked(url, Buffer.alloc(2000))).toBe(413);
  await receiver.idle();
  expect(handled).toEqual(["connection.created con_1"]);
  server.closeAllConnections();
  server.close();
});

/** Says nothing of its length beforehand. */
function chunked(url: string, body: Buffer): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { method: "POST" }, (answer) => resolve(answer.resume().statusCode));
    request.on("error", reject);
    request.write(body.subarray(0, 900));
    request.write(body.subarray(900));
  });
}
