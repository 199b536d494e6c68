import { existsSync, readFileSync } from "node:fs";
import { createHash } from "node:crypto";
import ssh2, { type ConnectConfig } from "ssh2";
import { expect, it } from "vitest";
import { whileRunning } from "./ground/whileRunning.js";
import { startOpenssh } from "./openssh.js";

const openssh = whileRunning(startOpenssh);
const anna = () => ({ username: "anna", password: openssh().accounts.anna.password });

it("lets in by password, and lists the plant's files", async () => {
  expect(await list(anna(), "export")).toContain("purchase_orders.csv");
});

it("lets in by each kind of key that it can read", async () => {
  const { plain, locked, rsa, passphrase } = openssh().keys;
  for (const key of [{ privateKey: plain }, { privateKey: rsa }, { privateKey: locked, passphrase }]) {
    expect(await list({ username: "anna", ...key }, openssh().folders.absolute)).toContain("notes.txt");
  }
});

it("answers a wrong password, an unknown user and a stranger's key alike", async () => {
  const { stranger } = openssh().keys;
  const wrong = [
    { username: "anna", password: "wrong-password" },
    { username: "nobody-knows", password: "wrong-password" },
    { username: "anna", privateKey: stranger },
  ];
  for (const who of wrong) await expect(list(who, "export")).rejects.toMatchObject({ level: "client-authentication" });
});

it("tells a missing folder from one without the right to read", async () => {
  await expect(list(anna(), "none")).rejects.toMatchObject({ code: 2 });
  await expect(list(anna(), "locked")).rejects.toMatchObject({ code: 3 });
});

it("shows the host key that it says, and another one after another start at the same port", async () => {
  const seen: string[] = [];
  const hostVerifier = (key: Buffer) => {
    seen.push(createHash("sha256").update(key).digest("base64"));
    return true;
  };
  const first = await startOpenssh();
  const place = { port: first.port, ...anna(), hostVerifier };
  await list(place, "export");
  await first.stop();
  const second = await startOpenssh({ port: first.port });
  await list(place, "export");
  await second.stop();
  expect(seen.map((key) => `SHA256:${key.replace(/=+$/, "")}`)).toEqual([first.fingerprint, second.fingerprint]);
  expect(first.fingerprint).not.toBe(second.fingerprint);
});

it("adds nobody to this machine, and leaves nothing behind", async () => {
  const other = await startOpenssh();
  expect(readFileSync("/etc/passwd", "utf8")).not.toMatch(/^(?:anna|robot|carl):/m);
  await other.stop();
  expect(existsSync(other.folders.absolute)).toBe(false);
});

function list(who: ConnectConfig, folder: string): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const client = new ssh2.Client();
    client.on("error", reject).on("ready", () =>
      client.sftp((error, sftp) => {
        if (error) return reject(error);
        sftp.readdir(folder, (failed, entries) => {
          client.end();
          if (failed) reject(failed);
          else resolve(entries.map(({ filename }) => filename));
        });
      }),
    );
    client.connect({ host: "127.0.0.1", port: openssh().port, ...who });
  });
}
