import { execFileSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeCertificates, type Certificates } from "../../e2e/real/ground/certificates.js";
import { readAuthority } from "./authority.js";

let folder: string;
let certificates: Certificates;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "gangway-authority-"));
  certificates = makeCertificates(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const openssl = (...args: string[]) => execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
const file = (name: string) => new Uint8Array(readFileSync(join(folder, name)));
const text = (words: string) => new TextEncoder().encode(words);
const fingerprint = (pem: string) => new X509Certificate(pem).fingerprint256;

describe("certificates, as openssl writes them", () => {
  test("PEM is taken", () => {
    const read = readAuthority(file("root.pem"));
    expect(read).toMatchObject({ count: 1 });
    expect(fingerprint((read as { pem: string }).pem)).toBe(fingerprint(certificates.ca));
  });

  test("DER becomes PEM of the same certificate", () => {
    openssl("x509", "-in", "root.pem", "-outform", "der", "-out", "root.cer");
    const read = readAuthority(file("root.cer"));
    expect(fingerprint((read as { pem: string }).pem)).toBe(fingerprint(certificates.ca));
  });

  test("several in one file are taken, and the words around them are not", () => {
    const both = `Bag Attributes\n  friendlyName: plant\n${certificates.ca}\nsubject=x\r\n${certificates.ca.replaceAll("\n", "\r\n")}`;
    const read = readAuthority(text(both)) as { pem: string; count: number };
    expect(read.count).toBe(2);
    expect(read.pem).not.toContain("friendlyName");
    expect(read.pem).toMatch(/^(?:-----BEGIN CERTIFICATE-----\n[A-Za-z0-9+/=\n]+-----END CERTIFICATE-----\n){2}$/);
  });
});

describe("whatever else a person may choose", () => {
  test.each([
    ["a private key (PKCS #8)", ["pkey", "-in", "root.key"], "private_key"],
    ["one in DER", ["pkey", "-in", "root.key", "-outform", "der"], "private_key"],
    ["an elliptic one (SEC 1)", ["ec", "-in", "root.key", "-outform", "der"], "private_key"],
    ["an encrypted one", ["pkcs8", "-topk8", "-in", "root.key", "-passout", "pass:plant"], "private_key"],
    [
      "an encrypted one in DER",
      ["pkcs8", "-topk8", "-in", "root.key", "-passout", "pass:plant", "-outform", "der"],
      "private_key",
    ],
    ["an RSA one (PKCS #1)", ["genrsa", "-traditional", "2048"], "private_key"],
    [
      "a key store (PKCS #12)",
      ["pkcs12", "-export", "-in", "root.pem", "-inkey", "root.key", "-passout", "pass:plant"],
      "private_key",
    ],
    ["a request to be certified", ["req", "-new", "-key", "root.key", "-subj", "/CN=x"], "no_certificate"],
    ["a request in DER", ["req", "-new", "-key", "root.key", "-subj", "/CN=x", "-outform", "der"], "no_certificate"],
    ["a public key", ["pkey", "-in", "root.key", "-pubout", "-outform", "der"], "no_certificate"],
    ["a bundle (PKCS #7)", ["crl2pkcs7", "-nocrl", "-certfile", "root.pem", "-outform", "der"], "no_certificate"],
  ])("%s is refused", (_, command, refused) => {
    expect(readAuthority(new Uint8Array(openssl(...command)))).toEqual({ refused });
  });

  test("a certificate with its key beside it is refused for the key", () => {
    const both = certificates.ca + readFileSync(join(folder, "root.key"), "utf8");
    expect(readAuthority(text(both))).toEqual({ refused: "private_key" });
  });

  test("a key whose end is missing is still a key", () => {
    const cut = readFileSync(join(folder, "root.key"), "utf8").slice(0, 80);
    expect(readAuthority(text(certificates.ca + cut))).toEqual({ refused: "private_key" });
  });

  test.each([
    ["nothing", ""],
    ["a picture", "\u0089PNG\r\n\u001a\n"],
    ["a table", "order;amount\n1;2"],
    ["half a certificate", "-----BEGIN CERTIFICATE-----\nMIIB"],
    ["a certificate of nonsense", "-----BEGIN CERTIFICATE-----\n%%%\n-----END CERTIFICATE-----"],
  ])("%s is no certificate", (_, words) => {
    expect(readAuthority(text(words))).toEqual({ refused: "no_certificate" });
  });

  test("what is too large is not even read", () => {
    expect(readAuthority(new Uint8Array(65_537))).toEqual({ refused: "too_large" });
  });

  test("any bytes are either refused, or come out as PEM of at most what the server takes", () => {
    const bytes = fc.oneof(fc.uint8Array({ maxLength: 400 }), fc.constantFrom("root.pem", "root.key").chain(broken));
    fc.assert(
      fc.property(bytes, (some) => {
        const read = readAuthority(some);
        if ("pem" in read) expect(read.pem.length).toBeLessThanOrEqual(32_768);
        else expect(["too_large", "private_key", "no_certificate"]).toContain(read.refused);
      }),
      { numRuns: 400 },
    );
  });
  /** A real file with a byte changed. */
  const broken = (name: string) =>
    fc.tuple(fc.nat(300), fc.nat(255)).map(([at, byte]) => file(name).map((old, n) => (n === at ? byte : old)));
});
