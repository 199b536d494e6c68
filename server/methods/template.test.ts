import { describe, expect, it } from "vitest";
import { Question, type QuestionInput } from "#contract";
import { render } from "./question.js";
import { fillAddress, fillHeader, fillJson, fillPath, TemplateError } from "./template.js";

const hostile = 'a/b?c#d&e=f "\\{x}\r\n%2e';

describe("a value", () => {
  it("is one segment of a path, whatever is in it", () => {
    const url = new URL(`https://h.example/${fillPath("db/{name}/x", { name: hostile })}`);
    expect(url.pathname.split("/").map(decodeURIComponent)).toEqual(["", "db", hostile, "x"]);
    expect([url.search, url.hash]).toEqual(["", ""]);
  });

  it.each([".", ".."])("is no way up: %j", (name) => {
    expect(() => fillPath("/db/{name}/", { name })).toThrow(TemplateError);
  });

  it.each(["../x", "/a/%2e%2e/b", "//evil.example", "https://evil.example", "/a\\b", "/a#b", "/a b"])(
    "is no other place where it is the whole path: %j",
    (path) => expect(() => fillPath("{path}", { path })).toThrow(TemplateError),
  );

  it("may be a whole path with a query", () => {
    expect(fillPath("{path}", { path: "/v1/me?full=1" })).toBe("/v1/me?full=1");
  });

  it.each(["a\r\nb: c", "a\u0000", "é", "\u007f"])("is not put in a header that it would break: %j", (value) => {
    expect(() => fillHeader("x {v}", { v: value })).toThrow(TemplateError);
  });

  it("stays inside its JSON string, and alone keeps its type", () => {
    const filled = fillJson({ a: ["{v}", "x{v}", 1, null], b: "{n}" }, { v: hostile, n: 7 });
    expect(filled).toEqual({ a: [hostile, `x${hostile}`, 1, null], b: 7 });
  });

  it("is one label of a host", () => {
    expect(fillAddress("https://{t}.vendor.example/{p}", { t: "Acme-1", p: "a/b" })).toBe(
      "https://acme-1.vendor.example/a%2Fb",
    );
    for (const t of ["a.b", "evil.example/", "a@b", "-a", "", "a:1"]) {
      expect(() => fillAddress("https://{t}.vendor.example", { t })).toThrow(TemplateError);
    }
  });

  it("is not read twice: what it holds in braces stays", () => {
    expect(fillJson("{a}-{b}", { a: "{b}", b: "2" })).toBe("{b}-2");
  });

  it("is nothing that objects have of their own", () => {
    expect(fillJson("x{constructor}", {})).toBe("x");
  });
});

describe("a question", () => {
  const ask = (question: QuestionInput, inputs = {}, more = {}) =>
    render(Question.parse(question), "https://h.example/sub", inputs, more);

  it("stands below the address's own path", () => {
    expect(ask({ path: "/api" }).url).toBe("https://h.example/sub/api");
    expect(ask({ path: "api" }).url).toBe("https://h.example/sub/api");
    expect(ask({ path: "" }).url).toBe("https://h.example/sub");
    expect(ask({ path: "/" }).url).toBe("https://h.example/sub/");
  });

  it("encodes its query, and leaves out what was left empty", () => {
    expect(ask({ path: "", query: { q: "{v}", none: "{w}" } }, { v: "a&b=c" }).url).toBe(
      "https://h.example/sub?q=a%26b%3Dc",
    );
  });

  it("sends JSON and forms as what they are", () => {
    expect(ask({ path: "", method: "POST", json: { a: "{v}" } }, { v: '"' })).toMatchObject({
      method: "POST",
      body: '{"a":"\\""}',
      headers: { "content-type": "application/json" },
    });
    expect(ask({ path: "", method: "POST", form: { a: "{v}" } }, { v: "a+b&c" }).body).toBe("a=a%2Bb%26c");
  });

  it("is signed last: no header of an entry stands in for the signature", () => {
    const { headers } = ask(
      { path: "", headers: { Authorization: "x" } },
      {},
      { signature: { headers: { authorization: "y" } } },
    );
    expect(headers["authorization"]).toBe("y");
  });
});
