import { readFileSync } from "node:fs";
import { join } from "node:path";
import { entry } from "../methods/climb.fixture.js";
import type { RunningSamba } from "../real/samba.js";
import { ask } from "./ask.js";
import { mute, otherRows, wayRows } from "./network.js";
import { connected, limited, refused, type Column } from "./row.js";
import { rowsOf, typed } from "./rowsOf.js";
import type { Subject } from "./subject.js";
import type { Tap } from "./tap.js";
import type { World } from "./world.js";

function subject(running: RunningSamba, who: keyof RunningSamba["accounts"] = "anna"): Subject {
  const { accounts, shares, folders, port } = running;
  const { user, password } = accounts[who];
  return {
    system: entry("windows-share"),
    method: "files",
    values: { share: shares.files, folder: folders.files, username: user, password },
    data: ["purchaseOrders"],
    place: { port },
    attempts: (tap) => attemptsIn(running, tap),
  };
}

/** The password itself is never sent, so the server's own log is asked: Samba names the caller's port with each attempt. */
function attemptsIn({ directory }: RunningSamba, { callers }: Tap): number {
  const log = readFileSync(join(directory, "output.log"), "utf8");
  const attempts = [...log.matchAll(/\bAuth: .* remote host \[ipv4:127\.0\.0\.1:(\d+)\]/g)];
  return attempts.filter(([, port]) => callers.has(Number(port))).length;
}

const of = async (world: World) => subject(await world.samba());
const row = rowsOf((world) => world.samba(), subject);

export const smb: Column = {
  name: "Windows share",
  what: "Samba 4.17",
  rows: [
    row("right", connected()),
    row("wrongPassword", refused("credentials_wrong", "password"), typed({ password: "wrong-password" })),
    // Samba lets him in as a guest, and has not looked at what he proved.
    row("unknownUser", refused("credentials_wrong", "password"), typed({ username: "nobody-knows" })),
    row("emptyPassword", refused("credentials_wrong", "password"), typed({ password: "" })),
    row("manyTries", refused("account_locked"), undefined, "locked"),
    row("suspended", refused("account_suspended"), undefined, "off"),
    row("shareMissing", refused("folder_not_found", "share"), typed({ share: "none" })),
    row("shareForbidden", refused("folder_forbidden", "share"), ({ shares }) => ({
      values: { share: shares.forbidden },
    })),
    row("shareElsewhere", refused("redirected_elsewhere", "address"), ({ shares }) => ({
      values: { share: shares.elsewhere, folder: "away" },
    })),
    row("folderMissing", refused("folder_not_found", "folder"), typed({ folder: "none" })),
    row("folderForbidden", refused("folder_forbidden", "folder"), ({ folders }) => ({
      values: { folder: folders.locked },
    })),
    row("noSuchData", limited("data_missing"), () => ({ data: ["workOrders"] })),
    {
      fault: "silentPort",
      told: refused("answer_timed_out"),
      waits: true,
      ask: async (world) => ask(await of(world), { address: `localhost:${(await world.nowhere()).silentPort}` }),
    },
    ...wayRows(of),
    ...otherRows(of, {
      own: "atSamba",
      speaks: "own",
      told: { atWordpress: mute("connection_lost"), atIcinga: mute("connection_lost") },
    }),
  ],
};
