import { existsSync, readFileSync } from "node:fs";
import { Client, type AccessOptions } from "basic-ftp";
import { expect, it } from "vitest";
import { whileRunning } from "./ground/whileRunning.js";
import { startVsftpd } from "./vsftpd.js";

const vsftpd = whileRunning(startVsftpd);

it("lets in over TLS only, and lists the plant's files", async () => {
  const secureOptions = { ca: vsftpd().certificates.ca, host: "localhost" };
  expect(await list({ secure: true, secureOptions })).toContain("purchase_orders.csv");
  await expect(list({})).rejects.toMatchObject({ code: 530 });
});

it("refuses a wrong password", async () => {
  const secureOptions = { ca: vsftpd().certificates.ca, host: "localhost" };
  await expect(list({ secure: true, secureOptions, password: "no" })).rejects.toMatchObject({ code: 530 });
});

it("adds nobody to this machine, and leaves nothing behind", async () => {
  const other = await startVsftpd({ tls: "none" });
  expect(readFileSync("/etc/passwd", "utf8")).not.toMatch(/^anna:/m);
  await other.stop();
  expect(existsSync(other.folders.absolute)).toBe(false);
});

async function list(options: AccessOptions): Promise<string[]> {
  const client = new Client();
  try {
    const { user, password } = vsftpd().accounts.anna;
    await client.access({ host: "127.0.0.1", port: vsftpd().port, user, password, ...options });
    return (await client.list("export")).map(({ name }) => name);
  } finally {
    client.close();
  }
}
