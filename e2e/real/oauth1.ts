import { fileURLToPath } from "node:url";
import { temporary } from "./ground/cache.js";
import { freePort } from "./ground/freePort.js";
import { keep } from "./ground/keep.js";
import { installPackages } from "./ground/packages.js";
import { untilListening } from "./ground/untilAnswers.js";
import type { Account, RealSystem, Running } from "./realSystem.js";

const packages = ["python3-oauthlib"];
const script = fileURLToPath(new URL("oauth1/serve.py", import.meta.url));
const consumer = { key: "plant+consumer/key=7", secret: "plant&consumer+secret%7" };
const accounts = {
  anna: { user: "anna", password: "plant-anna-7", what: "may read purchase orders" },
  carl: { user: "carl", password: "plant-carl-7", what: "signs in, may not read purchase orders" },
} satisfies Record<string, Account>;

export interface RunningOAuth1 extends Running {
  url: string;
  accounts: typeof accounts;
  consumer: typeof consumer;
}

/** oauthlib as a provider of OAuth 1.0a with three legs, and behind it `/api/me` and `/api/purchase-orders`. */
export async function startOAuth1(options: { callbacks?: string[] } = {}): Promise<RunningOAuth1> {
  await installPackages(packages);
  const port = await freePort();
  const url = `http://oauth1.localhost:${port}`;
  const people = Object.values(accounts).map(({ user, password }) => [user, { password, orders: user === "anna" }]);
  const settings = {
    port,
    origin: url,
    consumer,
    callbacks: options.callbacks ?? ["http://app.localhost/callback"],
    people: Object.fromEntries(people) as object,
  };
  const kept = keep(["/usr/bin/python3", script, JSON.stringify(settings)], {
    directory: temporary("oauth1"),
    asRoot: true,
  });
  await untilListening(kept, port);
  return {
    name: "oauth1",
    host: "oauth1.localhost",
    port,
    url,
    accounts,
    consumer,
    notes: {
      "consumer key": consumer.key,
      "consumer secret": consumer.secret,
      callbacks: settings.callbacks.join(" "),
    },
    stop: kept.stop,
  };
}

export const oauth1: RealSystem<{ callbacks?: string[] }, RunningOAuth1> = {
  name: "oauth1",
  what: "oauthlib (OAuth 1.0a, three legs)",
  packages,
  start: startOAuth1,
};
