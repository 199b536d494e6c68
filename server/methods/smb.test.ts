import { describe, expect, it } from "vitest";
import type { CauseCode, MethodUseOf } from "#contract";
import { whileRunning } from "../../e2e/real/ground/whileRunning.js";
import { startSamba, type RunningSamba } from "../../e2e/real/samba.js";
import { filesSuite } from "./files.suite.js";
import type { Values, Visit } from "./method.js";
import { methodSuite } from "./method.suite.js";
import { relay } from "./smb-relay.fixture.js";
import { smb } from "./smb.js";
import { strangePorts, watched } from "./ports.fixture.js";
import { systemWith, visitTo } from "./world.fixture.js";

type Use = MethodUseOf<"files">;
const system = systemWith(
  { kind: "files", protocol: "smb" },
  { address: { kind: "server", port: 445, example: "files.example.com:445" } },
);
const newest = whileRunning(startSamba);
const signing = whileRunning(() => startSamba({ settings: ["server signing = mandatory", "smb encrypt = off"] }));
const old = whileRunning(() => startSamba({ settings: ["server max protocol = SMB2_10"] }));

const anna = (more: Values = {}): Values => ({
  username: "anna",
  password: newest().accounts.anna.password,
  share: newest().shares.files,
  folder: "export",
  ...more,
});
const visit = (values: Values, more: Partial<Visit> = {}, to: () => RunningSamba = newest) =>
  visitTo<Use>(system, values, `localhost:${to().port}`, more);
const failing = (name: string, cause: CauseCode, field: string | undefined, values: () => Values) => ({
  name,
  cause,
  ...(field && { field }),
  signIn: () => smb.signIn(visit(values())),
});
const accountOf = (who: keyof RunningSamba["accounts"]) => {
  const { user, password } = newest().accounts[who];
  return anna({ username: user, password });
};

methodSuite("files over SMB", {
  system: () => system,
  fields: ["address", "share", "folder", "username", "password"],
  sealed: ["password"],
  values: () => anna(),
  visit: (values, more) => visit(values, more),
  failing: [
    failing("a wrong password", "credentials_wrong", undefined, () => anna({ password: "wrong-password" })),
    // The server would let him in as a guest, without having looked at his password.
    failing("an unknown user", "credentials_wrong", undefined, () => anna({ username: "nobody-knows" })),
    failing("an unknown user at a share for everybody", "credentials_wrong", undefined, () =>
      anna({ username: "nobody-knows", share: newest().shares.open }),
    ),
    failing("an account that is switched off", "account_suspended", undefined, () => accountOf("off")),
    failing("a locked account", "account_locked", undefined, () => accountOf("locked")),
    failing("an unknown share", "folder_not_found", "share", () => anna({ share: "none" })),
    failing("a drive in place of a share", "folder_not_found", "share", () => anna({ share: "Z:\\export" })),
    failing("a share of services", "folder_not_found", "share", () => anna({ share: "IPC$" })),
    failing("a printer", "folder_not_found", "share", () => anna({ share: newest().shares.printer })),
    failing("a share for others", "folder_forbidden", "share", () => anna({ share: newest().shares.forbidden })),
    failing("a missing folder", "folder_not_found", "folder", () => anna({ folder: "none" })),
    failing("a folder above the share", "folder_not_found", "folder", () => anna({ folder: "..\\.." })),
    failing("a folder of a drive", "folder_not_found", "folder", () => anna({ folder: "Z:\\export" })),
    failing("a folder without the right to read", "folder_forbidden", "folder", () => anna({ folder: "locked" })),
    failing("a folder on another server", "redirected_elsewhere", undefined, () =>
      anna({ share: newest().shares.elsewhere, folder: "away" }),
    ),
  ],
});

const more = ["receipts.csv"];
filesSuite("a share over SMB 3.1.1, encrypted", {
  open: (folder) => smb.signIn(visit(anna({ folder }))),
  more,
  forbidden: "locked",
});
filesSuite("a share over SMB 3.1.1, signed", {
  open: (folder) => smb.signIn(visit(anna({ folder }), {}, signing)),
  more,
});
filesSuite("a share over SMB 2.1, signed", {
  open: (folder) => smb.signIn(visit(anna({ folder }), {}, old)),
  more,
});

/** Signs in and leaves; what it came to. */
const come = async (values: Values, options: Partial<Visit> = {}, to = newest) => {
  const { finding, signedIn } = await smb.signIn(visit(values, options, to));
  await signedIn?.close();
  return finding;
};

describe("SMB", () => {
  const { listen } = strangePorts();

  it("lets in by names with umlauts, of the server or of a domain, to shares of any name", async () => {
    for (const username of ["PLANT\\anna", ".\\anna", "ANNA"]) {
      expect(await come(anna({ username }))).toMatchObject({ answer: "yes" });
    }
    expect(await come(accountOf("jürgen"))).toMatchObject({ answer: "yes" });
    for (const share of [newest().shares.named, newest().shares.sealed, newest().shares.open]) {
      expect(await come(anna({ share }))).toMatchObject({ answer: "yes" });
    }
  });

  it("finds the folder however it is written", async () => {
    for (const share of [
      String.raw`\\files\files\export`,
      "//files/files/export/",
      "files/export",
      String.raw`files\export`,
    ]) {
      const { folder: _, ...values } = anna({ share });
      expect((await come(values)).facts).toContainEqual({ kind: "count", value: "6" });
    }
    expect((await come(anna({ share: "files", folder: String.raw`\export\archive` + "\\" }))).facts).toContainEqual({
      kind: "count",
      value: "1",
    });
  });

  it("lists as many pages as there are, and reads a large file's beginning only", async () => {
    const { finding, signedIn } = await smb.signIn(visit(anna({ folder: "many" })));
    expect(finding.facts).toContainEqual({ kind: "count", value: "1501" });
    const invoices = await signedIn!.read("invoices");
    await signedIn!.close();
    expect(invoices).toEqual({
      finding: { answer: "yes", facts: [], warnings: [] },
      first: "invoices.csv: INV-2026-00001, 1.00",
    });
  });

  it("answers two questions at once, one after the other", async () => {
    const { signedIn } = await smb.signIn(visit(anna()));
    const both = await Promise.all([signedIn!.read("purchaseOrders"), signedIn!.read("vendors")]);
    await signedIn!.close();
    expect(both.map(({ finding }) => finding.facts)).toEqual([
      [{ kind: "count", value: "3" }],
      [{ kind: "count", value: "2" }],
    ]);
  });

  it("says without a name which version it is, and whether it encrypts", async () => {
    const facts = (version: string) => [
      { kind: "product", value: "SMB server" },
      { kind: "version", value: version },
    ];
    const encrypting = await smb.knock!(visit({}));
    expect(encrypting).toEqual({ answer: "yes", facts: facts("3.1.1"), warnings: [] });
    expect(await smb.knock!(visit({}, {}, signing))).toMatchObject({ facts: facts("3.1.1"), plain: true });
    expect(await smb.knock!(visit({}, {}, old))).toMatchObject({ facts: facts("2.1"), plain: true });
  });

  it("says nothing of anybody over the open net where nothing is encrypted", async () => {
    const between = await relay(old().port);
    const { net } = visit({});
    const far = {
      ...net,
      connect: async (options: Parameters<typeof net.connect>[0]) => ({
        ...(await net.connect(options)),
        address: "93.184.216.34",
      }),
    };
    const away = visitTo<Use>(system, anna(), `localhost:${between.port}`, { net: far });
    expect((await smb.signIn(away)).finding).toMatchObject({ answer: "no", cause: "plain_http" });
    expect(between.asked).toHaveLength(1);
    await between.stop();
    expect(await come(anna(), { net: far })).toMatchObject({ answer: "yes" });
  });

  it.each([
    ["http", "HTTP/1.1 400 Bad Request\r\n\r\n", "wrong_product"],
    ["TLS", "\u0015\u0003\u0003\u0000\u0002\u0002\u0046", "wrong_product"],
    ["SSH", "SSH-2.0-OpenSSH_9.2\r\n", "wrong_product"],
    ["NetBIOS", "\u0083\u0000\u0000\u0001\u0082", "wrong_product"],
    ["something like it", "\0\0\0\u0044\u00ffABC" + "\0".repeat(64), "wrong_product"],
    ["SMB of 1990", "\0\0\0\u0044\u00ffSMB" + "\0".repeat(64), "tls_too_old"],
    ["SMB without an end", "\0\u00ff\u00ff\u00ff\u00feSMB", "answer_not_understood"],
  ])("knows a port that says %s", async (_, words, cause) => {
    const port = await listen((socket) => socket.once("data", () => socket.end(Buffer.from(words, "latin1"))));
    expect(await smb.knock!(visitTo<Use>(system, {}, `127.0.0.1:${port}`))).toMatchObject({ cause });
    const signingIn = await smb.signIn(visitTo<Use>(system, anna(), `127.0.0.1:${port}`));
    expect(signingIn.finding).toMatchObject({ cause });
  });

  it("cannot tell where the connection is lost before a word", async () => {
    const port = await listen((socket) => socket.destroy());
    const knocking = smb.knock!(visitTo<Use>(system, {}, `127.0.0.1:${port}`));
    await expect(knocking).rejects.toMatchObject({ code: "connection_lost" });
  });

  it("leaves no connection open, whatever it came to", async () => {
    const { net, open } = watched(visit({}).net);
    await smb.knock!(visit({}, { net }));
    const wrongs: Values[] = [{ password: "wrong-password" }, { share: "none" }, { folder: "none" }, {}];
    for (const wrong of wrongs) {
      const { signedIn } = await smb.signIn(visit(anna(wrong), { net }));
      await signedIn?.read("purchaseOrders");
      await signedIn?.close();
    }
    await expect.poll(() => open.size).toBe(0);
  });
});
