import { entry } from "../methods/climb.fixture.js";
import type { RunningPostgres } from "../real/postgres.js";
import { ask, type Change } from "./ask.js";
import { mute, otherRows, wayRows } from "./network.js";
import { asOwner, inNewDatabase, turnAway } from "./postgresOwner.js";
import { connected, limited, refused, type Column, type Row } from "./row.js";
import { occurrences, type Subject } from "./subject.js";
import type { Tap } from "./tap.js";
import type { World } from "./world.js";

type Who = keyof RunningPostgres["accounts"];

/** The password itself is never sent (RFC 5802): a sign-in begins with the name of the mechanism. */
const attempts = (tap: Tap): number => occurrences(tap.heard(), "SCRAM-SHA-256");

function subject({ accounts, database, port }: RunningPostgres, who: Who = "buyer"): Subject {
  const { user, password } = accounts[who];
  return {
    system: entry("postgresql"),
    method: "database",
    values: { database, username: user, password },
    data: ["purchaseOrders"],
    place: { port },
    attempts,
  };
}
const of = async (world: World) => subject(await world.postgres());
const row = (fault: Row["fault"], told: Row["told"], change: Change = {}, who?: Who): Row => ({
  fault,
  told,
  ask: async (world) => ask(subject(await world.postgres(), who), change),
});
/** With a role of its own, which the owner makes for it. */
const asRole = (fault: Row["fault"], told: Row["told"], role: string, options: string): Row => ({
  fault,
  told,
  async ask(world) {
    const running = await world.postgres();
    await asOwner(running, `create role ${role} password 'plant-role-7' ${options}`);
    return ask(subject(running), { values: { username: role, password: "plant-role-7" } });
  },
});

export const postgres: Column = {
  name: "PostgreSQL",
  what: "PostgreSQL 15, with and without TLS",
  rows: [
    row("right", connected("plain_http")),
    row("wrongPassword", refused("credentials_wrong", "password"), { values: { password: "wrong-password" } }),
    row("unknownUser", refused("credentials_wrong", "password"), { values: { username: "nobody" } }),
    row("emptyPassword", refused("credentials_wrong", "password"), { values: { password: "" } }),
    row("expiredAccount", refused("credentials_wrong", "password"), {}, "expired"),
    row("wrongCompany", refused("company_unknown", "database"), { values: { database: "nodb" } }),
    row("missingRight", limited("permission_missing"), {}, "clerk"),
    asRole("suspended", refused("account_suspended"), "suspended", "nologin"),
    asRole("tooManyConnections", refused("rate_limited"), "crowded", "login connection limit 0"),
    {
      fault: "notLetIn",
      told: refused("address_not_allowed"),
      async ask(world) {
        const running = await world.postgres();
        await turnAway(running, "stranger");
        return ask(subject(running), { values: { username: "stranger" } });
      },
    },
    {
      fault: "noTables",
      told: limited("table_missing"),
      async ask(world) {
        const running = await world.postgres();
        return ask(subject(running), { values: { database: await inNewDatabase(running) } });
      },
    },
    {
      fault: "closedDatabase",
      told: refused("maintenance"),
      async ask(world) {
        const running = await world.postgres();
        const database = await inNewDatabase(running);
        await asOwner(running, `alter database ${database} with allow_connections false`);
        return ask(subject(running), { values: { database } });
      },
    },
    ...wayRows(of),
    ...otherRows(of, {
      own: "atPostgres",
      speaks: "own",
      told: {
        atTryton: mute("answer_timed_out"),
        atWordpress: mute("connection_lost"),
        atIcinga: mute("connection_lost"),
      },
    }),
  ],
};
