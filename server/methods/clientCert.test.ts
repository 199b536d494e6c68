import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Trust } from "#contract";
import { readValues } from "./clean.js";
import { clientCert } from "./clientCert.js";
import { asked } from "./http.suite.js";
import { methodSuite } from "./method.suite.js";
import { systemWith, visitTo } from "./world.fixture.js";

const folder = mkdtempSync(join(tmpdir(), "gangway-certificates-"));
const read = (name: string) => readFileSync(join(folder, name), "utf8");
const openssl = (...args: string[]) => execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
const p256 = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
function sign(name: string, ...options: string[]): void {
  openssl("req", "-new", ...p256, "-keyout", `${name}.key`, "-out", `${name}.csr`, "-subj", `/CN=${name}`);
  openssl(
    "x509",
    "-req",
    "-in",
    `${name}.csr`,
    "-CA",
    "ca.pem",
    "-CAkey",
    "ca.key",
    "-CAcreateserial",
    "-out",
    `${name}.pem`,
    ...options,
  );
}

let server: Server;
let connections = 0;
let address = "";
let ca: Trust;
const system = systemWith({ kind: "clientCert", ...asked });
let good: Record<string, string>;

beforeAll(async () => {
  const own = ["-keyout", "ca.key", "-out", "ca.pem", "-days", "60", "-subj", "/CN=Plant CA"];
  openssl("req", "-x509", ...p256, ...own);
  openssl("req", "-x509", ...p256, "-keyout", "self.key", "-out", "self.pem", "-days", "60", "-subj", "/CN=nobody");
  const name = ["-addext", "subjectAltName=DNS:localhost"];
  openssl(
    "req",
    "-x509",
    ...p256,
    "-keyout",
    "server.key",
    "-out",
    "server.pem",
    "-days",
    "60",
    "-subj",
    "/CN=localhost",
    ...name,
  );
  sign("gangway", "-days", "60");
  sign("soon", "-days", "3");
  sign("old", "-days", "-1");
  openssl("pkcs8", "-topk8", "-in", "gangway.key", "-out", "protected.key", "-passout", "pass:plant-passphrase-7");
  server = createServer(
    {
      key: read("server.key"),
      cert: read("server.pem"),
      ca: read("ca.pem"),
      requestCert: true,
      rejectUnauthorized: false,
    },
    ({ socket }, response) => {
      const known = (socket as unknown as { authorized: boolean }).authorized;
      response.setHeader("content-type", known ? "application/json" : "text/html");
      // As nginx says it.
      if (known) response.end(JSON.stringify({ me: "gangway" }));
      else response.writeHead(400).end("<h1>400</h1>The SSL certificate error");
    },
  );
  server.on("secureConnection", () => connections++);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `https://localhost:${(server.address() as AddressInfo).port}`;
  ca = { ca: read("server.pem") };
  good = { address, certificate: read("gangway.pem"), privateKey: read("gangway.key") };
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

const visit = (values: Record<string, string>, more = {}) =>
  visitTo<never>(system, values, address, { trust: ca, ...more });
const signIn = (more: Record<string, string>) => clientCert.signIn(visit({ ...good, ...more }));
const failing = (name: string, cause: string, field: string, more: () => Record<string, string>) => ({
  name,
  cause: cause as "credentials_wrong",
  field,
  signIn: () => signIn(more()),
});
const half = (text: string) => text.slice(0, text.length / 2);
/** Whole to look at, but a line is lost. */
const holed = (text: string) =>
  text
    .split("\n")
    .filter((_, line) => line !== 2)
    .join("\n");

methodSuite("clientCert", {
  system: () => system,
  fields: ["address", "certificate", "privateKey", "passphrase"],
  sealed: ["certificate", "privateKey", "passphrase"],
  values: () => ({ passphrase: "none-at-all", ...good }),
  visit,
  failing: [
    failing("one that they do not know", "credentials_wrong", "certificate", () => ({
      certificate: read("self.pem"),
      privateKey: read("self.key"),
    })),
    failing("an old one", "credentials_expired", "certificate", () => ({
      certificate: read("old.pem"),
      privateKey: read("old.key"),
    })),
    failing("half a certificate", "pem_incomplete", "certificate", () => ({ certificate: half(read("gangway.pem")) })),
    failing("a certificate without a line", "pem_incomplete", "certificate", () => ({
      certificate: holed(read("gangway.pem")),
    })),
    failing("the key in the certificate's field", "certificate_expected", "certificate", () => ({
      certificate: read("gangway.key"),
    })),
    failing("garbage for a certificate", "certificate_expected", "certificate", () => ({ certificate: "hunter2" })),
    failing("half a key", "pem_incomplete", "privateKey", () => ({ privateKey: half(read("gangway.key")) })),
    failing("a key without a line", "pem_incomplete", "privateKey", () => ({ privateKey: holed(read("gangway.key")) })),
    failing("the certificate in the key's field", "private_key_expected", "privateKey", () => ({
      privateKey: read("gangway.pem"),
    })),
    failing("garbage for a key", "private_key_expected", "privateKey", () => ({ privateKey: "hunter2" })),
    failing("the key of another certificate", "key_not_of_certificate", "privateKey", () => ({
      privateKey: read("self.key"),
    })),
    failing("a protected key without its passphrase", "key_protected", "passphrase", () => ({
      privateKey: read("protected.key"),
    })),
    failing("a wrong passphrase", "passphrase_wrong", "passphrase", () => ({
      privateKey: read("protected.key"),
      passphrase: "wrong",
    })),
  ],
});

describe("clientCert", () => {
  it("says who it is and until when", async () => {
    const { finding } = await signIn({});
    expect(finding.facts?.map(({ kind }) => kind)).toEqual(["identity", "expires"]);
    expect(finding.warnings).toEqual([]);
  });

  it("warns of an end that is near", async () => {
    const { finding } = await signIn({ certificate: read("soon.pem"), privateKey: read("soon.key") });
    expect(finding).toMatchObject({ answer: "yes", warnings: [{ cause: "key_expires_soon" }] });
  });

  it("opens a protected key", async () => {
    const { finding } = await signIn({ privateKey: read("protected.key"), passphrase: "plant-passphrase-7" });
    expect(finding.answer).toBe("yes");
  });

  it.each([
    ["on one line", (text: string) => text.replaceAll("\n", "")],
    ["with the line ends of Windows", (text: string) => text.replaceAll("\n", "\r\n")],
    ["with notes around", (text: string) => `Bag Attributes\n  friendlyName: x\n${text}\nThat was it.`],
  ])("reads what was pasted %s", async (_, pasted) => {
    const { finding } = await signIn({
      certificate: pasted(good["certificate"]!),
      privateKey: pasted(good["privateKey"]!),
    });
    expect(finding.answer).toBe("yes");
  });

  it("finds its own in a chain of any order, and in a file with both", async () => {
    const all = read("ca.pem") + read("gangway.pem") + read("gangway.key");
    expect((await signIn({ certificate: all, privateKey: all })).finding.answer).toBe("yes");
  });

  it("opens no connection for what cannot be shown", async () => {
    connections = 0;
    await signIn({ privateKey: read("self.key") });
    expect(connections).toBe(0);
  });

  it("refuses ten million characters at their fields", () => {
    const long = "x".repeat(10_000_000);
    const { refused } = readValues(system, system.methods[0]!, { address, certificate: long, privateKey: long });
    expect(refused).toEqual([
      { field: "certificate", reason: "too_long" },
      { field: "privateKey", reason: "too_long" },
    ]);
  });
});
