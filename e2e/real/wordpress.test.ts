import { describe, expect, it } from "vitest";
import { whileRunning } from "./ground/whileRunning.js";
import { startWordpress, type RunningWordpress } from "./wordpress.js";

describe("WordPress", () => {
  const wordpress = whileRunning(startWordpress);
  const get = (path: string, as?: { user: string; password: string }) => ask(wordpress(), path, as);

  it("points to its API from the front page", async () => {
    const { headers } = await get("/");
    expect(headers.get("link")).toContain('/wp-json/>; rel="https://api.w.org/"');
  });

  it("tells how application passwords are made, with and without pretty links", async () => {
    const authentication = { "application-passwords": { endpoints: { authorization: expect.any(String) as string } } };
    expect((await get("/wp-json/")).json).toMatchObject({
      namespaces: expect.arrayContaining(["wp/v2"]),
      authentication,
    });
    expect((await get("/?rest_route=/")).json).toMatchObject({ authentication });
  });

  it("knows who signs in with an application password, spaces or not", async () => {
    const { user, password } = wordpress().accounts.admin;
    expect((await get(me, { user, password })).json).toMatchObject({ username: "admin" });
    expect((await get(me, { user, password: password.replaceAll(" ", "") })).status).toBe(200);
  });

  it("refuses the log-in password, a wrong one, an unknown user and nobody alike", async () => {
    const nobodies = [
      wordpress().accounts.adminLogin,
      { user: "admin", password: "no" },
      { user: "x", password: "no" },
    ];
    for (const as of [...nobodies, undefined]) {
      expect(await get(me, as)).toMatchObject({ status: 401, json: { code: "rest_not_logged_in" } });
    }
  });

  it("lets the subscriber sign in, and forbids the rest", async () => {
    const { subscriber } = wordpress().accounts;
    expect((await get(me, subscriber)).json).toMatchObject({ roles: ["subscriber"] });
    expect(await get("/wp-json/wp/v2/settings", subscriber)).toMatchObject({
      status: 403,
      json: { code: "rest_forbidden" },
    });
  });

  it("has no such route as a shop's", async () => {
    expect(await get("/wp-json/wc/v3/orders")).toMatchObject({ status: 404, json: { code: "rest_no_route" } });
  });
});

describe("WordPress in production without TLS", () => {
  const wordpress = whileRunning(() => startWordpress({ environment: "production" }));

  it("offers no way to sign in, and refuses the right application password", async () => {
    expect((await ask(wordpress(), "/wp-json/")).json).toMatchObject({ authentication: [] });
    expect((await ask(wordpress(), me, wordpress().accounts.admin)).status).toBe(401);
  });
});

const me = "/wp-json/wp/v2/users/me?context=edit";

async function ask(wordpress: RunningWordpress, path: string, as?: { user: string; password: string }) {
  const authorization = as && `Basic ${Buffer.from(`${as.user}:${as.password}`).toString("base64")}`;
  const response = await fetch(wordpress.url + path, { headers: authorization ? { authorization } : {} });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    json: text.startsWith("{") ? (JSON.parse(text) as unknown) : undefined,
  };
}
