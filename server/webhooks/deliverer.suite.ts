import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createNet } from "../net/index.js";
import type { Store } from "../store/store.js";
import { createVault, type Vault } from "../vault/vault.js";
import { createDeliverer, type Deliverer, type DelivererOptions } from "./deliverer.js";
import type { AttemptReport } from "./delivery.js";
import { addWebhookEndpoint, rotateWebhookSecret } from "./endpoints.js";
import { maxAttempts } from "./schedule.js";
import { readVerifyingKey } from "./secret.js";
import { verifyWebhook } from "./signature.js";

/** One database after another: `fresh` begins a new one, `open` opens it, as often as it is closed. */
export interface Ground {
  fresh(): Promise<void>;
  open(now: () => number): Promise<Store>;
  /** Whether several instances may have it open at once. */
  readonly shared: boolean;
}

interface Taken {
  headers: IncomingMessage["headers"];
  body: Buffer;
}
type Reply = (response: ServerResponse, request: IncomingMessage) => void;

const hour = 3600_000;
/** The machine may be busy. */
const soon = { timeout: 20_000 };

/** What the outbox promises, on any store. */
export function delivererSuite(name: string, ground: Ground): void {
  describe(name, () => {
    let store: Store;
    let vault: Vault;
    let deliverer: Deliverer;
    let clock: number;
    let reports: AttemptReport[];
    let servers: Server[];

    beforeEach(async () => {
      await ground.fresh();
      clock = Date.parse("2026-11-24T12:00:00Z");
      vault = createVault({ keys: [{ id: "test", key: randomBytes(32) }] });
      servers = [];
      reports = [];
      store = await ground.open(() => clock);
      await store.tenants.add({ id: "acme", name: "Acme" });
      start();
    });
    afterEach(async () => {
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
      }
      await deliverer.stop();
      await store.close();
    });

    function start(options: Partial<DelivererOptions> = {}) {
      // Loopback is closed to everybody; this is the operator's rule that opens it.
      const net = createNet({ rules: { exact: [{ address: "127.0.0.1" }] } });
      deliverer = createDeliverer({
        store,
        vault,
        net,
        random: () => 0.5,
        onAttempt: (report) => reports.push(report),
        ...options,
      });
    }
    /** A receiver on loopback; `reply` decides what it says. */
    async function receiver(reply: Reply): Promise<{ url: string; taken: Taken[] }> {
      const taken: Taken[] = [];
      const server = createServer((request, response) => {
        const chunks: Buffer[] = [];
        request.on("data", (chunk: Buffer) => chunks.push(chunk));
        request.on("end", () => {
          taken.push({ headers: request.headers, body: Buffer.concat(chunks) });
          reply(response, request);
        });
      }).listen(0, "127.0.0.1");
      servers.push(server);
      await new Promise((resolve) => server.once("listening", resolve));
      return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`, taken };
    }
    const says =
      (status: number, headers: Record<string, string> = {}): Reply =>
      (response) =>
        void response.writeHead(status, headers).end();
    async function endpoint(url: string, asymmetric = false) {
      return addWebhookEndpoint(store, vault, "acme", { url, asymmetric });
    }
    async function commit(name = "Odoo") {
      const data = { name, address: null, endUser: "anna", organization: null, link: "lnk_1" };
      return store.tenant("acme").events.add({ type: "system.requested", subject: "lnk_1", version: 1, data });
    }
    async function deliver() {
      deliverer.wake();
      await deliverer.idle();
    }
    async function deliveries(status?: "waiting" | "delivered" | "dead") {
      return (await store.tenant("acme").deliveries.list({ status })).items;
    }
    function verifies(secret: string, { headers, body }: Taken) {
      return verifyWebhook([readVerifyingKey(secret)], headers, body, Math.floor(clock / 1000)).ok;
    }

    test("an event arrives once, signed, as it was written", async () => {
      const { url, taken } = await receiver(says(200));
      const { receiverSecret } = await endpoint(url);
      const event = await commit();
      await deliver();
      await deliver();
      expect(taken).toHaveLength(1);
      expect(taken[0]?.body.toString()).toBe(event.body);
      expect(taken[0]?.headers).toMatchObject({ "webhook-id": event.id, "content-type": "application/json" });
      expect(verifies(receiverSecret, taken[0]!)).toBe(true);
      expect(await deliveries()).toMatchObject([{ status: "delivered", attempts: 1, lastStatus: 200 }]);
    });

    test("an endpoint may have ed25519 instead, and only the public key is given out", async () => {
      const { url, taken } = await receiver(says(204));
      const { receiverSecret } = await endpoint(url, true);
      expect(receiverSecret).toMatch(/^whpk_/);
      await commit();
      await deliver();
      expect(taken[0]?.headers["webhook-signature"]).toMatch(/^v1a,/);
      expect(verifies(receiverSecret, taken[0]!)).toBe(true);
    });

    test.each([[false], [true]])(
      "while rotating both secrets sign, and then only the new one (ed25519: %s)",
      async (kind) => {
        const { url, taken } = await receiver(says(200));
        const old = await endpoint(url, kind);
        const fresh = await rotateWebhookSecret(store, vault, "acme", old.endpoint.id, hour);
        await commit();
        await deliver();
        expect([old, fresh!].map((one) => verifies(one.receiverSecret, taken[0]!))).toEqual([true, true]);
        clock += hour;
        await commit();
        await deliver();
        expect([old, fresh!].map((one) => verifies(one.receiverSecret, taken[1]!))).toEqual([false, true]);
        expect(await rotateWebhookSecret(store, vault, "acme", "end_unknown")).toBeUndefined();
      },
    );

    test("after ten attempts in 75 hours it lies in the dead letters, and every attempt had the same id and a fresh time", async () => {
      const { url, taken } = await receiver(says(500));
      const { receiverSecret } = await endpoint(url);
      await commit();
      const begun = clock;
      for (let n = 1; n <= maxAttempts; n++) {
        await deliver();
        expect(taken).toHaveLength(n);
        expect(verifies(receiverSecret, taken[n - 1]!)).toBe(true);
        const [delivery] = await deliveries();
        if (n < maxAttempts) clock = delivery!.nextAttemptAt!;
        clock -= 1;
        await deliver();
        expect(taken).toHaveLength(n);
        clock += 1;
      }
      expect((clock - begun) / hour).toBeGreaterThan(75);
      expect(new Set(taken.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
      expect(await deliveries("dead")).toMatchObject([{ attempts: 10, lastStatus: 500, nextAttemptAt: null }]);
    });

    test.each<[string, Reply, { status: number | null; cause: string | null }]>([
      ["401", says(401), { status: 401, cause: null }],
      ["404", says(404), { status: 404, cause: null }],
      ["503", says(503), { status: 503, cause: null }],
      ["a redirect", says(301, { location: "http://127.0.0.1:1/" }), { status: 301, cause: "redirected_elsewhere" }],
      ["a reset", (_, request) => request.socket.resetAndDestroy(), { status: null, cause: "connection_lost" }],
    ])("%s is tried again after our own pause, and nothing is followed", async (_, reply, outcome) => {
      const { url, taken } = await receiver(reply);
      await endpoint(url);
      await commit();
      await deliver();
      expect(taken).toHaveLength(1);
      expect(reports).toMatchObject([{ outcome: "retry", ...outcome, nextAttemptAt: clock + 5000 }]);
    });

    test("a receiver whose name is gone, and one we may not reach, are tried again with their reason", async () => {
      await endpoint("http://receiver.invalid/");
      await endpoint("http://10.1.2.3/");
      await commit();
      await deliver();
      expect(reports.map(({ outcome, cause }) => [outcome, cause]).sort()).toEqual([
        ["retry", "address_forbidden"],
        ["retry", expect.stringMatching(/^name_|^address_/)],
      ]);
    });

    test("a receiver that does not answer is cut at the deadline", async () => {
      await deliverer.stop();
      start({ deadline: 60 });
      const { url } = await receiver(() => undefined);
      await endpoint(url);
      await commit();
      await deliver();
      expect(reports).toMatchObject([{ outcome: "retry", status: null, nextAttemptAt: clock + 5000 }]);
      expect(["answer_timed_out", "deadline_exceeded"]).toContain(reports[0]?.cause);
    });

    test.each([
      ["90", 90_000],
      ["Tue, 24 Nov 2026 12:01:30 GMT", 90_000],
      ["0", 5000],
      ["soon", 5000],
      ["99999999", 24 * hour],
    ])("Retry-After: %s is honoured within reason", async (value, pause) => {
      const { url } = await receiver(says(503, { "retry-after": value }));
      await endpoint(url);
      await commit();
      await deliver();
      expect(await deliveries("waiting")).toMatchObject([{ nextAttemptAt: clock + pause }]);
    });

    test("410 disables the endpoint, for all to see, and no other", async () => {
      const gone = await receiver(says(410));
      const alive = await receiver(says(200));
      const { endpoint: ended } = await endpoint(gone.url);
      await endpoint(alive.url);
      await commit();
      await deliver();
      expect(await store.tenant("acme").endpoints.get(ended.id)).toMatchObject({
        status: "disabled",
        disabledCause: "answered_410",
      });
      await commit();
      await deliver();
      expect(gone.taken).toHaveLength(1);
      expect(alive.taken).toHaveLength(2);
      expect(await deliveries("dead")).toMatchObject([{ lastStatus: 410, endpoint: ended.id }]);
    });

    test("at most five at once to one endpoint, and a slow one holds nobody up", async () => {
      const held: ServerResponse[] = [];
      let most = 0;
      let full = () => {};
      const five = new Promise<void>((resolve) => (full = resolve));
      const slow = await receiver((response) => {
        most = Math.max(most, held.push(response));
        if (held.length === 5) full();
      });
      const quick = await receiver(says(200));
      await endpoint(slow.url);
      await endpoint(quick.url);
      for (let i = 0; i < 20; i++) await commit();
      deliverer.wake();
      await five;
      await expect.poll(async () => (await deliveries("delivered")).length, soon).toBe(20);
      expect(quick.taken).toHaveLength(20);
      expect(most).toBe(5);
      while (slow.taken.length < 20 || held.length > 0) {
        held.pop()?.writeHead(200).end();
        await new Promise(setImmediate);
      }
      await deliverer.idle();
      expect(most).toBe(5);
      expect(await deliveries("delivered")).toHaveLength(40);
    });

    test("an item that cannot be signed waits by itself", async () => {
      const { url, taken } = await receiver(says(200));
      const { endpoint: broken } = await endpoint(url);
      await endpoint(url);
      await store.tenant("acme").sealed.remove("endpoint", broken.id);
      await commit();
      await deliver();
      expect(taken).toHaveLength(1);
      expect(await deliveries("waiting")).toMatchObject([{ endpoint: broken.id, lastCause: "internal", attempts: 1 }]);
    });

    test("what was under way when the process ended is sent again by the next one, on the same store", async () => {
      let arrived = () => {};
      const sent = new Promise<void>((resolve) => (arrived = resolve));
      let answer: (() => void) | undefined;
      const { url, taken } = await receiver((response) => {
        if (answer) return void response.writeHead(200).end();
        answer = () => response.writeHead(200).end();
        arrived();
      });
      await endpoint(url);
      const event = await commit();
      deliverer.wake();
      await sent;
      // The store is gone before the answer can be written down: what SIGKILL after a 2xx leaves behind.
      await store.close();
      answer?.();
      await deliverer.stop();

      store = await ground.open(() => clock);
      start();
      await deliver();
      expect(taken).toHaveLength(1);
      clock += hour;
      await deliver();
      expect(taken.map(({ headers }) => headers["webhook-id"])).toEqual([event.id, event.id]);
      expect(await deliveries()).toMatchObject([{ status: "delivered" }]);
    });

    test("events are replayed by id and by range, to the enabled endpoints, under their own id", async () => {
      const { url, taken } = await receiver(says(200));
      await endpoint(url);
      const first = await commit();
      clock += hour;
      const second = await commit();
      await deliver();
      const { deliveries: own } = store.tenant("acme");
      expect(await own.replay({ ids: [first.id, "evt_unknown"] })).toBe(1);
      await deliver();
      expect(await own.replay({ from: clock - hour, to: clock })).toBe(2);
      await deliver();
      expect(taken.map(({ headers }) => headers["webhook-id"]).sort()).toEqual(
        [first.id, first.id, first.id, second.id, second.id].sort(),
      );
      expect(await store.tenant("other").deliveries.replay({ ids: [first.id] })).toBe(0);
    });

    test("an endpoint without an http address is refused", async () => {
      for (const url of ["ftp://receiver.example/", "receiver.example", "https://user:pass@receiver.example/"]) {
        await expect(endpoint(url)).rejects.toThrow(TypeError);
      }
    });

    test("two instances on one store send each delivery once", async () => {
      const second = await ground.open(() => clock).catch(() => undefined);
      // SQLite is held by one process.
      if (!second) return expect(ground.shared).toBe(false);
      const { url, taken } = await receiver(says(200));
      await endpoint(url);
      const other = createDeliverer({
        store: second,
        vault,
        net: createNet({ rules: { exact: [{ address: "127.0.0.1" }] } }),
      });
      for (let i = 0; i < 30; i++) await commit();
      await expect
        .poll(async () => {
          await Promise.all([deliver(), (other.wake(), other.idle())]);
          return (await deliveries("waiting")).length;
        }, soon)
        .toBe(0);
      expect(taken).toHaveLength(30);
      await other.stop();
      await second.close();
    });
  });
}
