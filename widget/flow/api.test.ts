import { describe, expect, test, vi } from "vitest";
import { createApi } from "./api.js";

interface Sent {
  url: string;
  init: RequestInit & { headers: Record<string, string> };
}
const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers });

/** Answers one after another; an Error is thrown, as fetch does. */
function scripted(...answers: (Response | Error)[]) {
  const sent: Sent[] = [];
  const fetch = (url: unknown, init: unknown) => {
    sent.push({ url: String(url), init: init as Sent["init"] });
    const answer = answers.shift() ?? new Error("nothing more to answer");
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  return { sent, api: createApi({ base: "https://gw.example", fetch: fetch as typeof globalThis.fetch }) };
}
const problem = (code: string, status: number, headers = {}) => json({ code, request_id: "req_1" }, status, headers);

describe("the session", () => {
  test("is sent as a bearer after opening, and never before or in an address", async () => {
    const { api, sent } = scripted(json({ session: "gw_session_s", link: {} }), json({}));
    await api.ask("openLink", { body: { token: "gw_link_t", origin: null } });
    await api.ask("readLink", {});
    expect(sent[0]!.init.headers["authorization"]).toBeUndefined();
    expect(sent[1]!.init.headers["authorization"]).toBe("Bearer gw_session_s");
    expect(sent.map((s) => s.url).join()).not.toContain("gw_");
  });
});

describe("what is asked twice", () => {
  test("a write that is safe, with the same Idempotency-Key", async () => {
    const { api, sent } = scripted(
      new TypeError("network"),
      problem("overloaded", 503, { "retry-after": "0" }),
      json({}),
    );
    await api.ask("finishLink", { body: { run: "r" } });
    expect(new Set(sent.map((s) => s.init.headers["idempotency-key"])).size).toBe(1);
    expect(sent).toHaveLength(3);
  });

  test("never the opening of a link", async () => {
    const { api, sent } = scripted(new TypeError("network"));
    await expect(api.ask("openLink", { body: { token: "t", origin: null } })).rejects.toMatchObject({
      code: "offline",
    });
    expect(sent).toHaveLength(1);
  });

  test("never a credential attempt", async () => {
    const { api, sent } = scripted(problem("overloaded", 503));
    await expect(api.run({ body: { system: "s", method: "m", values: {} } }, vi.fn())).rejects.toMatchObject({
      code: "overloaded",
    });
    expect(sent).toHaveLength(1);
  });

  test("not what the server has refused for good", async () => {
    const { api, sent } = scripted(problem("not_found", 404));
    await expect(api.ask("showSystem", { params: { id: "a/b" } })).rejects.toMatchObject({
      code: "not_found",
      requestId: "req_1",
    });
    expect(sent.map((s) => s.url)).toEqual(["https://gw.example/v1/link/systems/a%2Fb"]);
  });

  test("not when the server asks for longer patience than a person has", async () => {
    const { api, sent } = scripted(problem("rate_limited", 429, { "retry-after": "60" }));
    await expect(api.ask("readLink", {})).rejects.toMatchObject({ code: "rate_limited", retryAfter: 60 });
    expect(sent).toHaveLength(1);
  });
});

describe("answers that are none", () => {
  test("a proxy's page with 200", async () => {
    const { api } = scripted(new Response("<html>log in</html>"));
    await expect(api.ask("readLink", {})).rejects.toMatchObject({ code: "not_understood" });
  });

  test("a page with 403 and no code", async () => {
    const { api } = scripted(new Response("<html>no</html>", { status: 403, headers: { "x-request-id": "req_9" } }));
    await expect(api.ask("readLink", {})).rejects.toMatchObject({ code: "not_understood", requestId: "req_9" });
  });

  test("a stream that breaks into markup", async () => {
    const { api } = scripted(new Response('{"type":"check"}\n<html>'));
    const onLine = vi.fn();
    await expect(api.run({ body: { system: "s", method: "m", values: {} } }, onLine)).rejects.toMatchObject({
      code: "not_understood",
    });
    expect(onLine).toHaveBeenCalledTimes(1);
  });

  test("an abort stays an abort", async () => {
    const { api } = scripted(new DOMException("aborted", "AbortError") as unknown as Error);
    const controller = new AbortController();
    controller.abort();
    await expect(api.ask("readLink", { signal: controller.signal })).rejects.toMatchObject({ name: "AbortError" });
  });
});
