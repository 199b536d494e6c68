import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from "node:fs/promises";
import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writePlantFiles } from "../../e2e/real/ground/plantFiles.js";
import { filesSuite } from "./files.suite.js";
import { findFolder, readStart } from "./folder.js";
import { local } from "./local.js";
import { methodSuite } from "./method.suite.js";
import { systemWith, visitTo } from "./world.fixture.js";

const system = systemWith(
  { kind: "files", protocol: "local" },
  { address: { kind: "folder", example: "/srv/exports" } },
);
let base: string;
const inside = (name: string) => path.join(base, "root", name);
const settings = () => ({ roots: [path.join(base, "root")], oauth: {}, inputs: {} });
const visit = (folder: string) =>
  visitTo<Parameters<typeof local.signIn>[0]["use"]>(system, { folder }, null, { settings: settings() });
const signIn = (folder: string) => local.signIn(visit(folder));

beforeAll(async () => {
  base = await mkdtemp(path.join(tmpdir(), "gangway-files-"));
  await mkdir(inside("orders/deep"), { recursive: true });
  await mkdir(path.join(base, "secret"));
  await mkdir(path.join(base, "root-other"));
  await writeFile(path.join(base, "secret", "passwords.csv"), "a,b\n1,2\n");
  await writeFile(
    inside("orders/purchase_orders.csv"),
    '\ufeffnumber;vendor\r\nPO-1;"Bolts; ""Nuts"" AG"\r\nPO-2;x\r\n',
  );
  await writeFile(inside("orders/notes.txt"), "x");
  writePlantFiles(inside("plant/export"));
  await writeFile(inside("orders/.hidden"), "x");
  await symlink(path.join(base, "secret"), inside("way-out"));
  await symlink(path.join(base, "secret", "passwords.csv"), inside("orders/items.csv"));
  await symlink("purchase_orders.csv", inside("orders/link.csv"));
  await symlink("/", inside("slash"));
  await symlink("loop", inside("loop"));
  execFileSync("mkfifo", [inside("orders/pipe.csv")]);
});
afterAll(() => rm(base, { recursive: true }));

const failing = (name: string, folder: () => string, cause: string) => ({
  name,
  cause: cause as "folder_not_found",
  field: "folder",
  signIn: () => signIn(folder()),
});

methodSuite("files, local", {
  system: () => system,
  fields: ["folder"],
  sealed: [],
  values: () => ({ folder: inside("orders") }),
  visit: (values, more) => visitTo(system, values, null, { settings: settings(), ...more }),
  failing: [
    failing("no such folder", () => inside("none"), "folder_not_found"),
    failing("a file", () => inside("orders/notes.txt"), "folder_not_found"),
    failing("a loop of links", () => inside("loop"), "folder_not_found"),
    failing("outside", () => "/etc", "folder_outside_roots"),
    failing("outside, whether it exists or not", () => "/no/such/thing", "folder_outside_roots"),
    failing("a neighbour with the same beginning", () => path.join(base, "root-other"), "folder_outside_roots"),
    failing("up and out", () => inside("../secret"), "folder_outside_roots"),
    failing("out by a link", () => inside("way-out"), "folder_outside_roots"),
    failing("out by a link in the middle", () => inside("slash/etc"), "folder_outside_roots"),
    failing("relative", () => "orders", "folder_not_found"),
    failing("Windows", () => "C:\\exports", "folder_not_found"),
    failing("a share", () => "\\\\server\\share", "folder_not_found"),
    failing("a share with slashes", () => "//server/share", "folder_not_found"),
    failing("a shell's home", () => "~/exports", "folder_not_found"),
    failing("an address", () => "file:///etc", "folder_not_found"),
    failing("a zero byte", () => `${inside("orders")}\u0000/x`, "folder_not_found"),
    failing("nothing", () => "", "folder_not_found"),
  ],
});

filesSuite("a local folder", { open: (folder) => signIn(inside(`plant/${folder}`)) });

describe("a local folder", () => {
  it("counts files, links within included and links out left out", async () => {
    const { finding } = await signIn(inside("orders"));
    expect(finding.facts).toEqual([{ kind: "count", value: "3" }]);
  });

  it("reads the first record of a CSV, and counts its rows", async () => {
    const { signedIn } = await signIn(inside("orders"));
    expect(await signedIn!.read("purchaseOrders")).toEqual({
      finding: { answer: "yes", facts: [{ kind: "count", value: "2" }], warnings: [] },
      first: 'purchase_orders.csv: PO-1, Bolts; "Nuts" AG',
    });
    expect(await signedIn!.read("files")).toMatchObject({
      finding: { answer: "yes", facts: [{ kind: "count", value: "3" }] },
    });
  });

  it("has no other data than there are files of that name", async () => {
    const { signedIn } = await signIn(inside("orders"));
    expect((await signedIn!.read("items")).finding).toMatchObject({ answer: "unknown", cause: "data_missing" });
  });

  it("does not read a file that became a link out of the root after it was listed", async () => {
    const folder = await findFolder(inside("orders/deep"), settings().roots);
    await writeFile(inside("orders/deep/a.csv"), "h\n1\n");
    await rename(inside("orders/deep/a.csv"), inside("orders/deep/b.csv"));
    await symlink(path.join(base, "secret", "passwords.csv"), inside("orders/deep/a.csv"));
    await expect(readStart(folder, "a.csv", 100)).rejects.toMatchObject({ code: "folder_outside_roots" });
  });

  it("does not wait for the other end of a pipe", async () => {
    const folder = await findFolder(inside("orders"), settings().roots);
    await expect(readStart(folder, "pipe.csv", 100)).rejects.toMatchObject({ code: "folder_not_found" });
  });

  it("has nothing to read where the operator allows nothing", async () => {
    const none = visitTo<Parameters<typeof local.signIn>[0]["use"]>(system, { folder: inside("orders") }, null);
    expect((await local.signIn(none)).finding).toMatchObject({ answer: "no", cause: "folder_outside_roots" });
  });
});
