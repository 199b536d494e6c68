import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { whileRunning } from "./ground/whileRunning.js";
import { startMariadb } from "./mariadb.js";

const mariadb = whileRunning(startMariadb);

it("lets the buyer read purchase orders", async () => {
  expect(await ask(mariadb().accounts.buyer)).toContain("Västra Tätningar AB");
});

it("refuses a wrong password with 1045", async () => {
  await expect(ask({ user: "buyer", password: "no" })).rejects.toThrow("ERROR 1045");
});

it("refuses a user without rights with 1044, a locked one with 4151", async () => {
  await expect(ask(mariadb().accounts.clerk)).rejects.toThrow("ERROR 1044");
  await expect(ask(mariadb().accounts.locked)).rejects.toThrow("ERROR 4151");
});

/** By MariaDB's own client. */
async function ask({ user, password }: { user: string; password: string }): Promise<string> {
  const where = ["--no-defaults", "-h127.0.0.1", `-P${mariadb().port}`, `-u${user}`, mariadb().database];
  const run = promisify(execFile)("mariadb", [...where, "-e", "select * from purchase_orders"], {
    env: { ...process.env, MYSQL_PWD: password },
  });
  return (await run).stdout;
}
