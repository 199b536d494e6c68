import { spawn } from "node:child_process";
import { X509Certificate } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import type { TLSSocket } from "node:tls";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeAuthority, type Pair } from "./authority.fixture.js";
import type { Identity, NetRequest } from "./index.js";
import { codeOf, createLocalNet, createServers, failureOf } from "./servers.fixture.js";

const issuerAt = "authorityInfoAccess=caIssuers;URI:http://ca.example.com/i.crt";
const servers = createServers();
const net = createLocalNet();
let authority: Awaited<ReturnType<typeof makeAuthority>>;
let good: Pair;

beforeAll(async () => {
  authority = await makeAuthority();
  good = await authority.issue({}, authority.root);
});
afterAll(async () => {
  await servers.stop();
  await authority.remove();
});

const ask = (port: number, trust = {}) =>
  net.request({ url: `https://erp.example.com:${port}/`, tenant: "acme", trust });

describe("trusted", () => {
  test("by an uploaded authority", async () => {
    const port = await servers.https(good);
    const answer = await ask(port, { ca: authority.root.cert });
    expect(answer.body.toString()).toBe("hello");
    expect(answer.tls).toMatchObject({ version: "TLSv1.3", trustedBy: "ca" });
    expect(answer.tls?.certificate.names).toEqual(["erp.example.com"]);
  });

  test("by a pin, whatever else is wrong with it", async () => {
    const old = await authority.issue({ names: "DNS:other.example.com", from: -9, to: -3 });
    const port = await servers.https(old);
    const { facts } = await failureOf(ask(port));
    const answer = await ask(port, { pin: facts.certificate?.sha256 });
    expect(answer.tls).toMatchObject({ trustedBy: "pin" });
  });

  test("by a pin as tools print it", async () => {
    const port = await servers.https(good);
    const { sha256 } = (await failureOf(ask(port))).facts.certificate!;
    const printed = sha256.toUpperCase().replace(/..(?=.)/g, "$&:");
    expect((await ask(port, { pin: printed })).status).toBe(200);
  });

  test("an address, when the certificate is for it", async () => {
    const port = await servers.https(await authority.issue({ names: "IP:127.0.0.1" }, authority.root));
    const trust = { ca: authority.root.cert };
    const answer = await net.request({ url: `https://127.0.0.1:${port}/`, tenant: "acme", trust });
    expect(answer.status).toBe(200);
  });
});

describe("not trusted, and nothing is sent", () => {
  const faults: [string, () => Promise<Pair>, boolean][] = [
    ["certificate_expired", () => authority.issue({ from: -9, to: -1 }, authority.root), true],
    ["certificate_not_yet_valid", () => authority.issue({ from: 1, to: 9 }, authority.root), true],
    ["certificate_wrong_name", () => authority.issue({ names: "DNS:crm.example.com" }, authority.root), true],
    ["certificate_self_signed", () => authority.issue(), true],
    ["certificate_unknown_issuer", () => authority.issue({}, authority.root), false],
    ["certificate_chain_incomplete", leafOfUnseenIntermediate, true],
  ];

  test.each(faults)("%s", async (code, make, withAuthority) => {
    let asked = 0;
    const port = await servers.https(await make(), (_request, response) => response.end(String(++asked)));
    const failure = await failureOf(ask(port, withAuthority ? { ca: authority.root.cert } : {}));
    expect(failure.code).toBe(code);
    expect(failure.facts.certificate?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(failure.facts).toMatchObject({ host: "erp.example.com", port, addresses: ["127.0.0.1"] });
    expect(asked).toBe(0);
  });

  test("certificate_unknown_issuer, with the root sent along", async () => {
    const port = await servers.https({ key: good.key, cert: good.cert + authority.root.cert });
    expect(await codeOf(ask(port))).toBe("certificate_unknown_issuer");
  });

  test("certificate_unknown_issuer, with the authority in between sent along", async () => {
    const between = await authority.issue({ authority: true }, authority.root);
    const leaf = await authority.issue({ extensions: issuerAt }, between);
    const port = await servers.https({ key: leaf.key, cert: leaf.cert + between.cert });
    expect(await codeOf(ask(port))).toBe("certificate_unknown_issuer");
  });

  test.each([
    ["an RSA key of 768 bits", { rsaBits: 768 }],
    ["a signature by SHA-1", { digest: "sha1" }],
  ])("tls_too_old: %s", async (_name, wish) => {
    const weak = await authority.issue(wish, authority.root);
    const port = await servers.https({ ...weak, ciphers: "DEFAULT@SECLEVEL=0" });
    expect(await codeOf(ask(port, { ca: authority.root.cert }))).toBe("tls_too_old");
  });

  test("certificate_unknown_issuer: good for something else only", async () => {
    const client = await authority.issue({ extensions: "extendedKeyUsage=clientAuth" }, authority.root);
    expect(await codeOf(ask(await servers.https(client), { ca: authority.root.cert }))).toBe(
      "certificate_unknown_issuer",
    );
  });

  test("certificate_changed", async () => {
    const port = await servers.https(good);
    expect(await codeOf(ask(port, { pin: "00".repeat(32) }))).toBe("certificate_changed");
    expect(await codeOf(ask(port, { pin: "" }))).toBe("certificate_changed");
  });

  test("an address, when the certificate is for a name", async () => {
    const port = await servers.https(good);
    const trust = { ca: authority.root.cert };
    const call = net.request({ url: `https://127.0.0.1:${port}/`, tenant: "acme", trust });
    expect(await codeOf(call)).toBe("certificate_wrong_name");
  });

  async function leafOfUnseenIntermediate() {
    const intermediate = await authority.issue({ authority: true }, authority.root);
    return authority.issue({ extensions: issuerAt }, intermediate);
  }
});

describe("a certificate of ours", () => {
  const knows = (maxVersion: "TLSv1.2" | "TLSv1.3") => ({
    ...good,
    ca: authority.root.cert,
    maxVersion,
    requestCert: true,
    rejectUnauthorized: true,
  });
  const askAs = (port: number, identity: Identity, more: Partial<NetRequest> = {}) =>
    net.request({
      url: `https://erp.example.com:${port}/`,
      tenant: "acme",
      trust: { ca: authority.root.cert },
      identity,
      ...more,
    });
  const whoCalls = (request: IncomingMessage) =>
    (request.socket as TLSSocket).getPeerX509Certificate()?.fingerprint256 ?? "nobody";
  const fingerprint = (pair: Pair) => new X509Certificate(pair.cert).fingerprint256;

  test.each(["TLSv1.2", "TLSv1.3"] as const)("is shown to who asks for it, %s", async (maxVersion) => {
    const port = await servers.https(knows(maxVersion), (request, response) => response.end(whoCalls(request)));
    const ours = await authority.issue({}, authority.root);
    expect((await askAs(port, ours)).body.toString()).toBe(fingerprint(ours));
    const { socket } = await net.connect({
      host: "erp.example.com",
      port,
      tenant: "acme",
      tls: true,
      trust: { ca: authority.root.cert },
      identity: ours,
    });
    socket.end("GET / HTTP/1.0\r\n\r\n");
    expect(await text(socket)).toContain(fingerprint(ours));
  });

  test.each(["TLSv1.2", "TLSv1.3"] as const)("that is not liked is told, %s", async (maxVersion) => {
    // Node closes without a word; OpenSSL's own server says why.
    const flags = ["-verify_return_error", "-Verify", "2", "-www", maxVersion === "TLSv1.2" ? "-tls1_2" : "-tls1_3"];
    const files = ["-cert", good.file, "-key", `${good.file}.key`, "-CAfile", authority.root.file];
    const server = spawn("openssl", ["s_server", "-accept", "127.0.0.1:0", ...files, ...flags]);
    try {
      let said = "";
      for await (const chunk of server.stdout) if (/^ACCEPT .*:\d+$/m.test((said += String(chunk)))) break;
      const port = Number(/^ACCEPT .*:(\d+)$/m.exec(said)?.[1]);
      expect(await codeOf(askAs(port, await authority.issue()))).toBe("client_certificate_required");
    } finally {
      server.kill();
    }
  });

  test("does not follow to another origin", async () => {
    const asks = { ...good, ca: authority.root.cert, requestCert: true, rejectUnauthorized: false };
    const other = await servers.https(asks, (request, response) => response.end(whoCalls(request)));
    const port = await servers.https(asks, (request, response) => {
      const location = request.url === "/" ? "/again" : `https://erp.example.com:${other}/`;
      response.writeHead(302, { location, seen: whoCalls(request) }).end();
    });
    const ours = await authority.issue({}, authority.root);
    const stays = await askAs(port, ours);
    expect(stays.headers.get("seen")).toBe(fingerprint(ours));
    expect((await askAs(port, ours, { redirect: "follow" })).body.toString()).toBe("nobody");
  });

  test("that OpenSSL does not take ends before a byte is sent", async () => {
    const port = await servers.https(good);
    const { key } = await authority.issue();
    expect(await codeOf(askAs(port, { cert: good.cert, key }))).toBe("client_certificate_unusable");
  });
});

describe("no handshake", () => {
  test("tls_too_old: version", async () => {
    const old = { ...good, minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" } as const;
    expect(await codeOf(ask(await servers.https(old)))).toBe("tls_too_old");
  });

  test("tls_too_old: no cipher in common", async () => {
    const weak = { ...good, maxVersion: "TLSv1.2", ciphers: "NULL-SHA256:ECDHE-ECDSA-NULL-SHA@SECLEVEL=0" } as const;
    expect(await codeOf(ask(await servers.https(weak)))).toBe("tls_too_old");
  });

  test.each(["TLSv1.2", "TLSv1.3"] as const)("client_certificate_required, %s", async (maxVersion) => {
    const asking = { ...good, maxVersion, requestCert: true, rejectUnauthorized: true };
    const port = await servers.https(asking);
    expect(await codeOf(ask(port, { ca: authority.root.cert }))).toBe("client_certificate_required");
  });

  test("not_http: another protocol within TLS", async () => {
    const port = await servers.https({ ...good, ALPNProtocols: ["h2"] });
    expect(await codeOf(ask(port, { ca: authority.root.cert }))).toBe("not_http");
  });

  test("tls_not_spoken: plain http on the port", async () => {
    const port = await servers.http((_request, response) => response.end());
    expect(await codeOf(ask(port))).toBe("tls_not_spoken");
  });

  test("connection_lost: closed in the middle", async () => {
    const port = await servers.raw((socket) => socket.once("data", () => socket.destroy()));
    expect(await codeOf(ask(port))).toBe("connection_lost");
  });

  test("tls_timed_out: silence", async () => {
    const port = await servers.raw((socket) => socket.resume());
    const call = net.request({ url: `https://erp.example.com:${port}/`, tenant: "acme", deadlines: { secure: 50 } });
    expect(await codeOf(call)).toBe("tls_timed_out");
  });
});
