import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createVault, type VaultKey } from "./vault.js";

const key = (id: string): VaultKey => ({ id, key: randomBytes(32) });
const place = { tenant: "acme", ownerKind: "connection", owner: "con_1", field: "password", version: 1 } as const;
const old = key("2025");
const vault = createVault({ keys: [old] });
const codeOf = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    return (error as { code?: string }).code;
  }
  return "no error";
};

test.each([
  ["empty", ""],
  ["white space at the ends", " \tpass\r\n"],
  ["beyond the basic plane", "pässwörd 🔑 密码"],
  ["not normalised", "e\u0301 is not \u00e9"],
  ["zero units", "a\0b"],
  ["half a surrogate pair", "a\ud83db"],
  ["a leading byte-order mark", "\ufeffkey"],
  ["64 KiB", "k".repeat(65536)],
])("gives back what was sealed, unit for unit: %s", (_name, text) => {
  expect(vault.open(vault.seal(place, text)).reveal()).toBe(text);
});

test("gives back any string, unit for unit", () => {
  const units = fc.array(fc.integer({ min: 0, max: 0xffff })).map((codes) => String.fromCharCode(...codes));
  fc.assert(fc.property(units, (text) => vault.open(vault.seal(place, text)).reveal() === text));
});

test("seals the same value differently each time, and nothing in the row shows it", () => {
  const [one, two] = [vault.seal(place, "correct horse"), vault.seal(place, "correct horse")];
  expect(one.ciphertext).not.toBe(two.ciphertext);
  expect(one.wrappedKey).not.toBe(two.wrappedKey);
  expect(JSON.stringify(one)).not.toContain("correct horse");
});

test.each([
  { tenant: "other" },
  { ownerKind: "link" as const },
  { owner: "con_2" },
  { field: "username" },
  { version: 2 },
])("does not open a row moved to %j", (moved) => {
  expect(codeOf(() => vault.open({ ...vault.seal(place, "x"), ...moved }))).toBe("not_opened");
});

test("does not open one value with the key of another", () => {
  const { wrappedKey } = vault.seal(place, "a");
  expect(codeOf(() => vault.open({ ...vault.seal(place, "b"), wrappedKey }))).toBe("not_opened");
});

test.each(["iv", "ciphertext", "tag", "wrappedKey"] as const)(
  "does not open a row whose %s was changed or cut",
  (part) => {
    const sealed = vault.seal(place, "something");
    const bytes = Buffer.from(sealed[part], "base64");
    const cut = bytes.subarray(0, 4).toString("base64");
    bytes[0] = bytes[0]! ^ 1;
    expect(codeOf(() => vault.open({ ...sealed, [part]: bytes.toString("base64") }))).toBe("not_opened");
    expect(codeOf(() => vault.open({ ...sealed, [part]: cut }))).toBe("not_opened");
  },
);

test("says which key is missing, not the key", () => {
  const sealed = vault.seal(place, "x");
  const other = createVault({ keys: [key("2026")] });
  expect(() => other.open(sealed)).toThrowError(/"2025"/);
  expect(codeOf(() => other.open(sealed))).toBe("key_missing");
  expect(codeOf(() => other.rewrap(sealed))).toBe("key_missing");
});

test("a key of the right name but other bytes does not open", () => {
  expect(codeOf(() => createVault({ keys: [key("2025")] }).open(vault.seal(place, "x")))).toBe("not_opened");
});

test("rewraps under the current key without touching the value, and then the old key is not needed", () => {
  const sealed = vault.seal(place, "pässword");
  const fresh = key("2026");
  const rewrapped = createVault({ keys: [fresh, old] }).rewrap(sealed);
  expect(rewrapped).toMatchObject({ keyId: "2026", ciphertext: sealed.ciphertext, iv: sealed.iv, tag: sealed.tag });
  expect(
    createVault({ keys: [fresh] })
      .open(rewrapped)
      .reveal(),
  ).toBe("pässword");
});

test.each([
  ["no_key", []],
  ["key_malformed", [{ id: "a", key: randomBytes(16) }]],
  ["key_malformed", [old, old]],
])("refuses to start: %s", (code, keys) => {
  expect(codeOf(() => createVault({ keys }))).toBe(code);
});
