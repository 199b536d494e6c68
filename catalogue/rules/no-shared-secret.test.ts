import { expect, test } from "vitest";
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
test("an application without a secret may go where the person says", () =>
  expect(
    noSharedSecret.check(entry({ methods: [{ kind: "oauth2", tokenUrl: "{address}/token", clientAuth: "none" }] }), []),
  ).toEqual([]));
