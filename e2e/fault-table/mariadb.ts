import { entry } from "../methods/climb.fixture.js";
import type { RunningMariadb } from "../real/mariadb.js";
import { ask, type Change } from "./ask.js";
import { mute, otherRows, wayRows } from "./network.js";
import { connected, limited, refused, type Column, type Row } from "./row.js";
import { occurrences, type Subject } from "./subject.js";
import type { Tap } from "./tap.js";
import type { World } from "./world.js";

type Who = keyof RunningMariadb["accounts"];

/** The password itself is never sent; each sign-in names the way by which it is proved. */
const attempts = (tap: Tap): number => occurrences(tap.heard(), "mysql_native_password");

function subject({ accounts, database, port }: RunningMariadb, who: Who = "buyer"): Subject {
  const { user, password } = accounts[who];
  return {
    system: entry("mariadb"),
    method: "database",
    values: { database, username: user, password },
    data: ["purchaseOrders"],
    place: { port },
    attempts,
  };
}
const of = async (world: World) => subject(await world.mariadb());
const row = (fault: Row["fault"], told: Row["told"], change: Change = {}, who?: Who): Row => ({
  fault,
  told,
  ask: async (world) => ask(subject(await world.mariadb(), who), change),
});

export const mariadb: Column = {
  name: "MariaDB",
  what: "MariaDB 10.11",
  rows: [
    row("right", connected("plain_http")),
    row("wrongPassword", refused("credentials_wrong", "password"), { values: { password: "wrong-password" } }),
    row("unknownUser", refused("credentials_wrong", "password"), { values: { username: "nobody" } }),
    row("emptyPassword", refused("credentials_wrong", "password"), { values: { password: "" } }),
    row("passwordExpired", refused("credentials_expired", "password"), {}, "expired"),
    row("suspended", refused("account_suspended"), {}, "locked"),
    row("wrongCompany", refused("company_unknown", "database"), { values: { database: "nodb" } }),
    row("missingRight", limited("permission_missing"), {}, "writer"),
    ...wayRows(of),
    ...otherRows(of, {
      own: "atMariadb",
      speaks: "own",
      told: { atTryton: mute("answer_timed_out"), atSamba: mute("connection_lost") },
    }),
  ],
};
