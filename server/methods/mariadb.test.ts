import { describe, expect, it } from "vitest";
import type { MethodUseOf } from "#contract";
import { whileRunning } from "../../e2e/real/ground/whileRunning.js";
import { startMariadb } from "../../e2e/real/mariadb.js";
import { database } from "./database.js";
import { databaseSuite } from "./database.suite.js";
import { methodSuite } from "./method.suite.js";
import { systemWith, visitTo } from "./world.fixture.js";

const mariadb = whileRunning(startMariadb);
const secured = whileRunning(() => startMariadb({ tls: true }));
const system = systemWith(
  { kind: "database", engine: "mariadb" },
  { address: { kind: "server", port: 3306, example: "db.example.com" } },
);
const as = (name: keyof ReturnType<typeof mariadb>["accounts"]) => {
  const { user: username, password } = mariadb().accounts[name];
  return { database: "plant", username, password };
};

/** Packet 0 of a server without TLS (MySQL 8.0, Protocol::HandshakeV10). */
function greeting(version: string): Buffer {
  const scramble = "A".repeat(20);
  const hello = Buffer.from(
    `\n${version}\0\x01\0\0\0${scramble.slice(0, 8)}\0\xfe\xf7\x2d\x02\0\xff\x81\x15${"\0".repeat(10)}${scramble.slice(8)}\0mysql_native_password\0`,
    "latin1",
  );
  return Buffer.concat([
    Buffer.from([hello.length, 0, 0, 0]),
    hello.fill(0xf6, version.length + 15, version.length + 16),
  ]);
}

databaseSuite({
  engine: "mariadb",
  product: "MariaDB",
  running: mariadb,
  secured,
  reader: () => mariadb().accounts.writer,
  table: "purchase_orders",
  refused: [
    ["a wrong password", () => ({ password: "wrong-password" }), "credentials_wrong"],
    ["an unknown user", () => ({ username: "nobody" }), "credentials_wrong"],
    ["no password", () => ({ password: "" }), "credentials_wrong"],
    ["an unknown database", () => ({ database: "nodb" }), "company_unknown", "database"],
    ["a database without a right to it", () => as("clerk"), "company_unknown", "database"],
    [
      "an unknown database, by who may see all",
      () => ({ ...as("owner"), database: "nodb" }),
      "company_unknown",
      "database",
    ],
    ["a password that must be changed", () => as("expired"), "credentials_expired"],
    ["an account that is locked", () => as("locked"), "account_suspended"],
    ["a user who signs in another way", () => as("modern"), "key_of_another_kind"],
    ["a user who needs TLS, where there is none", () => as("strict"), "credentials_wrong"],
  ],
  hello: greeting("5.5.5-10.11.19-MariaDB"),
});

methodSuite("database of MariaDB", {
  system: () => system,
  fields: ["address", "database", "username", "password"],
  sealed: ["password"],
  values: () => as("buyer"),
  visit: (values, more) => visitTo<MethodUseOf<"database">>(system, values, `localhost:${mariadb().port}`, more),
  failing: [],
});

describe("MariaDB", () => {
  it("offers the databases where the one that was entered is unknown", async () => {
    const { finding } = await database.signIn(
      visitTo<MethodUseOf<"database">>(system, { ...as("buyer"), database: "plnt" }, `localhost:${mariadb().port}`),
    );
    expect(finding).toMatchObject({ answer: "no", choices: { field: "database", values: [{ value: "plant" }] } });
  });

  it("lets in over TLS who may come by TLS only", async () => {
    const { finding, signedIn } = await database.signIn(
      visitTo<MethodUseOf<"database">>(system, as("strict"), `localhost:${secured().port}`, {
        trust: { ca: secured().certificates!.ca },
      }),
    );
    await signedIn!.close();
    expect(finding).toMatchObject({ answer: "yes" });
  });
});
