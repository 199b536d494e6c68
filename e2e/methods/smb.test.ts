import { describe, expect, it } from "vitest";
import { readAddress } from "../../server/address/readAddress.js";
import { strangePorts } from "../../server/methods/ports.fixture.js";
import { whileRunning } from "../real/ground/whileRunning.js";
import { startSamba, type RunningSamba } from "../real/samba.js";
import { climb, entry, factsOf, throughToOrders } from "./climb.fixture.js";

const run = (samba: RunningSamba, more: Record<string, string> = {}) => {
  const { user, password } = samba.accounts.anna;
  const { shares, folders } = samba;
  const place = { address: `localhost:${samba.port}`, share: shares.files, folder: folders.files };
  return climb(
    entry("windows-share"),
    "files",
    { ...place, username: user, password, ...more },
    {
      data: ["purchaseOrders"],
    },
  );
};

describe("a Windows share, connected by its entry", () => {
  const samba = whileRunning(startSamba);
  const { listen, nobodys } = strangePorts();

  it("is encrypted, signed in, its orders counted", async () => {
    const ran = await run(samba());
    expect(ran.story).toEqual(throughToOrders("secure:yes"));
    expect(ran).toMatchObject({ identity: "anna", product: "SMB server 3.1.1" });
    expect(factsOf(ran, "read")).toEqual(["count: 3"]);
    expect(factsOf(ran, "record")[0]).toContain("PO-1001");
    expect(JSON.stringify(ran.lines)).not.toContain(samba().accounts.anna.password);
  });

  it("is found by the path that Windows shows, the share and the folder taken from it", async () => {
    const { port, shares } = samba();
    const pasted = `\\\\localhost:${port}\\${shares.named}\\export\\`;
    const { takes } = readAddress(pasted, { system: entry("windows-share"), allowPrivate: true });
    expect(takes).toEqual({ share: shares.named, folder: "export" });
    const ran = await run(samba(), { ...takes, address: pasted });
    expect(ran.story).toEqual(throughToOrders("secure:yes"));
    expect(factsOf(ran, "address")).toEqual([`address: localhost:${port}`]);
  });

  it.each([
    ["a wrong password", { password: "wrong-password" }, "credentials_wrong", "password"],
    ["an unknown user", { username: "nobody-knows" }, "credentials_wrong", "password"],
    [
      "an unknown user where everybody is let in",
      { username: "nobody-knows", share: "open" },
      "credentials_wrong",
      "password",
    ],
    ["an unknown share", { share: "none" }, "folder_not_found", "share"],
    ["a share for others", { share: "forbidden" }, "folder_forbidden", "share"],
    ["a missing folder", { folder: "none" }, "folder_not_found", "folder"],
    ["a folder without the right to read", { folder: "locked" }, "folder_forbidden", "folder"],
    ["a folder on another server", { share: "elsewhere", folder: "away" }, "redirected_elsewhere", "address"],
    ["a drive's letter", { address: "Z:\\export" }, "address_not_understood", "address"],
  ])("says %s at its field", async (_, wrong: Record<string, string>, cause, field) => {
    expect((await run(samba(), wrong)).line).toMatchObject({ outcome: "failed", cause, field });
  });

  it("is not there where nobody listens, and not known where a port keeps silent", async () => {
    const silent = await listen((socket) => socket.resume());
    expect((await run(samba(), { address: `localhost:${silent}` })).line).toMatchObject({ cause: "answer_timed_out" });
    const gone = await nobodys();
    const ran = await run(samba(), { address: `localhost:${gone}` });
    expect(ran.line).toMatchObject({ cause: "connection_refused", field: "address" });
  });
});

describe("a Windows share of another version", () => {
  const samba = (...settings: string[]) => whileRunning(() => startSamba({ settings }));
  const newest = samba("server min protocol = SMB3_11", "server signing = mandatory", "smb encrypt = required");
  const signed = samba("server max protocol = SMB2_10", "server signing = mandatory");
  const older = ["SMB3_00", "SMB3_02"].map((version) => samba(`server max protocol = ${version}`));
  const ciphers = ["AES-256-GCM", "AES-128-CCM", "AES-256-CCM"].map((name) =>
    samba(`server smb3 encryption algorithms = ${name}`),
  );
  const first = samba("server min protocol = NT1", "server max protocol = NT1");

  it("is encrypted in each version and by each cipher that can be", async () => {
    for (const one of [newest, ...older, ...ciphers]) {
      expect((await run(one())).story).toEqual(throughToOrders("secure:yes"));
    }
  });

  it("is told as not encrypted where it only signs", async () => {
    const ran = await run(signed());
    expect(ran.story).toEqual(throughToOrders("secure:yes:plain_http"));
    expect(ran.product).toBe("SMB server 2.1");
  });

  it("is told as too old where it speaks version 1 alone, and is told no name", async () => {
    const ran = await run(first());
    expect(ran.line).toMatchObject({ outcome: "failed", cause: "tls_too_old" });
    expect(ran.story.some((line) => line.startsWith("signIn"))).toBe(false);
  });
});
