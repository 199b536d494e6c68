import { expect, it } from "vitest";
import { loopbackFetch } from "./ground/loopbackFetch.js";
import { whileRunning } from "./ground/whileRunning.js";
import { startIcinga, type RunningIcinga } from "./icinga.js";

const icinga = whileRunning(startIcinga);
const unauthorized = { error: 401, status: "Unauthorized. Please check your user credentials." };

it("says who it is before anybody signs in", async () => {
  const response = await ask("/v1");
  expect(response.status).toBe(401);
  expect(response.headers.get("server")).toMatch(/^Icinga\/r2\./);
  expect(response.headers.get("www-authenticate")).toBe('Basic realm="Icinga 2"');
});

it("lists hosts to who may read them", async () => {
  const response = await ask("/v1/objects/hosts", "reader");
  const { results } = (await response.json()) as { results: { name: string }[] };
  expect(results.map(({ name }) => name).sort()).toEqual(["oven-2", "press-1"]);
});

it("knows no objects for who has no permission, and tells her who she is all the same", async () => {
  const refused = await ask("/v1/objects/hosts", "guest");
  expect(refused.status).toBe(404);
  expect(await refused.json()).toEqual({ error: 404, status: "No objects found." });
  expect(await (await ask("/v1", "guest")).json()).toMatchObject({ results: [{ user: "guest", permissions: [] }] });
});

it("answers a wrong password and an unknown user alike", async () => {
  for (const user of ["reader", "nobody"]) {
    const response = await ask("/v1", { user, password: "wrong-password" });
    expect([response.status, await response.json()]).toEqual([401, unauthorized]);
  }
});

it("is trusted only with its own authority, and says nothing in plain http", async () => {
  await expect(loopbackFetch(icinga().url)).rejects.toMatchObject({ cause: { code: "SELF_SIGNED_CERT_IN_CHAIN" } });
  await expect(loopbackFetch(icinga().url.replace("https", "http"))).rejects.toThrow();
});

function ask(path: string, who?: keyof RunningIcinga["accounts"] | { user: string; password: string }) {
  const account = typeof who === "string" ? icinga().accounts[who] : who;
  const headers = {
    accept: "application/json",
    ...(account && { authorization: `Basic ${btoa(`${account.user}:${account.password}`)}` }),
  };
  return loopbackFetch(`${icinga().url}${path}`, { headers }, { ca: icinga().certificates.ca });
}
