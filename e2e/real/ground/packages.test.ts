import { expect, it } from "vitest";
import { installPackages, missingPackages } from "./packages.js";

it("tells what is installed from what is not", () => {
  expect(missingPackages(["dpkg", "gangway-no-such-package"])).toEqual(["gangway-no-such-package"]);
  expect(missingPackages([])).toEqual([]);
});

it("names the package that cannot be had", async () => {
  await expect(installPackages(["dpkg", "gangway-no-such-package"])).rejects.toThrow(/^gangway-no-such-package c/);
}, 120_000);
