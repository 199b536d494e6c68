import { entry } from "../methods/climb.fixture.js";
import type { RunningWebdav } from "../real/webdav.js";
import { frontRows } from "./nginxFront.js";
import { otherRows, schemeRows, wayRows } from "./network.js";
import { connected, limited, refused, type Column } from "./row.js";
import { rowsOf, typed } from "./rowsOf.js";
import type { Subject } from "./subject.js";
import type { World } from "./world.js";

function subject({ accounts, certificates, port, folders }: RunningWebdav): Subject {
  const { user, password } = accounts.anna;
  return {
    system: entry("webdav"),
    method: "files",
    values: { username: user, password, folder: folders.files },
    data: ["purchaseOrders"],
    place: { scheme: "https", port, path: "/files", certificates },
    trust: { ca: certificates.ca },
  };
}
const of = async (world: World) => subject(await world.webdav());
const row = rowsOf((world) => world.webdav(), subject);

/** A web server that knows no WebDAV: it may be at another path. */
const pathOnly = { told: refused("unknown_path", "address") };

export const webdav: Column = {
  name: "WebDAV",
  what: "nginx with its WebDAV extension, and another nginx in front of it",
  rows: [
    row("right", connected()),
    row("wrongPassword", refused("credentials_wrong", "password"), typed({ password: "wrong-password" })),
    row("unknownUser", refused("credentials_wrong", "password"), typed({ username: "nobody-knows" })),
    row("emptyPassword", refused("credentials_wrong", "password"), typed({ password: "" })),
    row("wrongPath", refused("unknown_path", "address"), ({ addresses }) => ({ address: addresses.pages })),
    row("folderMissing", refused("folder_not_found", "folder"), typed({ folder: "none" })),
    row("folderForbidden", refused("folder_forbidden", "folder"), ({ folders }) => ({
      values: { folder: folders.private },
    })),
    row("noSuchData", limited("data_missing"), () => ({ data: ["receipts"] })),
    ...wayRows(of),
    ...schemeRows(of),
    ...otherRows(of, { own: "atWebdav", speaks: "http", told: { atOidc: pathOnly } }),
    ...frontRows({ name: "webdav", of, told: { defaultPage: pathOnly.told } }),
  ],
};
