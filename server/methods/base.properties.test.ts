import fc from "fast-check";
import { expect, it } from "vitest";
import { goingOn } from "./base.js";

it("a base is on a host of the vendor whatever was said, or nowhere", () => {
  const use = { base: { url: "{server}/v1", hosts: ["{region}.vendor.com", "api.{region}.vendor.com:8443"] } };
  const part = fc.constantFrom(
    ...[
      "https://",
      "http://",
      "//",
      "eu",
      "vendor.com",
      ".vendor.com",
      ".",
      "@",
      ":",
      "/",
      "\\",
      "?",
      "#",
      "%2e",
      "%00",
    ],
    ...[
      " ",
      "\n",
      "\u200b",
      "。",
      "8443",
      "443",
      "127.0.0.1",
      "[::1]",
      "api",
      "evil.example",
      "ⓥendor",
      "{server}",
      "_",
    ],
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 9 }), (parts) => {
      const there = goingOn({ use, address: "https://a.vendor.com", values: {} }, "signing", {
        server: parts.join(""),
      });
      if ("answer" in there) return void expect(there.cause).toBe("answer_not_understood");
      const { protocol, host, username, password } = new URL(there.address);
      expect([protocol, username, password]).toEqual(["https:", "", ""]);
      expect(host).toMatch(/^(?:[a-z0-9_-]+\.vendor\.com|api\.[a-z0-9_-]+\.vendor\.com:8443)$/);
    }),
    { numRuns: 5000 },
  );
});
