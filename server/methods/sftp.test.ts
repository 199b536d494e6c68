import { describe, expect, it } from "vitest";
import type { CauseCode, MethodUseOf } from "#contract";
import { whileRunning } from "../../e2e/real/ground/whileRunning.js";
import { startOpenssh } from "../../e2e/real/openssh.js";
import { filesSuite } from "./files.suite.js";
import type { Values, Visit } from "./method.js";
import { methodSuite } from "./method.suite.js";
import { sftp } from "./sftp.js";
import { strangePorts, watched } from "./ports.fixture.js";
import { systemWith, visitTo } from "./world.fixture.js";

type Use = MethodUseOf<"files">;
const place = { address: { kind: "server", port: 22, example: "files.example.com:22" } } as const;
const byPassword = systemWith({ kind: "files", protocol: "sftp" }, place);
const byKey = systemWith({ kind: "files", protocol: "sftp", by: "key" }, place);

const openssh = whileRunning(startOpenssh);
const address = () => `127.0.0.1:${openssh().port}`;
const anna = (more: Values = {}): Values => ({
  username: "anna",
  password: openssh().accounts.anna.password,
  folder: "export",
  ...more,
});
const keyed = (privateKey: string, more: Values = {}): Values => ({
  username: "anna",
  privateKey,
  folder: "export",
  ...more,
});
const visit = (values: Values, more: Partial<Visit> = {}) => visitTo<Use>(byPassword, values, address(), more);
const keyVisit = (values: Values, more: Partial<Visit> = {}) => visitTo<Use>(byKey, values, address(), more);
const failing = (name: string, cause: CauseCode, field: string, values: () => Values) => ({
  name,
  cause,
  field,
  signIn: () => sftp.signIn(visit(values())),
});
const failingKey = (name: string, cause: CauseCode, field: string, values: () => Values) => ({
  name,
  cause,
  field,
  signIn: () => sftp.signIn(keyVisit(values())),
});

methodSuite("files over SFTP, by password", {
  system: () => byPassword,
  fields: ["address", "username", "password", "folder"],
  sealed: ["password"],
  values: () => anna(),
  visit: (values, more) => visit(values, more),
  failing: [
    failing("a wrong password", "credentials_wrong", "password", () => anna({ password: "wrong-password" })),
    failing("an unknown user", "credentials_wrong", "password", () => anna({ username: "nobody-knows" })),
    failing("a user who is let in by key only", "key_of_another_kind", "password", () =>
      anna({ username: "robot", password: openssh().accounts.robot.password }),
    ),
    failing("a missing folder", "folder_not_found", "folder", () => anna({ folder: "none" })),
    failing("a folder without the right to read", "folder_forbidden", "folder", () => anna({ folder: "locked" })),
  ],
});

methodSuite("files over SFTP, by key", {
  system: () => byKey,
  fields: ["address", "username", "privateKey", "passphrase", "folder"],
  sealed: ["privateKey", "passphrase"],
  values: () => keyed(openssh().keys.locked, { passphrase: openssh().keys.passphrase }),
  visit: (values, more) => keyVisit(values, more),
  failing: [
    failingKey("a key of nobody", "credentials_wrong", "privateKey", () => keyed(openssh().keys.stranger)),
    failingKey("a protected key alone", "key_protected", "privateKey", () => keyed(openssh().keys.locked)),
    failingKey("a wrong passphrase", "passphrase_wrong", "passphrase", () =>
      keyed(openssh().keys.locked, { passphrase: "wrong-passphrase" }),
    ),
    failingKey("a public key", "key_of_another_kind", "privateKey", () => keyed(openssh().keys.public)),
    failingKey("what is no key", "key_of_another_kind", "privateKey", () => keyed("hunter2")),
  ],
});

filesSuite("an SFTP server", {
  open: (folder) => sftp.signIn(visit(anna({ folder }))),
  more: ["receipts.csv"],
  forbidden: "locked",
});

describe("SFTP", () => {
  const { listen } = strangePorts();

  it.each(["plain", "rsa", "ecdsa"] as const)("lets in by a key as %s, its line ends lost on the way", async (name) => {
    for (const key of [openssh().keys[name], openssh().keys[name].replaceAll("\n", "")]) {
      const { finding, signedIn } = await sftp.signIn(keyVisit(keyed(key)));
      await signedIn?.close();
      expect(finding).toMatchObject({ answer: "yes" });
    }
  });

  it("asks for a second proof where one is not enough", async () => {
    const { finding } = await sftp.signIn(keyVisit(keyed(openssh().keys.plain, { username: "carl" })));
    expect(finding).toMatchObject({ answer: "no", cause: "second_factor_required" });
  });

  it("arrives in the person's own folder where none is named, and finds a whole path too", async () => {
    const { folder: _, ...values } = anna();
    const own = await sftp.signIn(visit(values));
    await own.signedIn!.close();
    const whole = await sftp.signIn(visit(anna({ folder: openssh().folders.absolute })));
    expect((await whole.signedIn!.read("purchaseOrders")).finding.facts).toEqual([{ kind: "count", value: "3" }]);
    await whole.signedIn!.close();
  });

  it("says without a name what it is, and by which key", async () => {
    const finding = await sftp.knock!(visit({}));
    expect(finding).toEqual({
      answer: "yes",
      warnings: [],
      facts: [
        { kind: "product", value: "OpenSSH" },
        { kind: "version", value: expect.stringMatching(/^9\.\d/) as string },
        { kind: "hostKey", value: openssh().fingerprint },
      ],
    });
  });

  it("goes on with the host key that is trusted, and with no other", async () => {
    const trusting = (hostKey: string) => visit(anna(), { trust: { hostKey } });
    const { finding, signedIn } = await sftp.signIn(trusting(openssh().fingerprint));
    await signedIn!.close();
    expect(finding.facts).toContainEqual({ kind: "hostKey", value: openssh().fingerprint });
    const other = trusting(`SHA256:${"A".repeat(43)}`);
    const changed = {
      answer: "no",
      cause: "certificate_changed",
      facts: [{ kind: "hostKey", value: openssh().fingerprint }],
    };
    expect((await sftp.signIn(other)).finding).toEqual(changed);
    expect(await sftp.knock!(other)).toEqual(changed);
  });

  it.each([
    ["http", "HTTP/1.1 400 Bad Request\r\n\r\n", "wrong_product"],
    ["TLS", "\u0015\u0003\u0003\u0000\u0002\u0002\u0046", "wrong_product"],
    ["FTP", "220 (vsFTPd 3.0.3)\r\n", "wrong_product"],
    ["SSH of 1995", "SSH-1.5-1.2.27\r\n", "tls_too_old"],
    ["no more for now", "Exceeded MaxStartups\r\n", "rate_limited"],
  ])("knows a port that says %s", async (_, words, cause) => {
    const port = await listen((socket) => socket.once("data", () => socket.end(Buffer.from(words, "latin1"))));
    expect(await sftp.knock!(visitTo<Use>(byPassword, {}, `127.0.0.1:${port}`))).toMatchObject({ cause });
  });

  it("cannot tell where the connection is lost before a word", async () => {
    const port = await listen((socket) => socket.destroy());
    const knocking = sftp.knock!(visitTo<Use>(byPassword, {}, `127.0.0.1:${port}`));
    await expect(knocking).rejects.toMatchObject({ code: "connection_lost" });
  });

  it("leaves no connection open, whatever it came to", async () => {
    const { net, open } = watched(visit({}).net);
    await sftp.knock!(visit({}, { net }));
    for (const values of [anna({ password: "wrong-password" }), anna({ folder: "none" }), anna()]) {
      await (await sftp.signIn(visit(values, { net }))).signedIn?.close();
    }
    await expect.poll(() => open.size).toBe(0);
  });
});
