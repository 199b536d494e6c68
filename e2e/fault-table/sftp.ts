import { readFileSync } from "node:fs";
import { join } from "node:path";
import { entry } from "../methods/climb.fixture.js";
import type { RunningOpenssh } from "../real/openssh.js";
import { ask } from "./ask.js";
import { mute, otherRows, wayRows } from "./network.js";
import { connected, limited, refused, type Column } from "./row.js";
import { rowsOf, typed } from "./rowsOf.js";
import type { Subject } from "./subject.js";
import type { Tap } from "./tap.js";
import type { World } from "./world.js";

type By = "password" | "key";

function subject(running: RunningOpenssh, by: By = "password"): Subject {
  const { user, password } = running.accounts.anna;
  const secret: Record<string, string> = by === "key" ? { privateKey: running.keys.plain } : { password };
  return {
    system: entry("sftp"),
    method: by,
    values: { username: user, ...secret, folder: running.folders.files },
    data: ["purchaseOrders"],
    place: { port: running.port },
    attempts: (tap) => attemptsIn(running, tap),
  };
}

/** What is said is encrypted, so the server's own log is asked: sshd names the caller's port with each attempt. */
function attemptsIn({ folders }: RunningOpenssh, { callers }: Tap): number {
  const log = readFileSync(join(folders.absolute, "../../output.log"), "utf8");
  const attempts = [...log.matchAll(/^(?:Accepted|Failed) \w+ for .* port (\d+)/gm)];
  return attempts.filter(([, port]) => callers.has(Number(port))).length;
}

const of = async (world: World) => subject(await world.openssh());
const row = rowsOf((world) => world.openssh(), subject);

export const sftp: Column = {
  name: "SFTP",
  what: "OpenSSH 9.2",
  rows: [
    row("right", connected()),
    row("rightOtherMethod", connected(), undefined, "key"),
    row("wrongPassword", refused("credentials_wrong", "password"), typed({ password: "wrong-password" })),
    row("unknownUser", refused("credentials_wrong", "password"), typed({ username: "nobody-knows" })),
    row("emptyPassword", refused("credentials_wrong", "password"), typed({ password: "" })),
    row("otherKind", refused("key_of_another_kind", "password"), ({ accounts: { robot } }) => ({
      values: { username: robot.user, password: robot.password },
    })),
    row(
      "wrongKey",
      refused("credentials_wrong", "privateKey"),
      ({ keys }) => ({ values: { privateKey: keys.stranger } }),
      "key",
    ),
    row(
      "keyProtected",
      refused("key_protected", "privateKey"),
      ({ keys }) => ({ values: { privateKey: keys.locked } }),
      "key",
    ),
    row(
      "passphraseWrong",
      refused("passphrase_wrong", "passphrase"),
      ({ keys }) => ({ values: { privateKey: keys.locked, passphrase: "wrong-passphrase" } }),
      "key",
    ),
    row("hostKeyChanged", refused("certificate_changed"), () => ({ trust: { hostKey: `SHA256:${"A".repeat(43)}` } })),
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
      own: "atSsh",
      speaks: "own",
      told: {
        atWordpress: mute("answer_timed_out"),
        atIcinga: mute("connection_lost"),
        atPostgres: mute("connection_lost"),
      },
    }),
  ],
};
