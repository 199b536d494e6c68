import type { Socket } from "node:net";
import { describe, expect, it } from "vitest";
import type { CauseCode, MethodUseOf } from "#contract";
import { whileRunning } from "../../e2e/real/ground/whileRunning.js";
import { startVsftpd, type RunningVsftpd } from "../../e2e/real/vsftpd.js";
import { filesSuite } from "./files.suite.js";
import { ftps } from "./ftps.js";
import type { Values, Visit } from "./method.js";
import { methodSuite } from "./method.suite.js";
import { strangePorts, watched } from "./ports.fixture.js";
import { systemWith, visitTo } from "./world.fixture.js";

type Use = MethodUseOf<"files">;
const system = systemWith(
  { kind: "files", protocol: "ftps" },
  { address: { kind: "server", port: 21, example: "files.example.com:21" } },
);
const explicit = whileRunning(startVsftpd);
const implicit = whileRunning(() => startVsftpd({ tls: "implicit" }));
const plain = whileRunning(() => startVsftpd({ tls: "none", elsewhere: true }));
const anna = (more: Values = {}): Values => ({ username: "anna", password: "plant-anna-7", folder: "export", ...more });
const visit = (values: Values, more: Partial<Visit> = {}, to: () => RunningVsftpd = explicit) =>
  visitTo<Use>(system, values, `localhost:${to().port}`, { trust: { ca: to().certificates.ca }, ...more });
const failing = (name: string, cause: CauseCode, field: string | undefined, values: () => Values) => ({
  name,
  cause,
  ...(field && { field }),
  signIn: () => ftps.signIn(visit(values())),
});

methodSuite("files over FTPS", {
  system: () => system,
  fields: ["address", "username", "password", "folder"],
  sealed: ["password"],
  values: () => anna(),
  visit: (values, more) => visit(values, more),
  failing: [
    failing("a wrong password", "credentials_wrong", undefined, () => anna({ password: "wrong-password" })),
    failing("an unknown user", "credentials_wrong", undefined, () => anna({ username: "nobody-knows" })),
    failing("a missing folder", "folder_not_found", "folder", () => anna({ folder: "none" })),
    failing("a folder without the right to read", "folder_forbidden", "folder", () => anna({ folder: "locked" })),
  ],
});

const more = ["large.txt", "receipts.csv"];
filesSuite("an FTPS server that is asked for TLS", {
  open: (folder) => ftps.signIn(visit(anna({ folder }))),
  more,
  forbidden: "locked",
});
filesSuite("an FTPS server that begins with TLS", {
  open: (folder) => ftps.signIn(visit(anna({ folder }), {}, implicit)),
  more,
});
filesSuite("an FTP server within the house, that sends its visitors elsewhere for data", {
  open: (folder) => ftps.signIn(visit(anna({ folder }), {}, plain)),
  more,
});

describe("FTPS", () => {
  const { listen, nobodys } = strangePorts();

  it("says without a name what it is, however TLS begins", async () => {
    for (const to of [explicit, implicit, plain]) {
      expect((await ftps.knock!(visit({}, {}, to))).facts).toEqual([
        { kind: "product", value: "vsFTPd" },
        { kind: "version", value: "3.0.3" },
      ]);
    }
  });

  it("arrives in the person's own folder where none is named, and finds a whole path too", async () => {
    const { folder: _, ...values } = anna();
    const own = await ftps.signIn(visit(values));
    await own.signedIn!.close();
    const whole = await ftps.signIn(visit(anna({ folder: explicit().folders.absolute })));
    expect((await whole.signedIn!.read("purchaseOrders")).finding.facts).toEqual([{ kind: "count", value: "3" }]);
    await whole.signedIn!.close();
  });

  it("shows the certificate, and trusts it by its authority or as it is", async () => {
    for (const to of [explicit, implicit]) {
      const unknown = await ftps.knock!(visit({}, { trust: {} }, to)).catch((error: unknown) => error);
      expect(unknown).toMatchObject({ code: expect.stringMatching(/^certificate_/) as string });
      const { sha256 } = (unknown as { facts: { certificate: { sha256: string } } }).facts.certificate;
      const pinned = await ftps.signIn(visit(anna(), { trust: { pin: sha256 } }, to));
      await pinned.signedIn!.close();
      const other = ftps.signIn(visit(anna(), { trust: { pin: "0".repeat(64) } }, to));
      await expect(other).rejects.toMatchObject({ code: "certificate_changed" });
    }
  });

  it.each([
    ["http", "HTTP/1.1 400 Bad Request\r\n\r\n"],
    ["SSH", "SSH-2.0-OpenSSH_9.2\r\n"],
    ["SMTP", "220 mail.example.com ESMTP Postfix\r\n"],
  ])("knows a port that says %s, at once or when it is spoken to", async (_, words) => {
    for (const begin of [
      (socket: Socket) => void socket.end(words),
      (socket: Socket) => void socket.once("data", () => socket.end(words)),
    ]) {
      expect(await ftps.knock!(visitTo<Use>(system, {}, `127.0.0.1:${await listen(begin)}`))).toMatchObject({
        answer: "no",
        cause: "wrong_product",
      });
    }
  });

  it.each([
    ["is full", "421 There are too many connected users, please try later.\r\n", "rate_limited"],
    ["is not ready", "120 Service ready in 5 minutes\r\n", "maintenance"],
  ])("tells that a server %s", async (_, words, cause) => {
    const port = await listen((socket) => socket.end(words));
    expect(await ftps.knock!(visitTo<Use>(system, {}, `127.0.0.1:${port}`))).toMatchObject({
      answer: "unknown",
      cause,
    });
  });

  it("gives a port up that keeps silent, and one that is closed", async () => {
    const silent = await listen((socket) => socket.resume());
    const knocking = ftps.knock!(visitTo<Use>(system, {}, `127.0.0.1:${silent}`));
    await expect(knocking).rejects.toMatchObject({ code: "tls_timed_out" });
    const gone = await nobodys();
    const again = ftps.knock!(visitTo<Use>(system, {}, `127.0.0.1:${gone}`));
    await expect(again).rejects.toMatchObject({ code: "connection_refused" });
  });

  it("leaves no connection open, whatever it came to", async () => {
    const { net, open } = watched(visit({}).net);
    await ftps.knock!(visit({}, { net }));
    for (const values of [anna({ password: "wrong-password" }), anna({ folder: "none" }), anna()]) {
      const { signedIn } = await ftps.signIn(visit(values, { net }));
      await signedIn?.read("purchaseOrders");
      await signedIn?.close();
    }
    await expect.poll(() => open.size).toBe(0);
  });
});
