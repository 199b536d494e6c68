import { X509Certificate } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Trust } from "#contract";
import { makeCertificates, type Pair } from "../real/ground/certificates.js";
import { whileRunning } from "../real/ground/whileRunning.js";
import { startIcinga } from "../real/icinga.js";
import { climb, entry, factsOf } from "./climb.fixture.js";

describe("Icinga, connected by its entry", () => {
  const icinga = whileRunning(startIcinga);
  const foreign = mkdtempSync(join(tmpdir(), "gangway-foreign-"));
  afterAll(() => rmSync(foreign, { recursive: true }));
  const values = (who: "reader" | "guest", more: Record<string, string> = {}) => {
    const { user, password } = icinga().accounts[who];
    return { address: icinga().url, username: user, password, ...more };
  };
  const ca = (): Trust => ({ ca: icinga().certificates.ca });
  const run = (given: Record<string, string>, trust: Trust | undefined = ca()) =>
    climb(entry("icinga"), "basic", given, { data: ["assets"], ...(trust && { trust }) });
  const shown = () => new X509Certificate(readFileSync(icinga().certificates.server.certificate));
  const pin = (): Trust => ({ pin: shown().fingerprint256.replaceAll(":", "").toLowerCase() });

  it.each([
    ["its authority given", ca],
    ["its certificate pinned", pin],
  ])("with %s: recognised, signed in, two hosts", async (_, trust) => {
    const ran = await run(values("reader"), trust());
    expect(ran.story).toEqual([
      "address:yes",
      "name:yes",
      "reach:yes",
      "secure:yes",
      "recognise:yes",
      "signIn:yes",
      "read:assets:yes",
      "record:assets:yes",
      "connected",
    ]);
    expect(ran).toMatchObject({ identity: "reader", product: expect.stringMatching(/^Icinga 2\.\d/) as string });
    expect(factsOf(ran, "read")).toEqual(["count: 2"]);
    expect(factsOf(ran, "record")[0]).toMatch(/^record: (?:Hydraulic press 1|Annealing oven 2)$/);
  });

  it("is shown its certificate, and sent nothing, without either", async () => {
    const ran = await climb(entry("icinga"), "basic", values("reader"));
    expect(ran.line).toMatchObject({ outcome: "failed", cause: "certificate_unknown_issuer" });
    expect(ran.lines).toContainEqual(
      expect.objectContaining({
        check: "secure",
        certificate: expect.objectContaining({ sha256: pin().pin! }) as object,
      }),
    );
    expect(ran.story.some((line) => line.startsWith("signIn"))).toBe(false);
  });

  it("is not trusted with another certificate pinned", async () => {
    const ran = await run(values("reader"), { pin: "0".repeat(64) });
    expect(ran.line).toMatchObject({ outcome: "failed", cause: "certificate_changed" });
  });

  it.each([
    ["a wrong password", { password: "wrong-password" }],
    ["an unknown user", { username: "nobody-knows" }],
  ])("says %s at its field", async (_, wrong) => {
    expect((await run(values("reader", wrong))).line).toMatchObject({
      outcome: "failed",
      cause: "credentials_wrong",
      field: "password",
    });
  });

  it("connects with a warning who has no permission", async () => {
    const ran = await run(values("guest"));
    expect(ran).toMatchObject({
      identity: "guest",
      line: { outcome: "warnings", warnings: [{ cause: "permission_missing", dataSet: "assets" }] },
    });
  });

  it("is found below what was pasted", async () => {
    const ran = await run(values("reader", { address: `${icinga().url}/v1/objects/hosts?attrs=name` }));
    expect(ran).toMatchObject({ address: icinga().url, line: { outcome: "connected" } });
  });

  it("is offered by https where http was typed, before anything is sent", async () => {
    const ran = await run(values("reader", { address: icinga().url.replace("https", "http") }));
    expect(ran.line).toMatchObject({ outcome: "failed", cause: "tls_required", field: "address" });
    expect(factsOf(ran, "secure")).toEqual([`address: ${icinga().url}`]);
  });

  describe("with a certificate of the caller's own", () => {
    const shown = ({ chain, key }: Pair) => ({
      address: icinga().url,
      certificate: readFileSync(chain, "utf8"),
      privateKey: readFileSync(key, "utf8"),
    });
    const run = (pair: Pair) =>
      climb(entry("icinga"), "clientCert", shown(pair), { data: ["assets"], trust: { ca: icinga().certificates.ca } });

    it("signs in whose name is known, and reads two hosts", async () => {
      const { certificates, clientName } = icinga();
      const ran = await run(certificates.sign(clientName, { client: true }));
      expect(ran).toMatchObject({ identity: "gateway", line: { outcome: "warnings" } });
      // It is good for a week: that is all there is to warn of.
      expect(ran.line.warnings).toEqual([{ cause: "key_expires_soon" }]);
      expect(factsOf(ran, "read")).toEqual(["count: 2"]);
    });

    it.each([
      ["a name that no user has", () => icinga().certificates.sign("stranger.plant.example", { client: true })],
      [
        "the right name, of another authority",
        () => makeCertificates(foreign).sign(icinga().clientName, { client: true }),
      ],
      ["one that nobody signed but itself", () => makeCertificates(foreign).selfSign(icinga().clientName)],
    ])("says %s at its field", async (_, pair) => {
      const ran = await run(pair());
      expect(ran.line).toMatchObject({ outcome: "failed", cause: "credentials_wrong", field: "certificate" });
      expect(ran.story).toContain("recognise:yes");
    });
  });

  it("is named where another product was picked", async () => {
    const { password } = icinga().accounts.reader;
    const given = { address: icinga().url, username: "reader", password };
    const ran = await climb(entry("wordpress"), "basic", given, { trust: ca() });
    expect(ran.line).toMatchObject({ cause: "wrong_product", system: { id: "icinga", name: "Icinga" } });
  });
});
