import { describe, expect, it } from "vitest";
import { startCap } from "../real/cap.js";
import { whileRunning } from "../real/ground/whileRunning.js";
import { climb, entry, factsOf } from "./climb.fixture.js";

describe("SAP CAP, connected by the entry of OData services", () => {
  const cap = whileRunning(startCap);
  const run = (who: "buyer" | "clerk", more: Record<string, string> = {}) => {
    const { user, password } = cap().accounts[who];
    return climb(entry("odata"), "basic", { address: cap().url, username: user, password, ...more });
  };

  it("is signed in to, though it says nothing of itself without a password", async () => {
    const ran = await run("buyer");
    expect(ran.story).toEqual([
      "address:yes",
      "name:yes",
      "reach:yes",
      "secure:yes:plain_http",
      "recognise:unknown:answer_not_understood",
      "signIn:yes",
      "connected",
    ]);
    expect(factsOf(ran, "signIn")).toEqual(["count: 1"]);
  });

  it("is found from an address with $metadata at its end", async () => {
    const ran = await run("buyer", { address: `${cap().url}/$metadata` });
    expect(ran).toMatchObject({ address: cap().url, line: { outcome: "connected" } });
  });

  it.each([
    ["a wrong password", { password: "wrong-password" }],
    ["an unknown user", { username: "nobody-knows" }],
  ])("says %s at its field", async (_, wrong) => {
    const { line } = await run("buyer", wrong);
    expect(line).toMatchObject({ outcome: "failed", cause: "credentials_wrong", field: "password" });
  });

  it("says that the role is missing, and not that the password is wrong", async () => {
    const { line } = await run("clerk");
    expect(line).toMatchObject({ outcome: "failed", cause: "permission_missing" });
    expect(line.field).not.toBe("password");
  });

  it("says that the address is at fault where the service has no such part", async () => {
    const { line } = await run("buyer", { address: `${cap().url}/nothing` });
    expect(line).toMatchObject({ outcome: "failed", cause: "unknown_path", field: "address" });
  });

  it("says the same where there is no service, and sends no password there", async () => {
    const ran = await run("buyer", { address: `http://localhost:${cap().port}/odata/v4/other` });
    expect(ran.line).toMatchObject({ outcome: "failed", cause: "unknown_path", field: "address" });
    expect(ran.story.some((line) => line.startsWith("signIn"))).toBe(false);
  });
});
