import { spawn } from "node:child_process";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import type { TLSSocket } from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeAuthority, type Pair } from "../net/authority.fixture.js";
import { asked } from "../methods/http.suite.js";
import { systemWith } from "../methods/world.fixture.js";
import { climbed } from "./run.fixture.js";

/** A server that lets nobody in who shows no certificate, not even to say what it is. */
describe.each(["TLSv1.2", "TLSv1.3"] as const)("a system behind a client certificate, by %s", (maxVersion) => {
  let authority: Awaited<ReturnType<typeof makeAuthority>>;
  let server: Server;
  let address: string;
  let machine: Pair;
  let own: Pair;
  let stranger: Pair;
  const seen: string[] = [];
  beforeAll(async () => {
    authority = await makeAuthority();
    const { root, issue } = authority;
    // One after another: the authority keeps one list of what it has signed.
    machine = await issue({ names: "DNS:localhost" }, root);
    own = await issue({ commonName: "plant" }, root);
    stranger = await issue({ commonName: "stranger" });
    const { key, cert } = machine;
    const options = { key, cert, ca: root.cert, maxVersion, requestCert: true, rejectUnauthorized: true };
    server = createServer(options, ({ socket, url = "" }, response) => {
      seen.push(`${String((socket as TLSSocket).getPeerCertificate().subject.CN)} ${url}`);
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(url === "/version" ? { product: "Vault" } : { me: "plant" }));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    address = `https://localhost:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await authority.remove();
  });

  const system = systemWith(
    { kind: "clientCert", ...asked },
    {
      recognition: [
        {
          question: { path: "/version" },
          yes: [{ json: [{ at: "/product", is: "Vault" }] }],
          no: [{ when: { status: 404 }, cause: "wrong_product" }],
        },
      ],
    },
  );
  const climb = (pair: { cert: string; key: string }, more = {}, at = address) =>
    climbed(
      system,
      { address: at, certificate: pair.cert, privateKey: pair.key },
      { trust: { ca: authority.root.cert }, ...more },
    );

  it("is recognised and signed in to, with the certificate in each handshake", async () => {
    seen.length = 0;
    const { line, product } = await climb(own);
    expect(line).toMatchObject({ outcome: "warnings", warnings: [{ cause: "key_expires_soon" }] });
    expect(product).toBe("Pretend");
    expect(seen).toEqual(["plant /version", "plant /me"]);
  });

  it("turns a certificate of another authority away, at its field", async () => {
    // Node's own server closes without a word; this one says why, as most do.
    const strict = await strictServer(machine, authority.root, maxVersion);
    const { line } = await climb(stranger, {}, strict.address);
    strict.stop();
    expect(line).toMatchObject({ outcome: "failed", cause: "credentials_wrong", field: "certificate" });
  });

  it("says what is wrong with what was pasted, before the handshake's own words", async () => {
    const { line } = await climb({ cert: own.cert.slice(0, 200), key: own.key });
    expect(line).toMatchObject({ outcome: "failed", cause: "pem_incomplete", field: "certificate" });
  });

  it("is no obstacle while the person has not come to the certificate yet", async () => {
    const { line, story } = await climbed(
      system,
      { address },
      { upTo: "recognise", trust: { ca: authority.root.cert } },
    );
    expect(line).toMatchObject({ outcome: "recognised" });
    expect(story).not.toContainEqual(expect.stringContaining("client_certificate_required"));
  });
});

/** OpenSSL's own test server, which breaks the handshake off with an alert. */
async function strictServer({ file }: Pair, root: Pair, version: "TLSv1.2" | "TLSv1.3") {
  const words = ["s_server", "-accept", "127.0.0.1:0", "-cert", file, "-key", `${file}.key`, "-CAfile", root.file];
  const must = ["-Verify", "2", "-verify_return_error", "-www", version === "TLSv1.2" ? "-tls1_2" : "-tls1_3"];
  const process = spawn("openssl", [...words, ...must], { stdio: ["ignore", "pipe", "ignore"] });
  let said = "";
  for await (const chunk of process.stdout) {
    said += String(chunk);
    const port = /ACCEPT [^\s]*:(\d+)/.exec(said)?.[1];
    if (port) return { address: `https://localhost:${port}`, stop: () => process.kill() };
  }
  throw new Error("openssl s_server did not start.");
}
