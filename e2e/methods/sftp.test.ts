import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { whileRunning } from "../real/ground/whileRunning.js";
import { startOpenssh } from "../real/openssh.js";
import { startWebdav } from "../real/webdav.js";
import { climb, entry, factsOf } from "./climb.fixture.js";

describe("SFTP, connected by its entry", () => {
  const openssh = whileRunning(startOpenssh);
  const servers: Server[] = [];
  afterEach(() => servers.splice(0).forEach((server) => server.close()));

  const anna = (more: Record<string, string> = {}) => ({
    address: `localhost:${openssh().port}`,
    username: "anna",
    folder: openssh().folders.files,
    ...more,
  });
  const run = (more: Record<string, string> = {}, hostKey?: string) =>
    climb(entry("sftp"), "password", anna({ password: openssh().accounts.anna.password, ...more }), {
      data: ["purchaseOrders"],
      ...(hostKey && { trust: { hostKey } }),
    });
  const runByKey = (more: Record<string, string>) =>
    climb(entry("sftp"), "key", anna(more), { data: ["purchaseOrders"] });
  const good = [
    "address:yes",
    "name:yes",
    "reach:yes",
    "secure:yes",
    "recognise:yes",
    "signIn:yes",
    "read:purchaseOrders:yes",
    "record:purchaseOrders:yes",
    "connected",
  ];

  it("by password: its key is shown, signed in, its orders counted", async () => {
    const ran = await run();
    expect(ran.story).toEqual(good);
    expect(factsOf(ran, "secure")).toEqual([`hostKey: ${openssh().fingerprint}`]);
    expect(ran).toMatchObject({ identity: "anna", product: expect.stringMatching(/^OpenSSH 9\./) as string });
    expect(factsOf(ran, "read")).toEqual(["count: 3"]);
    expect(factsOf(ran, "record")[0]).toContain("PO-1001");
  });

  it("by key, plain or behind a passphrase", async () => {
    const { plain, locked, passphrase } = openssh().keys;
    expect((await runByKey({ privateKey: plain })).story).toEqual(good);
    const ran = await runByKey({ privateKey: locked, passphrase });
    expect(ran.story).toEqual(good);
    expect(JSON.stringify(ran.lines)).not.toContain(passphrase);
  });

  it.each([
    ["a wrong password", { password: "wrong-password" }, "credentials_wrong", "password"],
    ["an unknown user", { username: "nobody-knows" }, "credentials_wrong", "password"],
    ["a user who needs a key", { username: "robot" }, "key_of_another_kind", "password"],
    ["a missing folder", { folder: "none" }, "folder_not_found", "folder"],
    ["a folder without the right to read", { folder: "locked" }, "folder_forbidden", "folder"],
  ])("says %s at its field", async (_, wrong, cause, field) => {
    expect((await run(wrong)).line).toMatchObject({ outcome: "failed", cause, field });
  });

  it.each([
    [
      "a protected key without its passphrase",
      () => ({ privateKey: openssh().keys.locked }),
      "key_protected",
      "privateKey",
    ],
    [
      "a wrong passphrase",
      () => ({ privateKey: openssh().keys.locked, passphrase: "wrong-passphrase" }),
      "passphrase_wrong",
      "passphrase",
    ],
    ["what is no key", () => ({ privateKey: "hunter2" }), "key_of_another_kind", "privateKey"],
    ["the public half", () => ({ privateKey: openssh().keys.public }), "key_of_another_kind", "privateKey"],
    ["a key that nobody knows", () => ({ privateKey: openssh().keys.stranger }), "credentials_wrong", "privateKey"],
  ])("says %s at its field", async (_, given, cause, field) => {
    expect((await runByKey(given())).line).toMatchObject({ outcome: "failed", cause, field });
  });

  it("connects with the host key that was seen before, and sends nothing to another", async () => {
    expect((await run({}, openssh().fingerprint)).story).toEqual(good);
    const ran = await run({}, `SHA256:${"A".repeat(43)}`);
    expect(ran.line).toMatchObject({ outcome: "failed", cause: "certificate_changed" });
    expect(factsOf(ran, "secure")).toEqual([`hostKey: ${openssh().fingerprint}`]);
    expect(ran.story.some((line) => line.startsWith("signIn"))).toBe(false);
  });

  it("does not sign in where another server answers than the one that was looked at", async () => {
    const other = await startOpenssh();
    const places = [openssh().port, other.port];
    const port = await listen((socket) => {
      const behind = connect(places.shift()!, "127.0.0.1").on("error", () => undefined);
      socket.pipe(behind).pipe(socket);
    });
    const ran = await run({ address: `localhost:${port}` });
    await other.stop();
    expect(ran.line).toMatchObject({ outcome: "failed", cause: "certificate_changed" });
    expect(factsOf(ran, "signIn")).toEqual([`hostKey: ${other.fingerprint}`]);
  });

  describe("at a port of something else", () => {
    const webdav = whileRunning(startWebdav);

    it.each(["plain", "secure"] as const)("is not the picked product where the web answers (%s)", async (at) => {
      const ran = await run({ address: new URL(webdav().addresses[at]).host });
      expect(ran.line).toMatchObject({ outcome: "failed", cause: "wrong_product", field: "address" });
      expect(ran.story.some((line) => line.startsWith("signIn"))).toBe(false);
    });

    it("is not there where nobody listens", async () => {
      const port = await listen(() => undefined);
      await new Promise((resolve) => servers.pop()!.close(resolve));
      expect((await run({ address: `localhost:${port}` })).line).toMatchObject({
        cause: "connection_refused",
        field: "address",
      });
    });

    it("cannot tell where the port keeps silent", async () => {
      const port = await listen((socket) => socket.resume());
      const ran = await run({ address: `localhost:${port}` });
      expect(ran.line).toMatchObject({ outcome: "failed", cause: "answer_timed_out" });
    });
  });

  async function listen(answer: (socket: Socket) => void): Promise<number> {
    const server = createServer((socket) => answer(socket.on("error", () => undefined)));
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return (server.address() as AddressInfo).port;
  }
});
