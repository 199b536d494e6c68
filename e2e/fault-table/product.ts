import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { readCatalogue } from "#catalogue";
import { callbackUrl, contextOf } from "../../server/methods/consent.js";
import { createServer, type Server } from "../../server/server.js";
import { readSettings } from "../../server/settings.js";
import { hostOrigin, publicUrl, startTrial, type Trial } from "../../server/trial.setup.js";
import type { RunningOidcProvider } from "../real/oidcProvider.js";
import { ordersEntry } from "./orders.js";

/** The whole product, on this machine, with one more entry: the real provider's. */
export interface Product {
  readonly trial: Trial;
  /** Calls an endpoint as both clients do: once more where the server says that it is busy. */
  call: Trial["call"];
  /** A token for a link of a new person. */
  mint(): Promise<string>;
  /** The same server started once more by its operator, who has taken the provider's entry away. */
  withoutOrders(): Promise<Server>;
  stop(): Promise<void>;
}

const tenant = "acme";
/** What an operator registers at the provider. */
export const redirectUri = callbackUrl(publicUrl, contextOf(tenant, "orders"));

export async function startProduct(provider: RunningOidcProvider): Promise<Product> {
  const catalogue = readCatalogue();
  const env = { GANGWAY_KEYS: `k1:${randomBytes(32).toString("base64")}`, GANGWAY_ALLOW: "127.0.0.1" };
  const limits = { host: 1e6, person: 1e6, anyone: 1e6 };
  const trial = await startTrial({ systems: [...catalogue, ordersEntry(provider)], env, limits });
  const call = patiently(trial);
  const further: Server[] = [];
  let people = 0;
  return {
    trial,
    call,
    async mint() {
      const body = { endUser: { id: `person-${++people}` }, data: ["purchaseOrders"] };
      const { token } = (await call("mintLink", { token: trial.key, body })).body as { token: string };
      return token;
    },
    async withoutOrders() {
      const settings = readSettings({ ...env, GANGWAY_URL: publicUrl, GANGWAY_DATA: trial.folder, PORT: "0" });
      const server = await createServer({ settings, store: trial.store, systems: catalogue, limits });
      further.push(server);
      return server;
    },
    async stop() {
      await Promise.all(further.map((server) => server.close()));
      await trial.close();
    },
  };
}

/** This machine runs every system at once, and our server refuses what it could only answer late (Retry-After). */
function patiently({ call }: Trial): Trial["call"] {
  return async (name, asked) => {
    for (let left = 30; ; left--) {
      const answer = await call(name, asked);
      if (left === 0 || (answer.status !== 503 && answer.status !== 429)) return answer;
      await pause(1000 * (Number(answer.headers.get("retry-after")) || 1));
    }
  };
}

/** Opens a link of a new person. */
export async function openSession({ call, mint }: Product): Promise<{ token: string; link: string }> {
  const { body } = await call("openLink", { body: { token: await mint(), origin: hostOrigin } });
  const { session, link } = body as { session: string; link: { id: string } };
  return { token: session, link: link.id };
}
