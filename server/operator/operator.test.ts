import { stat } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTrial, type Trial } from "../trial.setup.js";
import { type Command, CommandError, readCommand } from "./command.js";
import { handOver, socketOf } from "./socket.js";

let trial: Trial;
let socket: string;
beforeAll(async () => {
  trial = await startTrial();
  socket = socketOf(trial.folder);
});
afterAll(() => trial.close());

const ask = (line: string) => handOver(socket, readCommand(line.split(" ")).command as Command);
const mint = async (token: string) =>
  (await trial.call("mintLink", { token, body: { endUser: { id: "anna" } } })).status;

describe("while the server runs", () => {
  it("makes a tenant, shows key and webhook secret this once, and the key works at once", async () => {
    const made = await ask(
      "tenant add plant --origin https://App.Plant.example:443 --webhook https://plant.example/hooks",
    );
    expect(made).toMatchObject({
      tenant: "plant",
      origins: ["https://app.plant.example"],
      key: expect.stringMatching(/^gw_key_/),
      webhookSecret: expect.stringMatching(/^whsec_/),
      frame: `${trial.publicUrl}/frame/plant`,
    });
    expect(await mint(String(made!["key"]))).toBe(201);
    expect(JSON.stringify(await ask("tenant list"))).not.toMatch(/gw_key_|whsec_/);
  });

  it("a revoked key ends at once", async () => {
    const { id, key } = (await ask("key new acme --label ci"))! as { id: string; key: string };
    expect(await mint(key)).toBe(201);
    await ask(`key revoke acme ${id}`);
    expect(await mint(key)).toBe(401);
  });

  it("keeps leave to reach a private address", async () => {
    expect(await ask("allow acme 10.20.0.0/16:443,8443")).toMatchObject({
      allowed: [{ target: "10.20.0.0/16", ports: [443, 8443] }],
    });
  });

  it("takes commands from its own user only", async () => {
    expect((await stat(socket)).mode & 0o777).toBe(0o600);
  });
});

describe("refuses, and says why", () => {
  it.each([
    ["tenant add acme", "already"],
    ["tenant add other --origin https://*.co.uk", "too wide"],
    ["tenant add other --webhook ftp://x", "webhook"],
    ["key new nobody", "There is no tenant"],
    ["key revoke acme key_nothing", "There is no key"],
    ["allow acme 10.0.0.0.0", "neither"],
  ])("%s", async (line, why) => {
    await expect(ask(line)).rejects.toThrow(why);
  });

  it.each(["tenant", "tenant add", "tenant add UPPER", "key new a b", "nonsense", "tenant list --surprise"])(
    "%s",
    (line) => {
      expect(() => readCommand(line.split(" "))).toThrow(CommandError);
    },
  );
});

it("nobody to hand over to is no error", async () => {
  expect(await handOver(`${socket}.nothing`, { do: "tenant list" })).toBeUndefined();
});
