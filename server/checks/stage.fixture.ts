import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { createServer, type AddressInfo, type Server } from "node:net";
import type { System } from "#contract";
import { json, pretend, systemWith, type Answer, type Pretend } from "../methods/world.fixture.js";
import { climbed, type Ran } from "./run.fixture.js";

export const secret = "correct-horse-battery";
const probes = {
  recognition: [
    {
      question: { path: "/version" },
      yes: [{ status: 200, json: [{ at: "/product", is: "Pretend" }] }],
      no: [{ when: { status: 410 }, cause: "api_disabled" as const }],
      facts: { version: { at: "/version" } },
    },
    {
      question: { path: "/databases" },
      yes: [{ status: 200, json: [{ at: "/list", type: "array" as const }] }],
      no: [],
      choices: { input: "database", at: "/list" },
    },
  ],
  reads: {
    purchaseOrders: {
      question: { path: "/orders" },
      yes: [{ status: 200, json: [{ at: "/orders", type: "array" as const }] }],
      no: [],
      facts: { count: { at: "/orders", length: true }, first: { at: "/orders/0" } },
    },
  },
};
export const use = {
  kind: "basic",
  fields: [{ name: "database", role: "company", public: true, optional: true }],
  signIn: {
    question: { path: "/me" },
    yes: [{ status: 200, json: [{ at: "/me", type: "string" }] }],
    no: [],
    facts: { identity: { at: "/me" } },
  },
};
export const system = systemWith(use, probes);
export const right = `Basic ${Buffer.from(`anna:${secret}`).toString("base64")}`;

/** A system on its good day. */
export const good: Answer = ({ url, headers }, response) => {
  if (url === "/version") return json(response, { product: "Pretend", version: "4.2" });
  if (url === "/databases") return json(response, { list: ["plant", "test"] });
  if (headers.authorization !== right) return void response.writeHead(401).end();
  if (url === "/me") return json(response, { me: "Anna" });
  if (url === "/orders") return json(response, { orders: ["PO-7"] });
  response.writeHead(404).end();
};

/** The pretend system for the tests of one file; `answer` is what it does, good again before each. */
export class Stage {
  answer: Answer = good;
  world!: Pretend;
  readonly #servers: Server[] = [];

  constructor() {
    beforeAll(async () => {
      this.world = await pretend((seen, response) => this.answer(seen, response));
    });
    beforeEach(() => {
      this.answer = good;
      this.world.seen.length = 0;
    });
    afterEach(async () => {
      await Promise.all(this.#servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
    });
    afterAll(() => this.world.stop());
  }

  run(
    more: Record<string, string> = {},
    options: Parameters<typeof climbed>[2] = {},
    of: System = system,
  ): Promise<Ran> {
    return climbed(of, { address: this.world.url, username: "anna", password: secret, ...more }, options);
  }

  /** Whether anything secret ever reached the system. */
  sent(): boolean {
    const all = JSON.stringify(this.world.seen);
    return all.includes(secret) || all.includes(Buffer.from(`anna:${secret}`).toString("base64"));
  }

  /** Lets a server listen on a free port until the test is over. */
  async listen(server: Server = createServer()): Promise<number> {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    this.#servers.push(server);
    return (server.address() as AddressInfo).port;
  }
}
