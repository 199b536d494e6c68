import { describe, expect, it } from "vitest";
import { Agent, fetch } from "undici";
import { readFileSync } from "node:fs";
import { whileRunning } from "./ground/whileRunning.js";
import type { FaultName } from "./nginx/faults.js";
import { startLocalServer } from "./nginx/upstream.fixture.js";
import { startNginxFront } from "./nginxFront.js";

const front = whileRunning(startNginxFront);

const failures: [FaultName, string][] = [
  ["selfSigned", "DEPTH_ZERO_SELF_SIGNED_CERT"],
  ["wrongName", "ERR_TLS_CERT_ALTNAME_INVALID"],
  ["expired", "CERT_HAS_EXPIRED"],
  ["missingIntermediate", "UNABLE_TO_VERIFY_LEAF_SIGNATURE"],
  ["oldTls", "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION"],
  ["dropped", "UND_ERR_SOCKET"],
];

const answers: [FaultName, number, string][] = [
  ["valid", 200, '{"behind":true}'],
  ["plain", 200, '{"behind":true}'],
  ["clientCertificate", 400, "No required SSL certificate was sent"],
  ["badGateway", 502, "Bad Gateway"],
  ["maintenance", 503, "upgrading"],
  ["redirectLoop", 302, ""],
  ["redirectToHttps", 301, ""],
  ["redirectElsewhere", 302, ""],
  ["loginPage", 200, 'type="password"'],
  ["otherProduct", 200, "Thermostat"],
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

  it("has an answer or a failure for every fault", () => {
    expect([...failures, ...answers].map(([name]) => name).sort()).toEqual(Object.keys(front().addresses).sort());
  });
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

it("hands requests on to the system behind", async () => {
  const behind = await startLocalServer((path) => `behind: ${path}`);
  const passing = await startNginxFront({ upstream: behind.url });
  const response = await get(`${passing.addresses.plain}/web?x=1`);
  expect(await response.text()).toBe("behind: /web?x=1");
  await Promise.all([passing.stop(), behind.stop()]);
});

function get(url: string, tls: { cert?: Buffer; key?: Buffer } = {}) {
  const dispatcher = new Agent({ connect: { ca: front().certificates.ca, ...tls } });
  return fetch(url, { dispatcher, redirect: "manual" });
}
