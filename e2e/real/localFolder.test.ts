import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { expect, it } from "vitest";
import { unprivileged } from "./ground/unprivileged.js";
import { whileRunning } from "./ground/whileRunning.js";
import { startLocalFolder } from "./localFolder.js";

const folder = whileRunning(startLocalFolder);

it("holds purchase orders, and vendors in a subfolder", () => {
  expect(readFileSync(`${folder().root}/purchase_orders.csv`, "utf8").split("\n")).toHaveLength(5);
  expect(readFileSync(`${folder().root}/archive/vendors.csv`, "utf8")).toContain("SUP-1001");
});

it("has links that lead out, and one that leads nowhere", () => {
  const { root, outside, traps } = folder();
  for (const link of [traps.linkOut, traps.folderLinkOut]) {
    expect(link.startsWith(root)).toBe(true);
    expect(realpathSync(link).startsWith(outside)).toBe(true);
  }
  expect(() => readFileSync(traps.linkLoop)).toThrow("ELOOP");
});

it("has a file that only root can read", () => {
  const [file = "cat", ...args] = [...unprivileged(), "cat", folder().traps.locked];
  expect(() => execFileSync(file, args, { stdio: "pipe" })).toThrow("Permission denied");
});

it("is gone after it is stopped", async () => {
  const other = await startLocalFolder();
  await other.stop();
  expect(existsSync(other.root)).toBe(false);
});
