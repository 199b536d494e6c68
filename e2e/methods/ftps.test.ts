import { describe, expect, it } from "vitest";
import { whileRunning } from "../real/ground/whileRunning.js";
import { startVsftpd, type RunningVsftpd } from "../real/vsftpd.js";
import { climb, entry, factsOf, throughToOrders } from "./climb.fixture.js";

const run = (vsftpd: RunningVsftpd, more: Record<string, string> = {}, trusted = true) => {
  const { user, password } = vsftpd.accounts.anna;
  const values = { address: `localhost:${vsftpd.port}`, username: user, password, folder: "export", ...more };
  return climb(entry("ftps"), "files", values, {
    data: ["purchaseOrders"],
    ...(trusted && { trust: { ca: vsftpd.certificates.ca } }),
  });
};

describe("FTPS, connected by its entry", () => {
  const vsftpd = whileRunning(startVsftpd);

  it("is secured, signed in, its orders counted", async () => {
    const ran = await run(vsftpd());
    expect(ran.story).toEqual(throughToOrders("secure:yes"));
    expect(factsOf(ran, "secure").join()).toContain("certificate: localhost");
    expect(ran).toMatchObject({ identity: "anna", product: "vsFTPd 3.0.3" });
    expect(factsOf(ran, "read")).toEqual(["count: 3"]);
    expect(factsOf(ran, "record")[0]).toContain("PO-1001");
  });

  it.each([
    ["a wrong password", { password: "wrong-password" }, "credentials_wrong", "password"],
    ["an unknown user", { username: "nobody-knows" }, "credentials_wrong", "password"],
    ["a missing folder", { folder: "none" }, "folder_not_found", "folder"],
    ["a folder without the right to read", { folder: "locked" }, "folder_forbidden", "folder"],
    ["a line break in the folder's name", { folder: "a\r\nDELE b" }, "credentials_wrong", "folder"],
  ])("says %s at its field", async (_, wrong, cause, field) => {
    expect((await run(vsftpd(), wrong)).line).toMatchObject({ outcome: "failed", cause, field });
  });

  it("is shown its certificate, and told no name, without its authority", async () => {
    const ran = await run(vsftpd(), {}, false);
    expect(ran.line).toMatchObject({ outcome: "failed", cause: expect.stringMatching(/^certificate_/) as string });
    expect(ran.story.some((line) => line.startsWith("signIn"))).toBe(false);
  });
});

describe("FTP of other kinds, connected by the entry of FTPS", () => {
  const implicit = whileRunning(() => startVsftpd({ tls: "implicit" }));
  const plain = whileRunning(() => startVsftpd({ tls: "none" }));

  it("is secured where TLS comes before the first word", async () => {
    expect((await run(implicit())).story).toEqual(throughToOrders("secure:yes"));
  });

  it("is told as not encrypted where there is no TLS", async () => {
    expect((await run(plain())).story).toEqual(throughToOrders("secure:yes:plain_http"));
  });
});
