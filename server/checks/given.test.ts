import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { json, pretend, systemWith, type Pretend } from "../methods/world.fixture.js";
import { climbed } from "./run.fixture.js";

let world: Pretend;
beforeAll(async () => {
  world = await pretend(({ headers }, response) =>
    json(response, { me: headers["x-app"] === "app-secret-1" ? "anna" : headers["x-app"] }),
  );
});
beforeEach(() => void (world.seen.length = 0));
afterAll(() => world.stop());

const vendor = () =>
  systemWith(
    {
      kind: "bearer",
      headers: { "X-App": "{appSecret}" },
      fields: [
        { name: "appSecret", kind: "secret", by: "operator" },
        {
          name: "region",
          kind: "choice",
          public: true,
          default: "eu",
          choices: [
            { value: "eu", sets: { api: world.url } },
            { value: "us", sets: { api: "http://127.0.0.1:65000" } },
          ],
        },
      ],
      signIn: {
        question: { path: "/me" },
        yes: [{ json: [{ at: "/me", type: "string" }] }],
        no: [],
        facts: { identity: { at: "/me" } },
      },
    },
    { address: { kind: "fixed", url: "{api}", example: "https://api.vendor.com" } },
  );
const settings = { roots: [], oauth: {}, inputs: { pretend: { appSecret: "app-secret-1", other: "x" } } };

test("a region decides the host, and the operator's own secret goes along", async () => {
  const { line, address, values } = await climbed(vendor(), { token: "t" }, { settings });
  expect(line).toMatchObject({ outcome: "connected" });
  expect(address).toBe(world.url);
  // What the operator set is nobody's to keep with a connection.
  expect(Object.values(values)).not.toContain("app-secret-1");
});

test("another region is another host", async () => {
  const { line } = await climbed(vendor(), { token: "t", region: "us" }, { settings });
  expect(line).toMatchObject({ cause: "connection_refused" });
  expect(world.seen).toEqual([]);
});

test("what the operator owes is the host's to mend, and nothing is sent without it", async () => {
  const { line } = await climbed(vendor(), { token: "t" });
  expect(line).toMatchObject({ cause: "application_refused" });
  expect(world.seen.filter(({ headers }) => headers.authorization)).toEqual([]);
});

test("a person cannot put a value in the operator's place, nor a host in the choice's", async () => {
  const theirs = await climbed(vendor(), { token: "t", appSecret: "mine" }, { settings });
  expect(theirs.line).toMatchObject({ outcome: "failed" });
  expect(world.seen.filter(({ headers }) => headers.authorization)).toEqual([]);
  const elsewhere = await climbed(vendor(), { token: "t", api: "http://127.0.0.1:65000" }, { settings });
  expect(elsewhere.address).toBe(world.url);
});

test("the operator's secret is not told when a system sends it back", async () => {
  const echo = { ...settings, inputs: { pretend: { appSecret: "app-secret-2" } } };
  const { lines } = await climbed(vendor(), { token: "t" }, { settings: echo });
  expect(JSON.stringify(lines)).not.toContain("app-secret-2");
});
