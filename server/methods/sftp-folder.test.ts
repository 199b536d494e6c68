import { generateKeyPairSync } from "node:crypto";
import type { AddressInfo } from "node:net";
import ssh2, { type Server, type ServerChannel, type SFTPWrapper } from "ssh2";
import { afterEach, describe, expect, it } from "vitest";
import type { MethodUseOf } from "#contract";
import { sftp } from "./sftp.js";
import { systemWith, visitTo } from "./world.fixture.js";

// What no honest server says, and what simple ones leave out: ssh2's server can be made to.
const system = systemWith(
  { kind: "files", protocol: "sftp" },
  { address: { kind: "server", port: 22, example: "files.example.com:22" } },
);
const hostKey = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ type: "pkcs1", format: "pem" });
const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));

interface Serving {
  readonly sftp?: (server: SFTPWrapper) => void;
  readonly raw?: (channel: ServerChannel) => void;
}

async function signIn(serving: Serving) {
  const server = new ssh2.Server({ hostKeys: [hostKey] }, (client) =>
    client
      .on("error", () => undefined)
      .on("authentication", (context) => context.accept())
      .on("session", (accept) => {
        const session = accept();
        if (serving.sftp) session.on("sftp", (take) => serving.sftp!(take()));
        if (serving.raw) session.on("subsystem", (take) => serving.raw!(take()));
      }),
  );
  servers.push(server);
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const values = { username: "anna", password: "plant-anna-7", folder: "export" };
  return sftp.signIn(visitTo<MethodUseOf<"files">>(system, values, `127.0.0.1:${port}`));
}

const { STATUS_CODE } = ssh2.utils.sftp;
const handle = Buffer.from("h");

describe("an SFTP server of another kind", () => {
  it("that breaks the protocol ends the visit, and not this process", async () => {
    const shouting = signIn({ raw: (channel) => channel.on("error", () => undefined).write(Buffer.alloc(64, 0xff)) });
    await expect(shouting.then(({ finding }) => finding.answer)).resolves.not.toBe("yes");
  });

  it("that hangs up amid an answer is a lost connection", async () => {
    const { finding, signedIn } = await signIn({
      sftp: (server) => server.on("OPENDIR", (id) => server.handle(id, handle)).on("READDIR", () => server.end()),
    }).catch((error: { code: string }) => ({ finding: error, signedIn: undefined }));
    expect(signedIn).toBeUndefined();
    expect(finding).toMatchObject({ code: "connection_lost" });
  });

  it("that lists for ever is listened to up to a point, and one that knows no sizes is read all the same", async () => {
    let asked = 0;
    const attrs = {} as never;
    const { finding, signedIn } = await signIn({
      sftp: (server) =>
        server
          .on("OPENDIR", (id) => server.handle(id, handle))
          .on("READDIR", (id) => {
            const names = Array.from({ length: 100 }, (_, at) => `${asked}-${at}.csv`);
            asked++;
            server.name(
              id,
              [...names, "purchase_orders.csv"].map((filename) => ({ filename, longname: `-rw- ${filename}`, attrs })),
            );
          })
          .on("OPEN", (id) => server.handle(id, handle))
          .on("FSTAT", (id) => server.attrs(id, attrs))
          .on("READ", (id, _handle, offset) =>
            offset === 0 ? server.data(id, Buffer.from("number\nPO-1\n")) : server.status(id, STATUS_CODE.EOF),
          )
          .on("CLOSE", (id) => server.status(id, STATUS_CODE.OK)),
    });
    expect(finding.facts).toContainEqual({ kind: "count", value: "10000" });
    expect(await signedIn!.read("purchaseOrders")).toMatchObject({
      finding: { facts: [{ kind: "count", value: "1" }] },
      first: "purchase_orders.csv: PO-1",
    });
    await signedIn!.close();
  });
});
