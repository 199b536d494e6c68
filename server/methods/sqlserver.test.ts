import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, createServer, type AddressInfo } from "node:net";
import { Connection } from "tedious";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MethodUseOf } from "#contract";
import { makeCertificates, type Certificates } from "../../e2e/real/ground/certificates.js";
import { database } from "./database.js";
import { databaseSuite } from "./database.suite.js";
import { methodSuite } from "./method.suite.js";
import { encryption } from "./tds-prelogin.js";
import { fakeSqlServer, preloginAnswer, type FakeOptions, type FakeSqlServer } from "./tds.fixture.js";
import { systemWith, visitTo } from "./world.fixture.js";

const accounts = {
  owner: { user: "gangway", password: "plant-owner-7" },
  buyer: { user: "buyer", password: "plant-buyer-7" },
  writer: { user: "writer", password: "plant-writer-7" },
};
const refused = (user: string) => ({ number: 18456, message: `Login failed for user '${user}'.` });

/** Users whose right password is refused, and why, as SQL Server tells it. */
const refusals: Record<string, number> = {
  disabled: 18470,
  locked: 18486,
  expired: 18487,
  fresh: 18488,
  windows: 18452,
  firewalled: 40615,
  busy: 40501,
  paused: 40613,
  strange: 50000,
};

const options: FakeOptions = {
  databases: ["plant", "plant_archive"],
  tables: (user) =>
    user === "writer" ? { all: 1, readable: 0, first: null } : { all: 2, readable: 1, first: "dbo.purchase_orders" },
  judge({ user, password, database: name }) {
    if (refusals[user]) return [{ number: refusals[user], message: "Of which nothing is shown." }];
    const account = Object.values(accounts).find((one) => one.user === user);
    if (account?.password !== password) return [refused(user)];
    // Both are told, in this order.
    if (name === "plant") return [];
    return [{ number: 4060, message: `Cannot open database "${name}" requested by the login.` }, refused(user)];
  },
};

const directory = mkdtempSync(join(tmpdir(), "gangway-tds-"));
let certificates: Certificates;
let plain: FakeSqlServer;
let secured: FakeSqlServer;
let elsewhere: FakeSqlServer;
beforeAll(async () => {
  certificates = makeCertificates(directory);
  const { chain: certificate, key } = certificates.server;
  [plain, secured, elsewhere] = await Promise.all([
    fakeSqlServer(options),
    fakeSqlServer({ ...options, tls: { certificate, key } }),
    fakeSqlServer({ ...options, sendsElsewhere: true }),
  ]);
});
afterAll(async () => {
  await Promise.all([plain.stop(), secured.stop(), elsewhere.stop()]);
  rmSync(directory, { recursive: true });
});

const system = systemWith(
  { kind: "database", engine: "sqlserver" },
  { address: { kind: "server", port: 1433, example: "db.example.com" } },
);
const as = ({ user: username, password }: { user: string; password: string }) => ({
  database: "plant",
  username,
  password,
});
const buyer = as(accounts.buyer);
const visit = (values: Record<string, string>, more = {}, port = plain.port) =>
  visitTo<MethodUseOf<"database">>(system, values, `localhost:${port}`, more);
const whose = (username: string) => () => ({ username, password: "plant-right-7" });

databaseSuite({
  engine: "sqlserver",
  product: "SQL Server",
  running: () => ({ port: plain.port, database: "plant", accounts }),
  secured: () => ({ port: secured.port, certificates }),
  reader: () => accounts.writer,
  table: "dbo.purchase_orders",
  refused: [
    ["a wrong password", () => ({ password: "wrong-password" }), "credentials_wrong"],
    ["an unknown user", () => ({ username: "nobody" }), "credentials_wrong"],
    ["no password", () => ({ password: "" }), "credentials_wrong"],
    ["an unknown database", () => ({ database: "nodb" }), "company_unknown", "database"],
    ["a login that is disabled", whose("disabled"), "account_suspended"],
    ["a login that is locked out", whose("locked"), "account_locked"],
    ["a password that has expired", whose("expired"), "credentials_expired"],
    ["a password that must be changed", whose("fresh"), "credentials_expired"],
    ["a server that takes logins of Windows only", whose("windows"), "key_of_another_kind"],
    ["an address that the firewall does not name", whose("firewalled"), "address_not_allowed"],
    ["a server that is busy", whose("busy"), "rate_limited"],
    ["a database that is not available now", whose("paused"), "maintenance"],
    ["an error that is not known", whose("strange"), "server_error"],
  ],
  hello: preloginAnswer(encryption.notSupported),
});

methodSuite("database of SQL Server", {
  system: () => system,
  fields: ["address", "database", "username", "password"],
  sealed: ["password"],
  values: () => buyer,
  visit: (values, more) => visit(values, more),
  failing: [],
});

describe("SQL Server, by a fake", () => {
  it("is one that the driver's own handshake takes, so that ours is held to the same", async () => {
    const driver = new Connection({
      server: "localhost",
      authentication: { type: "default", options: { userName: buyer.username, password: buyer.password } },
      options: {
        database: "plant",
        trustServerCertificate: true,
        connector: async () => connect(secured.port, "127.0.0.1"),
      },
    });
    await new Promise<void>((resolve, reject) => driver.connect((error) => (error ? reject(error) : resolve())));
    driver.close();
  });

  it("is told the name and the password once, and both as they were entered", async () => {
    const odd = { ...buyer, username: "Jürgen & Söhne", password: `pä"s's{}\\\u{1F511}` };
    plain.logins.length = 0;
    await database.signIn(visit(odd));
    expect(plain.logins).toEqual([{ user: odd.username, password: odd.password, database: "plant" }]);
  });

  it("is told nothing of either before its certificate is trusted", async () => {
    secured.logins.length = 0;
    await expect(database.signIn(visit(buyer, {}, secured.port))).rejects.toMatchObject({
      code: "certificate_unknown_issuer",
    });
    expect(secured.logins).toEqual([]);
  });

  it.each([
    ["the end of a procedure that nobody called", "fe00000000000000000000000000"],
    ["a row without columns", "d1000000"],
    ["a token that does not exist", "00ffffffff"],
    ["an error that is cut off", "aaff00184800"],
    ["a change of what does not exist", "e30400990000"],
    ["tokens of authentication elsewhere", "ee0800000001000000"],
    ["columns of a type that does not exist", "810100000000000000ee0161"],
  ])("survives a server that says %s", async (_, hex) => {
    for (const to of ["login", "questions"] as const) {
      const strange = await fakeSqlServer({ ...options, nonsense: { to, bytes: Buffer.from(hex, "hex") } });
      const { finding, signedIn } = await database.signIn(visit(buyer, {}, strange.port));
      await strange.stop();
      expect(finding.answer).not.toBe("yes");
      expect(signedIn).toBeUndefined();
    }
  });

  it("gives up a server whose handshake is nonsense", async () => {
    for (const said of [Buffer.alloc(64), Buffer.from("1201000400000100", "hex"), Buffer.alloc(64, 0x12)]) {
      const server = createServer((socket) => {
        socket
          .on("error", () => undefined)
          .once("data", () => {
            socket.write(preloginAnswer(encryption.required));
            socket.once("data", () => socket.end(said));
          });
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const { port } = server.address() as AddressInfo;
      await expect(database.knock!(visit({}, {}, port))).rejects.toMatchObject({ name: "NetError" });
      server.close();
    }
  });

  it("is not followed to another server, which would be told the password", async () => {
    elsewhere.logins.length = 0;
    const { finding, signedIn } = await database.signIn(visit(buyer, {}, elsewhere.port));
    expect(finding).toMatchObject({ answer: "no", cause: "redirected_elsewhere" });
    expect(signedIn).toBeUndefined();
    expect(elsewhere.logins).toHaveLength(1);
  });
});
