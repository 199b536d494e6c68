import { describe, expect, it } from "vitest";
import { whileRunning } from "../real/ground/whileRunning.js";
import { startS3 } from "../real/s3.js";
import { climb, entry, factsOf } from "./climb.fixture.js";

describe("S3, connected by its entry", () => {
  const s3 = whileRunning(startS3);
  const run = (more: Record<string, string> = {}) => {
    const { user, password } = s3().accounts.anna;
    const { url, bucket, region } = s3();
    const values = { address: url, bucket, region, accessKeyId: user, secretAccessKey: password, folder: "export" };
    return climb(entry("s3"), "files", { ...values, ...more }, { data: ["purchaseOrders"] });
  };

  it("signs in by its keys, its orders counted", async () => {
    const ran = await run();
    expect(ran.story).toEqual([
      "address:yes",
      "name:yes",
      "reach:yes",
      "secure:yes:plain_http",
      "signIn:yes",
      "read:purchaseOrders:yes",
      "record:purchaseOrders:yes",
      "connected",
    ]);
    expect(factsOf(ran, "read")).toEqual(["count: 3"]);
    expect(factsOf(ran, "record")[0]).toContain("PO-1001");
  });

  it.each([
    ["a wrong secret", { secretAccessKey: "wrong" }, "credentials_wrong", "secretAccessKey"],
    ["an unknown bucket", { bucket: "none-of-ours" }, "folder_not_found", "bucket"],
    ["another region", { region: "us-west-2" }, "redirected_elsewhere", "region"],
    ["a missing folder", { folder: "none" }, "folder_not_found", "folder"],
  ])("says %s at its field", async (_, wrong, cause, field) => {
    expect((await run(wrong)).line).toMatchObject({ outcome: "failed", cause, field });
  });
});
