import { expect, test } from "vitest";
import type { SystemFileInput } from "#contract/system";
import { entry } from "./entry.fixture.js";
import { noSharedSecret } from "./no-shared-secret.js";

test("a pinned host may have it", () =>
  expect(
    noSharedSecret.check(
      entry({ methods: [{ kind: "oauth2", tokenUrl: "https://login.vendor.com/{tenant}/token" }] }),
      [],
    ),
  ).toEqual([]));

test("a typed host is found", () =>
  expect(noSharedSecret.check(entry({ methods: [{ kind: "oauth2", tokenUrl: "{address}/token" }] }), [])).toEqual([
    expect.stringContaining("where the person says"),
  ]));
test("a host with a stand-in that is not the vendor's pattern is found", () =>
  expect(
    noSharedSecret.check(entry({ methods: [{ kind: "oauth2", tokenUrl: "https://{tenant}.vendor.com/token" }] }), []),
  ).toEqual([expect.stringContaining("where the person says")]));
test("an operator's input at an address that is typed is found, and a signature by it is none", () => {
  const fields = [{ name: "consumerSecret", kind: "secret" as const, by: "operator" as const }];
  const found = (method: SystemFileInput["methods"][number]) =>
    noSharedSecret.check(entry({ methods: [{ ...method, fields }] }), []);
  expect(found({ kind: "apiKey", place: "header", name: "X-Key", value: "{consumerSecret}" })).toHaveLength(1);
  expect(found({ kind: "oauth1", signature: "PLAINTEXT" })).toHaveLength(1);
  expect(found({ kind: "oauth1", signature: "HMAC-SHA1" })).toEqual([]);
});
test("an endpoint that is typed is found, though the address is the vendor's own", () => {
  const plain = (requestTokenUrl: string) =>
    noSharedSecret.check(
      entry({
        address: { kind: "fixed", url: "https://api.vendor.com", example: "https://api.vendor.com" },
        methods: [
          {
            kind: "oauth1",
            legs: 3,
            signature: "PLAINTEXT",
            requestTokenUrl,
            fields: [{ name: "consumerSecret", kind: "secret", by: "operator" }],
          },
        ],
      }),
      [],
    );
  expect(plain("https://api.vendor.com/request")).toEqual([]);
  expect(plain("{requestTokenUrl}")).toHaveLength(1);
});
test("an application without a secret may go where the person says", () =>
  expect(
    noSharedSecret.check(entry({ methods: [{ kind: "oauth2", tokenUrl: "{address}/token", clientAuth: "none" }] }), []),
  ).toEqual([]));
