import { expect, test } from "vitest";
import { entry } from "./entry.fixture.js";
import { templatedLabels } from "./templated-labels.js";

test("a stand-in that is one label is right", () =>
  expect(
    templatedLabels.check(
      entry({ address: { kind: "web", hosts: ["{tenant}-api.s4hana.cloud.sap"], example: "https://x.example.com" } }),
      [],
    ),
  ).toEqual([]));

test("an open domain is found", () =>
  expect(
    templatedLabels.check(
      entry({ address: { kind: "web", hosts: ["erp.{tenant}.com"], example: "https://x.example.com" } }),
      [],
    ),
  ).toEqual([expect.stringContaining("leaves the domain itself open")]));
test("two stand-ins in one are found", () =>
  expect(
    templatedLabels.check(
      entry({ address: { kind: "web", hosts: ["{a}{b}.odoo.com"], example: "https://x.example.com" } }),
      [],
    ),
  ).toEqual([expect.stringContaining("not one label")]));
test("an address that is not https is found", () =>
  expect(
    templatedLabels.check(
      entry({ address: { kind: "account", url: "http://{account}.odoo.com", example: "acme" } }),
      [],
    ),
  ).toEqual([expect.stringContaining("not https")]));
test("a page below the verified address is right", () =>
  expect(
    templatedLabels.check(
      entry({
        methods: [{ kind: "oauth2", authorizeUrl: "{address}/authorize", tokenUrl: "{address}/token" }],
      }),
      [],
    ),
  ).toEqual([]));
