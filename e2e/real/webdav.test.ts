import { expect, it } from "vitest";
import { loopbackFetch } from "./ground/loopbackFetch.js";
import { whileRunning } from "./ground/whileRunning.js";
import { startWebdav } from "./webdav.js";

const webdav = whileRunning(startWebdav);
const anna = () => webdav().accounts.anna;

it("tells without a password that it is WebDAV, unless its door is shut", async () => {
  const { secure, plain, closed, pages } = webdav().addresses;
  for (const address of [secure, plain]) {
    const response = await ask("OPTIONS", `${address}/`);
    expect([response.status, response.headers.get("dav")]).toEqual([200, "1"]);
  }
  expect((await ask("OPTIONS", `${closed}/`)).status).toBe(401);
  expect((await ask("OPTIONS", `${pages}/`)).status).toBe(405);
});

it("lists a folder to who has the password", async () => {
  const response = await ask("PROPFIND", `${webdav().url}/export/`, anna());
  expect(response.status).toBe(207);
  const text = await response.text();
  expect(text).toContain("<D:href>/files/export/purchase_orders.csv</D:href>");
  expect(text).toContain("Vendors%20f%C3%BCr%20Werk%20%232%20(100%25).csv");
});

it("answers a wrong password and an unknown user alike", async () => {
  for (const user of ["anna", "nobody-knows"]) {
    const response = await ask("PROPFIND", `${webdav().url}/export/`, { user, password: "wrong-password" });
    expect([response.status, response.headers.get("www-authenticate")]).toEqual([401, 'Basic realm="Plant files"']);
  }
});

it("tells apart what is missing, forbidden and unreadable", async () => {
  const { private: forbidden, locked } = webdav().folders;
  for (const [folder, status] of Object.entries({ none: 404, [forbidden]: 403, [locked]: 500 })) {
    expect((await ask("PROPFIND", `${webdav().url}/${folder}/`, anna())).status).toBe(status);
  }
});

it("gives a part of a file", async () => {
  const response = await ask("GET", `${webdav().url}/export/purchase_orders.csv`, anna(), { range: "bytes=0-5" });
  expect([response.status, await response.text()]).toEqual([206, "number"]);
});

it("says that its https port is no http port, and is trusted only with its own authority", async () => {
  expect(await (await ask("GET", webdav().addresses.plainToSecure)).text()).toContain("sent to HTTPS port");
  await expect(loopbackFetch(webdav().url)).rejects.toThrow();
});

function ask(method: string, url: string, who?: { user: string; password: string }, headers = {}) {
  const authorization = who && { authorization: `Basic ${btoa(`${who.user}:${who.password}`)}` };
  return loopbackFetch(
    url,
    { method, headers: { depth: "1", ...authorization, ...headers } },
    { ca: webdav().certificates.ca },
  );
}
