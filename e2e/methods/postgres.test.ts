import { createServer, type AddressInfo, type Server } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { whileRunning } from "../real/ground/whileRunning.js";
import { startPostgres, type RunningPostgres } from "../real/postgres.js";
import { climb, entry, factsOf } from "./climb.fixture.js";

const run = (
  postgres: RunningPostgres,
  who: keyof RunningPostgres["accounts"],
  more: Record<string, string> = {},
  trust?: { ca: string },
) => {
  const { user, password } = postgres.accounts[who];
  const values = {
    address: `localhost:${postgres.port}`,
    database: postgres.database,
    username: user,
    password,
    ...more,
  };
  return climb(entry("postgresql"), "database", values, { data: ["purchaseOrders"], ...(trust && { trust }) });
};

describe("PostgreSQL, connected by its entry", () => {
  const postgres = whileRunning(startPostgres);
  const servers: Server[] = [];
  afterEach(() => servers.splice(0).forEach((server) => server.close()));

  it("signs in, says as whom, offers databases and counts what may be read", async () => {
    const ran = await run(postgres(), "buyer");
    expect(ran.story).toEqual([
      "address:yes",
      "name:yes",
      "reach:yes",
      "secure:yes:plain_http",
      "recognise:yes",
      "signIn:yes",
      "read:purchaseOrders:yes",
      "record:purchaseOrders:yes",
      "connected",
    ]);
    expect(ran).toMatchObject({ identity: "buyer", product: "PostgreSQL" });
    expect(ran.lines).toContainEqual(
      expect.objectContaining({
        check: "signIn",
        choices: { field: "database", values: expect.arrayContaining([{ value: postgres().database }]) as unknown },
      }),
    );
    expect(factsOf(ran, "record")).toEqual(["record: public.purchase_orders"]);
  });

  it.each([
    ["a wrong password", "buyer", { password: "wrong-password" }, "credentials_wrong", "password"],
    ["an unknown user", "buyer", { username: "nobody" }, "credentials_wrong", "password"],
    ["an expired account", "expired", {}, "credentials_wrong", "password"],
    ["an unknown database", "buyer", { database: "nodb" }, "company_unknown", "database"],
  ] as const)("says %s at its field", async (_, who, more, cause, field) => {
    expect((await run(postgres(), who, more)).line).toMatchObject({ outcome: "failed", cause, field });
  });

  it("connects with a warning who may read no table", async () => {
    const { line } = await run(postgres(), "clerk");
    expect(line).toMatchObject({
      outcome: "warnings",
      warnings: [{ cause: "permission_missing", dataSet: "purchaseOrders" }],
    });
  });

  it("refuses a zero byte at its field, and sends nothing", async () => {
    const ran = await run(postgres(), "buyer", { password: "a\u0000b" });
    expect(ran.line).toMatchObject({ outcome: "failed", field: "password" });
  });

  it.each([
    ["http", "HTTP/1.1 400 Bad Request\r\n\r\n"],
    ["MariaDB", "\u004a\u0000\u0000\u0000\u000a10.11"],
    ["SSH", "SSH-2.0-OpenSSH_9.2\r\n"],
  ])("says that a port that speaks %s is another product", async (_, greeting) => {
    const server = createServer(
      (socket) => void socket.on("error", () => undefined).once("data", () => socket.write(greeting)),
    );
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const ran = await run(postgres(), "buyer", { address: `localhost:${(server.address() as AddressInfo).port}` });
    expect(ran.line).toMatchObject({ outcome: "failed", cause: "wrong_product", field: "address" });
    expect(ran.story.some((line) => line.startsWith("signIn"))).toBe(false);
  });
});

describe("PostgreSQL with TLS, connected by its entry", () => {
  const postgres = whileRunning(() => startPostgres({ tls: true }));

  it("is secure with its authority given", async () => {
    const ran = await run(postgres(), "buyer", {}, { ca: postgres().certificates!.ca });
    expect(ran.story.at(-1)).toBe("connected");
    expect(factsOf(ran, "secure").join()).toContain("certificate: localhost");
  });

  it("is shown, and not trusted, without it", async () => {
    const ran = await run(postgres(), "buyer");
    expect(ran.story.at(-1)).toMatch(/^failed:certificate_/);
    expect(ran.story.some((line) => line.startsWith("signIn"))).toBe(false);
  });
});
