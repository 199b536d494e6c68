import { describe, expect, it } from "vitest";
import { readAnswer } from "./answer.js";
import { excerpt, holds } from "./evidence.js";
import { judge } from "./judge.js";
import { at } from "./pointer.js";

function answer(
  body: string | Buffer,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
) {
  return readAnswer({
    status,
    headers: new Headers(headers),
    body: Buffer.from(body),
    url: "https://h.example/",
    address: "192.0.2.1",
    httpVersion: "1.1",
    timings: { name: 0, reach: 0, answer: 0, body: 0, whole: 0 },
  });
}

describe("a JSON Pointer", () => {
  const json = { a: { "b/c": [1, { "~d": null }] }, "": 0 };
  it.each([
    ["", json],
    ["/a/b~1c/0", 1],
    ["/a/b~1c/1/~0d", null],
    ["/", 0],
    ["/a/b~1c/01", undefined],
    ["/a/b~1c/length", undefined],
    ["/constructor", undefined],
    ["/__proto__", undefined],
    ["a", undefined],
  ])("%j", (pointer, value) => expect(at(json, pointer)).toEqual(value));
});

describe("evidence", () => {
  const json = answer('{"v":"17.0","n":null,"list":[],"ok":true}', {
    headers: { "Content-Type": "application/json; charset=utf-8", Link: '<x>; rel="y"' },
  });

  it("holds when everything stated does", () => {
    expect(
      holds(
        {
          status: [200, 201],
          contentType: "application/json",
          header: { name: "link", matches: "rel=" },
          json: [
            { at: "/v", matches: "^17\\." },
            { at: "/n", is: null },
            { at: "/list", type: "array" },
            { at: "/x", exists: false },
          ],
        },
        json,
      ),
    ).toBe(true);
  });

  it.each([
    { status: 201 },
    { contentType: "text/html" },
    { header: { name: "x-none" } },
    { header: { name: "link", matches: "^z" } },
    { json: [{ at: "/v", is: 17 }] },
    { json: [{ at: "/x" }] },
    { json: [{ at: "/n", type: "object" as const }] },
    { json: [{ at: "/list", matches: "" }] },
    { text: "nowhere" },
  ])("does not hold when one thing fails: %j", (evidence) => expect(holds(evidence, json)).toBe(false));

  it("sees no JSON in broken text or another encoding", () => {
    const evidence = { json: [{ at: "", type: "object" as const }] };
    expect(holds(evidence, answer("{"))).toBe(false);
    expect(holds(evidence, answer(Buffer.from("{}", "utf16le")))).toBe(false);
    expect(
      holds(evidence, answer(Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xff]), Buffer.from('"}')]))),
    ).toBe(false);
  });

  it("is looked for in linear time", () => {
    expect(holds({ text: "(a+)+$" }, answer(`${"a".repeat(50_000)}!`))).toBe(false);
  });

  it("gives excerpts", () => {
    expect(excerpt({ at: "/list", length: true }, json)).toBe(0);
    expect(excerpt({ at: "/v", text: "^(\\d+)" }, json)).toBe("17");
    expect(excerpt({ header: "link" }, json)).toContain("rel");
    expect(excerpt({ at: "/list" }, json)).toBeUndefined();
  });
});

describe("judgement", () => {
  it("takes the entry's no before its yes, and both before the general rules", () => {
    const yes = [{ status: 200 }];
    const no = [{ when: { json: [{ at: "/error", exists: true }] }, cause: "company_unknown" as const, field: "db" }];
    expect(judge({ yes, no }, answer('{"error":1}'), "signIn")).toMatchObject({
      answer: "no",
      cause: "company_unknown",
      field: "db",
    });
    expect(judge({ yes, no }, answer("{}"), "signIn")).toMatchObject({ answer: "yes" });
    expect(judge({ yes, no }, answer("", { status: 500 }), "signIn")).toMatchObject({
      answer: "unknown",
      cause: "server_error",
    });
  });

  it("says no for certain only to what is known", () => {
    const probe = { yes: [{ status: 299 }], no: [] };
    const of = (status: number, phase: "recognise" | "signIn") => judge(probe, answer("", { status }), phase).answer;
    expect([of(401, "signIn"), of(403, "signIn"), of(404, "signIn")]).toEqual(["no", "no", "no"]);
    expect([of(429, "signIn"), of(500, "signIn"), of(418, "signIn"), of(401, "recognise")]).toEqual([
      "unknown",
      "unknown",
      "unknown",
      "unknown",
    ]);
  });

  it("warns of a key near its end", () => {
    const probe = { yes: [{}], no: [], facts: { expires: { at: "/until" } } };
    const until = (days: number) =>
      answer(JSON.stringify({ until: new Date(Date.now() + days * 86_400_000).toISOString() }));
    expect(judge(probe, until(3), "signIn").warnings).toEqual([{ cause: "key_expires_soon" }]);
    expect(judge(probe, until(90), "signIn").warnings).toEqual([]);
  });
});
