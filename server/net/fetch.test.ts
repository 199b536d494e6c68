import { allowInsecureRequests, clientCredentialsGrant, customFetch, discovery, type CustomFetch } from "openid-client";
import { afterAll, expect, test } from "vitest";
import { codeOf, createLocalNet, createServers } from "./servers.fixture.js";

const servers = createServers();
const net = createLocalNet();
afterAll(servers.stop);

test("carries openid-client from discovery to token", async () => {
  let form = "";
  const port = await servers.http((request, response) => {
    const issuer = `http://${request.headers.host}`;
    response.setHeader("content-type", "application/json");
    if (request.method === "GET")
      return void response.end(JSON.stringify({ issuer, token_endpoint: `${issuer}/token` }));
    request.on("data", (chunk: Buffer) => (form += chunk.toString()));
    request.once("end", () => response.end(JSON.stringify({ access_token: "t", token_type: "bearer" })));
  });
  const config = await discovery(new URL(`http://idp.example.com:${port}`), "client", "secret", undefined, {
    [customFetch]: net.fetch({ tenant: "acme" }) as CustomFetch,
    execute: [allowInsecureRequests],
  });
  const tokens = await clientCredentialsGrant(config);
  expect(tokens.access_token).toBe("t");
  expect(form).toContain("grant_type=client_credentials");
});

test("redirects: handed back, followed, or refused", async () => {
  const port = await servers.http((request, response) => {
    if (request.url === "/end") return void response.end("end");
    response.writeHead(302, { location: "/end" }).end();
  });
  const fetch = net.fetch({ tenant: "acme" });
  const url = `http://idp.example.com:${port}/`;
  expect((await fetch(url)).status).toBe(302);
  expect(await (await fetch(url, { redirect: "follow" })).text()).toBe("end");
  expect(await codeOf(fetch(url, { redirect: "error" }))).toBe("redirect_forbidden");
});

test("an answer without a body", async () => {
  const port = await servers.http((_request, response) => response.writeHead(204).end());
  expect((await net.fetch({ tenant: "acme" })(`http://idp.example.com:${port}/`)).status).toBe(204);
});

test.each([0, 1])("ends with the caller's signal and with that of all its requests: %i", async (index) => {
  const [all, one] = [new AbortController(), new AbortController()];
  const port = await servers.http(() => [all, one][index]!.abort());
  const fetch = net.fetch({ tenant: "acme", signal: all.signal });
  const call = fetch(`http://idp.example.com:${port}/`, { signal: one.signal });
  expect(await codeOf(call)).toBe("cancelled");
});

test("the guard stands before it", async () => {
  expect(await codeOf(net.fetch({ tenant: "acme" })("http://169.254.169.254/"))).toBe("address_forbidden");
});
