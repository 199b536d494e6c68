import { describe, expect, it, vi } from "vitest";
import { Agent, fetch, type RequestInit } from "undici";
import { readFileSync } from "node:fs";
import { loopbackFetch } from "./ground/loopbackFetch.js";
import { whileRunning } from "./ground/whileRunning.js";
import type { FaultName } from "./nginx/faults.js";
import { startLocalServer } from "./nginx/upstream.fixture.js";
import { startNginxFront } from "./nginxFront.js";

const front = whileRunning(startNginxFront);

const failures: [FaultName, string][] = [
  ["selfSigned", "DEPTH_ZERO_SELF_SIGNED_CERT"],
  ["wrongName", "ERR_TLS_CERT_ALTNAME_INVALID"],
  ["expired", "CERT_HAS_EXPIRED"],
  ["notYetValid", "CERT_NOT_YET_VALID"],
  ["missingIntermediate", "UNABLE_TO_VERIFY_LEAF_SIGNATURE"],
  ["oldTls", "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION"],
  ["rejectedHandshake", "ERR_SSL_TLSV1_UNRECOGNIZED_NAME"],
  ["dropped", "UND_ERR_SOCKET"],
  ["hugeHeaders", "UND_ERR_HEADERS_OVERFLOW"],
];

const answers: [FaultName, number, string][] = [
  ["valid", 200, '{"behind":true}'],
  ["plain", 200, '{"behind":true}'],
  ["clientCertificate", 400, "No required SSL certificate was sent"],
  ["redirectLoop", 302, ""],
  ["redirectToHttps", 301, ""],
  ["redirectElsewhere", 302, ""],
  ["redirectToLogin", 302, ""],
  ["loginPage", 200, 'type="password"'],
  ["webPage", 200, "bearings"],
  ["defaultPage", 200, "Welcome to nginx!"],
  ["otherProduct", 200, "Thermostat"],
  ["captivePortal", 511, "terms of use"],
  ["webFilter", 200, "blocked"],
  ["webFirewall", 403, "Mod_Security"],
  ["badGateway", 502, "Bad Gateway"],
  ["gatewayTimeout", 504, "Time-out"],
  ["maintenance", 503, "upgrading"],
  ["onlyOne", 200, '{"behind":true}'],
  ["tooLarge", 200, "nnnn"],
];
/** Answers whose text is not to be had, or not soon. */
const unread: [FaultName, string, string][] = [
  ["trickle", "content-length", "200004"],
  ["falseEncoding", "content-encoding", "gzip"],
];

describe("each fault is seen as it is", () => {
  it.each(failures)("%s fails with %s", async (name, code) => {
    await expect(get(front().addresses[name])).rejects.toMatchObject({ cause: { code } });
  });

  it.each(answers)("%s answers %d", async (name, status, text) => {
    const response = await get(front().addresses[name]);
    expect(response.status).toBe(status);
    expect(await response.text()).toContain(text);
  });

  it.each(unread)("%s says %s: %s", async (name, header, value) => {
    const response = await get(front().addresses[name]);
    expect(response.headers.get(header)).toBe(value);
    await response.body?.cancel();
  });

  it("proxyAsksPassword is no answer to a browser's fetch (Fetch Standard, 407)", async () => {
    await expect(get(front().addresses.proxyAsksPassword)).rejects.toThrow("fetch failed");
  });

  it("has an answer or a failure for every fault", () => {
    const seen = [...failures, ...answers, ...unread].map(([name]) => name);
    expect([...seen, "proxyAsksPassword"].sort()).toEqual(Object.keys(front().addresses).sort());
  });
});

it("gives a file to whoever posts, too", async () => {
  const response = await get(front().addresses.tooLarge, {}, { method: "POST", body: "{}" });
  expect([response.status, (await response.text()).length]).toEqual([200, 2_000_004]);
});

it("keeps what it was asked, and whether credentials came along", async () => {
  await loopbackFetch(front().addresses.badGateway.replace("localhost", "kept.localhost"), {
    headers: { authorization: "Basic eDp5" },
  });
  await vi.waitFor(() =>
    expect(front().requests()).toContainEqual({ host: "kept.localhost", verb: "GET", path: "/", authorized: true }),
  );
  expect(
    front()
      .requests()
      .filter(({ authorized }) => authorized),
  ).toHaveLength(1);
});

it("mixes up http and https as servers do", async () => {
  const { valid, plain } = front().addresses;
  expect(await (await get(valid.replace("https", "http"))).text()).toContain("plain HTTP request was sent to HTTPS");
  await expect(get(plain.replace("http", "https"))).rejects.toMatchObject({
    cause: { code: "ERR_SSL_WRONG_VERSION_NUMBER" },
  });
});

it("lets a client in that shows its certificate", async () => {
  const { chain, key } = front().clientCertificate;
  const tls = { cert: readFileSync(chain), key: readFileSync(key) };
  expect((await get(front().addresses.clientCertificate, tls)).status).toBe(200);
});

it("hands requests on to the system behind, or one a minute", async () => {
  const behind = await startLocalServer((path) => `behind: ${path}`);
  const passing = await startNginxFront({ upstream: behind.url, upstreams: { other: front().addresses.otherProduct } });
  const response = await get(`${passing.addresses.plain}/web?x=1`);
  expect(await response.text()).toBe("behind: /web?x=1");
  const twice = [await get(passing.addresses.onlyOne), await get(passing.addresses.onlyOne)];
  expect(twice.map(({ status }) => status)).toEqual([200, 429]);
  const named = await loopbackFetch(passing.addresses.plain.replace("localhost", "an-other.plant.localhost"));
  expect(await named.text()).toContain("Thermostat");
  await Promise.all([passing.stop(), behind.stop()]);
});

function get(url: string, tls: { cert?: Buffer; key?: Buffer } = {}, init: RequestInit = {}) {
  const dispatcher = new Agent({ connect: { ca: front().certificates.ca, ...tls } });
  return fetch(url, { dispatcher, redirect: "manual", ...init });
}
