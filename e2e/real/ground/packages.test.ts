import { expect, it } from "vitest";
import { missingPackages } from "./packages.js";

it("tells what is installed from what is not", () => {
  expect(missingPackages(["dpkg", "gangway-no-such-package"])).toEqual(["gangway-no-such-package"]);
  expect(missingPackages([])).toEqual([]);
});
