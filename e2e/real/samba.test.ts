import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { plainEnv } from "./ground/unprivileged.js";
import { run } from "./ground/run.js";
import { whileRunning } from "./ground/whileRunning.js";
import { startSamba, type RunningSamba } from "./samba.js";

const samba = whileRunning(startSamba);

it("lets in by password, and lists the plant's files", async () => {
  const names = await list(samba(), "files");
  expect(names).toContain("purchase_orders.csv");
  expect(names).toContain("Vendors für Werk #2 (100%).csv");
  expect(await list(samba(), samba().shares.named)).toEqual(names);
});

it("refuses a wrong password, and who does not encrypt where that is demanded", async () => {
  await expect(list(samba(), "files", "-U", "anna%no")).rejects.toThrow("NT_STATUS_LOGON_FAILURE");
  const { sealed } = samba().shares;
  await expect(list(samba(), sealed, "--option=client max protocol=SMB2_10")).rejects.toThrow(
    "NT_STATUS_ACCESS_DENIED",
  );
});

it("adds nobody to this machine, and leaves nothing behind", async () => {
  const other = await startSamba({ settings: ["server min protocol = SMB3_11"] });
  expect(readFileSync("/etc/passwd", "utf8")).not.toMatch(/^anna:/m);
  await other.stop();
  expect(existsSync(other.directory)).toBe(false);
});

/** Names of the files in `export`, by Samba's own client. */
async function list({ port, accounts, folders }: RunningSamba, share: string, ...more: string[]): Promise<string[]> {
  const { user, password } = accounts.anna;
  const who = more.includes("-U") ? [] : ["-U", `${user}%${password}`];
  const where = ["-s", "/dev/null", "-p", String(port), `//127.0.0.1/${share}`, "-D", folders.files];
  const said = await run(["smbclient", ...where, ...who, ...more, "-c", "ls"], { env: plainEnv });
  return [...said.matchAll(/^ {2}(.+?) {2,}[A-Z]* +\d+ {2}/gm)].map(([, name]) => name!).sort();
}
