import { describe, expect, it } from "vitest";
import { whileRunning } from "../real/ground/whileRunning.js";
import { startWebdav, type RunningWebdav } from "../real/webdav.js";
import { climb, entry, factsOf } from "./climb.fixture.js";

describe("WebDAV, connected by its entry", () => {
  const webdav = whileRunning(startWebdav);
  const values = (more: Record<string, string> = {}, at: keyof RunningWebdav["addresses"] = "secure") => {
    const { user, password } = webdav().accounts.anna;
    return { address: webdav().addresses[at], username: user, password, folder: webdav().folders.files, ...more };
  };
  const run = (given: Record<string, string>) =>
    climb(entry("webdav"), "files", given, { data: ["purchaseOrders"], trust: { ca: webdav().certificates.ca } });
  const rungs = (secure: string, recognise: string, end: string) =>
    `address:yes name:yes reach:yes ${secure} ${recognise} signIn:yes read:purchaseOrders:yes record:purchaseOrders:yes ${end}`;

  it("is recognised, signed in, its orders counted", async () => {
    const ran = await run(values());
    expect(ran.story.join(" ")).toBe(rungs("secure:yes", "recognise:yes", "connected"));
    expect(ran).toMatchObject({ identity: "anna", product: "WebDAV server" });
    expect(factsOf(ran, "read")).toEqual(["count: 3"]);
    expect(factsOf(ran, "record")[0]).toContain("PO-1001");
  });

  it("is signed in to though it says nothing without a password", async () => {
    const ran = await run(values({}, "closed"));
    expect(ran.story.join(" ")).toBe(rungs("secure:yes", "recognise:unknown:answer_not_understood", "connected"));
    expect(ran.identity).toBe("anna");
  });

  it("is told as not encrypted in plain http", async () => {
    const ran = await run(values({}, "plain"));
    expect(ran.story.join(" ")).toBe(rungs("secure:yes:plain_http", "recognise:yes", "connected"));
  });

  it.each([
    ["a wrong password", { password: "wrong-password" }, "credentials_wrong", "password"],
    ["an unknown user", { username: "nobody-knows" }, "credentials_wrong", "password"],
    ["a missing folder", { folder: "none" }, "folder_not_found", "folder"],
    ["a file instead of a folder", { folder: "export/notes.txt" }, "folder_not_found", "folder"],
    ["a folder without the right to read", { folder: "private" }, "folder_forbidden", "folder"],
    ["a line break in the folder's name", { folder: "a\nb" }, "credentials_wrong", "folder"],
  ])("says %s at its field", async (_, wrong, cause, field) => {
    expect((await run(values(wrong))).line).toMatchObject({ outcome: "failed", cause, field });
  });

  it("does not blame the person for what the server stumbles over", async () => {
    const ran = await run(values({ folder: webdav().folders.locked }));
    expect(ran.line).toMatchObject({ outcome: "failed", cause: "server_error" });
    expect(ran.line.field).toBeUndefined();
  });

  it.each([
    ["pages" as const, ""],
    ["secure" as const, "/../nothing/here"],
  ])("is not where %s%s is: the address is at fault, and no password was sent", async (at, off) => {
    const ran = await run(values({ address: webdav().addresses[at] + off }));
    expect(ran.line).toMatchObject({ outcome: "failed", cause: "unknown_path", field: "address" });
    expect(ran.story.some((line) => line.startsWith("signIn"))).toBe(false);
  });

  it("is offered by https where http was typed, before anything is sent", async () => {
    const ran = await run(values({}, "plainToSecure"));
    expect(ran.line).toMatchObject({ outcome: "failed", cause: "tls_required", field: "address" });
    expect(ran.story.some((line) => line.startsWith("signIn"))).toBe(false);
  });

  it("is shown its certificate without its authority", async () => {
    const ran = await climb(entry("webdav"), "files", values());
    expect(ran.line).toMatchObject({ outcome: "failed", cause: "certificate_unknown_issuer" });
  });
});
