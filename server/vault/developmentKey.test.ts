import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readSettings } from "../settings.js";
import { developmentKey } from "./developmentKey.js";

const folder = mkdtempSync(join(tmpdir(), "gangway-key-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("makes a key that only its owner may read, and keeps it", () => {
  const first = developmentKey(join(folder, "data"));
  expect(first.made).toBe(true);
  expect(statSync(first.file).mode & 0o777).toBe(0o600);
  expect(developmentKey(join(folder, "data"))).toEqual({ ...first, made: false });
});

test("the settings take it", () => {
  const { keys } = developmentKey(folder);
  expect(readSettings({ GANGWAY_URL: "http://localhost:4400", GANGWAY_KEYS: keys }).keys[0]?.id).toBe("development");
});
