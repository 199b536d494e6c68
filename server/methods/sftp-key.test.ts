import { execFileSync } from "node:child_process";
import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ssh2 from "ssh2";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readKey, rewrapped } from "./sftp-key.js";

const passphrase = "plant-passphrase-7";
let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "gangway-keys-"));
});
afterAll(() => rmSync(directory, { recursive: true }));

function make(name: string, ...options: string[]): string {
  const file = join(directory, name);
  execFileSync("ssh-keygen", ["-q", "-C", "anna", "-f", file, ...options]);
  return readFileSync(file, "utf8");
}
const running = new AbortController().signal;

describe("a private key", () => {
  it.each([
    ["OpenSSH's own", ["-t", "ed25519", "-a", "4", "-N", passphrase], "ssh-ed25519"],
    ["RSA by OpenSSL", ["-t", "rsa", "-b", "2048", "-m", "PEM", "-N", passphrase], "ssh-rsa"],
    ["PKCS #8", ["-t", "ecdsa", "-m", "PKCS8", "-N", passphrase], "ecdsa-sha2-nistp256"],
  ])("is read as %s behind a passphrase, on one line too", async (name, options, type) => {
    const text = make(name.replace(/\W/g, ""), ...options);
    for (const pasted of [text, text.replaceAll("\n", ""), text.replaceAll("\n", "\r\n")]) {
      const key = await readKey(pasted, passphrase, running);
      const parsed = ssh2.utils.parseKey(key as string);
      expect(parsed).toMatchObject({ type });
    }
    expect(await readKey(text, undefined, running)).toMatchObject({ cause: "key_protected", field: "privateKey" });
    expect(await readKey(text, "wrong", running)).toMatchObject({ cause: "passphrase_wrong", field: "passphrase" });
  });

  it("says so too of the one wrong passphrase in some hundred that seems to open it", async () => {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const locked = { type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase } as const;
    const text = String(privateKey.export(locked));
    const seemsRight = (guess: string) => {
      try {
        createPrivateKey({ key: text, passphrase: guess });
        return false;
      } catch (error) {
        return (error as NodeJS.ErrnoException).code !== "ERR_OSSL_BAD_DECRYPT";
      }
    };
    let guess = 0;
    while (!seemsRight(`wrong-${guess}`)) guess++;
    expect(await readKey(text, `wrong-${guess}`, running)).toMatchObject({ cause: "passphrase_wrong" });
  });

  it("made to be slow keeps nobody else waiting, and ends with the run", async () => {
    const run = new AbortController();
    const reading = readKey(slow(make("slow", "-t", "ed25519", "-N", passphrase)), passphrase, run.signal);
    await new Promise((resolve) => setTimeout(resolve, 1));
    run.abort();
    expect(await reading).toMatchObject({ answer: "unknown", cause: "cancelled" });
  });

  it.each([
    "",
    "hunter2",
    "-----BEGIN OPENSSH PRIVATE KEY-----\n-----END OPENSSH PRIVATE KEY-----",
    "-----BEGIN X-----a-----END X-----",
  ])("is not %j", async (text) => {
    expect(await readKey(text, undefined, running)).toMatchObject({
      cause: "key_of_another_kind",
      field: "privateKey",
    });
  });

  it("stays as it is where it is no block of PEM", () => {
    const putty = "PuTTY-User-Key-File-2: ssh-rsa\nEncryption: none\n";
    expect(rewrapped(putty)).toBe(putty);
  });
});

/** The same key with as many rounds of bcrypt as can be written: years. */
function slow(text: string): string {
  const bytes = Buffer.from(text.replace(/-----[^-]+-----/g, ""), "base64");
  const salt = bytes.indexOf("bcrypt") + "bcrypt".length + 4;
  bytes.writeUInt32BE(0xffff_ffff, salt + 4 + bytes.readUInt32BE(salt));
  return rewrapped(`-----BEGIN OPENSSH PRIVATE KEY-----${bytes.toString("base64")}-----END OPENSSH PRIVATE KEY-----`);
}
