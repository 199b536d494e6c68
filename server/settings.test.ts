import { randomBytes } from "node:crypto";
import { resolve } from "node:path";
import { inspect } from "node:util";
import { expect, test } from "vitest";
import { readSettings, SettingsError, vaultKeys } from "./settings.js";
import { createVault } from "./vault/vault.js";

const key = randomBytes(32).toString("base64");
const least = { GANGWAY_URL: "https://connect.example.com", GANGWAY_KEYS: `2026:${key}` };
const problemsOf = (env: Record<string, string>): readonly string[] => {
  try {
    readSettings(env);
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
};
const namesOf = (env: Record<string, string>) => problemsOf(env).map((problem) => problem.split(" ")[0]);

test("two settings are enough, the rest has a default", () => {
  expect(readSettings(least)).toMatchObject({
    publicUrl: "https://connect.example.com",
    port: 4400,
    host: "127.0.0.1",
    databaseUrl: undefined,
    dataFolder: resolve(".gangway"),
    roots: [],
    allow: [],
    logLevel: "info",
  });
});

test("reads every setting", () => {
  const settings = readSettings({
    GANGWAY_URL: "http://gangway.localhost:4400/",
    GANGWAY_KEYS: `new:${key}, old:${randomBytes(32).toString("base64")}`,
    PORT: "0",
    HOST: "0.0.0.0",
    DATABASE_URL: "postgres://gangway:pw@localhost:5432/gangway",
    GANGWAY_DATA: "/var/lib/gangway",
    GANGWAY_ROOTS: "/srv/exports/, /srv/drop",
    GANGWAY_ALLOW: "127.0.0.1:5432,[::1]:80,169.254.1.1,::1",
    GANGWAY_TRUST_PROXY: "10.0.0.0/8,::1",
    GANGWAY_EGRESS: "192.0.2.7",
    GANGWAY_OAUTH_BUSINESS_CENTRAL_CLIENT_ID: "abc",
    GANGWAY_OAUTH_BUSINESS_CENTRAL_CLIENT_SECRET: "shh",
    GANGWAY_OAUTH_FIIX_CLIENT_ID: "def",
    GANGWAY_INPUT_E_CONOMIC__APP_SECRET_TOKEN: "hush",
    GANGWAY_CATALOGUE: "/etc/gangway/systems",
    LOG_LEVEL: "debug",
  });
  expect(settings).toMatchObject({
    publicUrl: "http://gangway.localhost:4400",
    port: 0,
    host: "0.0.0.0",
    dataFolder: "/var/lib/gangway",
    roots: ["/srv/exports", "/srv/drop"],
    allow: [
      { address: "127.0.0.1", ports: [5432] },
      { address: "::1", ports: [80] },
      { address: "169.254.1.1" },
      { address: "::1" },
    ],
    trustProxy: ["10.0.0.0/8", "::1"],
    egress: ["192.0.2.7"],
    oauth: { "business-central": { clientId: "abc" }, fiix: { clientId: "def" } },
    catalogue: "/etc/gangway/systems",
    logLevel: "debug",
  });
  expect(settings.databaseUrl?.reveal()).toBe("postgres://gangway:pw@localhost:5432/gangway");
  expect(settings.oauth["business-central"]?.clientSecret?.reveal()).toBe("shh");
  expect(settings.inputs["e-conomic"]?.["appSecretToken"]?.reveal()).toBe("hush");
  expect(createVault({ keys: vaultKeys(settings) }).currentKey).toBe("new");
});

test("names everything that is missing in one message", () => {
  expect(namesOf({})).toEqual(["GANGWAY_URL", "GANGWAY_KEYS"]);
  expect(namesOf({ GANGWAY_URL: "", GANGWAY_KEYS: " " })).toEqual(["GANGWAY_URL", "GANGWAY_KEYS"]);
});

test.each([
  ["GANGWAY_URL", "gangway.acme.example"],
  ["GANGWAY_URL", "http://connect.example.com"],
  ["GANGWAY_URL", "https://connect.example.com/path"],
  ["GANGWAY_URL", "https://user:pw@connect.example.com"],
  ["GANGWAY_KEYS", key],
  ["GANGWAY_KEYS", `a:${randomBytes(16).toString("base64")}`],
  ["GANGWAY_KEYS", `a:${key},a:${key}`],
  ["GANGWAY_KEYS", `a:${key},b`],
  ["PORT", "http"],
  ["PORT", "70000"],
  ["DATABASE_URL", "mysql://user:topsecret@db/x"],
  ["GANGWAY_ROOTS", "exports"],
  ["GANGWAY_ALLOW", "localhost:5432"],
  ["GANGWAY_ALLOW", "127.0.0.0/8"],
  ["GANGWAY_ALLOW", "127.0.0.1:99999"],
  ["GANGWAY_ALLOW", "127.1:80"],
  ["GANGWAY_TRUST_PROXY", "everyone"],
  ["GANGWAY_EGRESS", "x"],
  ["LOG_LEVEL", "loud"],
])("refuses %s=%s and does not repeat the value", (name, value) => {
  const env = { ...least, [name]: value };
  expect(namesOf(env)).toEqual([name]);
  expect(problemsOf(env).join()).not.toContain(value);
});

test("refuses a client secret without its id", () => {
  expect(namesOf({ ...least, GANGWAY_OAUTH_FIIX_CLIENT_SECRET: "shh" })).toEqual(["GANGWAY_OAUTH_FIIX_CLIENT_ID"]);
});

test("settings that are printed show no secret", () => {
  const env = { ...least, DATABASE_URL: "postgres://u:hunter2@h/d", GANGWAY_OAUTH_FIIX_CLIENT_ID: "id" };
  const settings = readSettings({ ...env, GANGWAY_OAUTH_FIIX_CLIENT_SECRET: "hunter2" });
  expect(inspect(settings, { depth: null }) + JSON.stringify(settings)).not.toMatch(/hunter2|[A-Za-z0-9+/]{43}=/);
});
