import { describe, expect, it } from "vitest";
import { whileRunning } from "../real/ground/whileRunning.js";
import { startLocalFolder } from "../real/localFolder.js";
import { climb, entry, factsOf } from "./climb.fixture.js";

describe("a local folder, connected by its entry", () => {
  const share = whileRunning(startLocalFolder);
  const run = (folder: string) =>
    climb(
      entry("local-folder"),
      "files",
      { folder },
      { data: ["files"], settings: { roots: [share().root], oauth: {}, inputs: {} } },
    );

  it("has no network rungs, counts its files and shows a first record", async () => {
    const ran = await run(share().root);
    expect(ran.story).toEqual(["address:yes", "signIn:yes", "read:files:yes", "record:files:yes", "connected"]);
    expect(factsOf(ran, "read")[0]).toMatch(/^count: [1-9]/);
  });

  it("is not found, outside, or nothing that this machine has, each at its field", async () => {
    const causes = {
      [`${share().root}/none`]: "folder_not_found",
      "/etc": "folder_outside_roots",
      "C:\\exports": "folder_not_found",
    };
    for (const [folder, cause] of Object.entries(causes)) {
      expect((await run(folder)).line).toMatchObject({ outcome: "failed", cause, field: "folder" });
    }
  });
});
