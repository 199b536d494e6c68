import type { MethodUseOf } from "#contract";
import { whileRunning } from "../../e2e/real/ground/whileRunning.js";
import { startPostgres } from "../../e2e/real/postgres.js";
import { databaseSuite } from "./database.suite.js";
import { methodSuite } from "./method.suite.js";
import { systemWith, visitTo } from "./world.fixture.js";

const postgres = whileRunning(startPostgres);
const secured = whileRunning(() => startPostgres({ tls: true }));
const system = systemWith(
  { kind: "database", engine: "postgresql" },
  { address: { kind: "server", port: 5432, example: "db.example.com" } },
);
const as = (name: keyof ReturnType<typeof postgres>["accounts"]) => {
  const { user: username, password } = postgres().accounts[name];
  return { database: "plant", username, password };
};

databaseSuite({
  engine: "postgresql",
  product: "PostgreSQL",
  running: postgres,
  secured,
  reader: () => postgres().accounts.clerk,
  table: "public.purchase_orders",
  refused: [
    ["a wrong password", () => ({ password: "wrong-password" }), "credentials_wrong"],
    ["an unknown user", () => ({ username: "nobody" }), "credentials_wrong"],
    ["an account that has expired", () => as("expired"), "credentials_wrong"],
    ["an unknown database", () => ({ database: "nodb" }), "company_unknown", "database"],
  ],
  // Asked for TLS, it says that it has none.
  hello: Buffer.from("N"),
});

methodSuite("database of PostgreSQL", {
  system: () => system,
  fields: ["address", "database", "username", "password"],
  sealed: ["password"],
  values: () => as("buyer"),
  visit: (values, more) => visitTo<MethodUseOf<"database">>(system, values, `localhost:${postgres().port}`, more),
  failing: [],
});
