import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer as createSecureServer } from "node:https";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { localNet, systemWith } from "../methods/world.fixture.js";
import type { Net } from "../net/index.js";
import { Stage } from "./stage.fixture.js";

const stage = new Stage();

describe("the way there", () => {
  it("is not told as unencrypted where what answers is no such system at all", async () => {
    const use = { kind: "database", engine: "postgresql" };
    const address = { kind: "server" as const, port: 5432, example: "db.example.com:5432" };
    const near = localNet();
    // As if it stood on the open net, where plain text is refused.
    const far: Net = {
      ...near,
      connect: ({ onStep, ...connect }) =>
        near.connect({
          ...connect,
          onStep: (step) =>
            onStep?.(step.step === "reach" ? { ...step, facts: { ...step.facts, address: "93.184.216.34" } } : step),
        }),
    };
    const database = { ...systemWith(use, { address }), id: "postgresql" };
    const ran = await stage.run(
      { address: `127.0.0.1:${stage.world.port}`, database: "plant" },
      { net: far },
      database,
    );
    expect(ran.story.at(-1)).toBe("failed:wrong_product");
    expect(stage.sent()).toBe(false);
  });

  it("is closed: nothing listens", async () => {
    const server = createServer();
    const port = await stage.listen(server);
    await new Promise((resolve) => server.close(resolve));
    expect((await stage.run({ address: `http://localhost:${port}` })).story.slice(-2)).toEqual([
      "reach:no:connection_refused",
      "failed:connection_refused",
    ]);
  });

  it("has no such name", async () => {
    const { story } = await stage.run({ address: "https://nothing.invalid" });
    expect(story.at(-2)).toMatch(/^(?:name|address):no:(?:name_not_found|address_not_understood)$/);
  });

  it("is forbidden without a rule of the operator", async () => {
    const { createNet } = await import("../net/index.js");
    const ran = await stage.run({}, { net: createNet() });
    expect(ran.story.at(-1)).toBe("failed:address_forbidden");
    expect(stage.world.seen).toEqual([]);
  });

  it("is offered secure before anything is sent, where http leads to https", async () => {
    stage.answer = ({ headers }, r) => void r.writeHead(301, { location: `https://${headers.host!}/` }).end();
    const ran = await stage.run();
    expect(ran.story.slice(-2)).toEqual(["secure:no:tls_required", "failed:tls_required"]);
    expect(ran.lines.at(-2)).toMatchObject({
      field: "address",
      facts: [{ kind: "address", value: stage.world.url.replace("http:", "https:") }],
    });
    expect(stage.sent()).toBe(false);
  });

  describe("over TLS", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "gangway-tls-"));
    const file = (name: string) => path.join(folder, name);
    beforeAll(() => {
      const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
      execFileSync(
        "openssl",
        [
          "req",
          "-x509",
          "-newkey",
          "ec",
          "-pkeyopt",
          "ec_paramgen_curve:P-256",
          "-nodes",
          "-days",
          "30",
          "-keyout",
          file("key"),
          "-out",
          file("cert"),
          ...subject,
        ],
        { stdio: "ignore" },
      );
    });
    afterAll(() => rmSync(folder, { recursive: true }));
    const secureServer = async () => {
      const requests: string[] = [];
      const server = createSecureServer(
        { key: readFileSync(file("key")), cert: readFileSync(file("cert")) },
        (request, response) => {
          requests.push(request.url ?? "");
          response.end();
        },
      );
      server.on("tlsClientError", () => undefined);
      return { requests, port: await stage.listen(server) };
    };

    it("shows a certificate that it does not trust, and sends nothing", async () => {
      const { port, requests } = await secureServer();
      const ran = await stage.run({ address: `https://localhost:${port}` });
      expect(ran.story.slice(-3)).toEqual([
        "reach:yes",
        "secure:no:certificate_self_signed",
        "failed:certificate_self_signed",
      ]);
      expect(JSON.stringify(ran.lines.at(-2))).toMatch(/"sha256":"[0-9a-f]{64}"/);
      expect(requests).toEqual([]);
    });

    it("is told to use https where a TLS port was asked by http", async () => {
      const { port } = await secureServer();
      const ran = await stage.run({ address: `http://localhost:${port}` });
      expect(ran.story.slice(-2)).toEqual(["secure:no:tls_required", "failed:tls_required"]);
    });

    it("goes to a trusted one", async () => {
      const { port } = await secureServer();
      const ran = await stage.run(
        { address: `https://localhost:${port}` },
        { trust: { ca: readFileSync(file("cert"), "utf8") }, upTo: "secure" },
      );
      expect(ran.story.at(-2)).toBe("secure:yes");
    });

    it("is told where plain http answers on the https address", async () => {
      const ran = await stage.run({ address: stage.world.url.replace("http:", "https:") });
      expect(ran.story.slice(-2)).toEqual(["secure:no:tls_not_spoken", "failed:tls_not_spoken"]);
    });
  });
});
