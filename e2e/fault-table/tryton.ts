import type { System } from "#contract";
import { entry } from "../methods/climb.fixture.js";
import type { RunningTryton } from "../real/tryton.js";
import { ask, type Change } from "./ask.js";
import { frontRows } from "./nginxFront.js";
import { otherRows, schemeRows, wayRows } from "./network.js";
import { connected, limited, refused, type Column, type Row } from "./row.js";
import type { Subject } from "./subject.js";
import type { World } from "./world.js";

function subject({ accounts, database, port }: RunningTryton, method = "login"): Subject {
  const { user, password } = accounts.buyer;
  return {
    system: entry("tryton"),
    method,
    values: { database, username: user, password },
    data: ["purchaseOrders"],
    place: { scheme: "http", port },
  };
}
/** Tryton, as if its entry did not know how to answer. */
const withoutPrompts: System = {
  ...entry("tryton"),
  methods: entry("tryton").methods.map((use) => {
    if (use.kind !== "login") return use;
    const asked = use.prompts.map(({ field }) => field);
    return { ...use, prompts: [], fields: (use.fields ?? []).filter(({ name }) => !asked.includes(name)) };
  }),
};
const of = async (world: World) => subject(await world.tryton());
const row = (fault: Row["fault"], told: Row["told"], change: Change = {}, method?: string): Row => ({
  fault,
  told,
  ask: async (world) => ask(subject(await world.tryton(), method), change),
});
const clerk = { username: "clerk", password: "plant-clerk-7" };

export const tryton: Column = {
  name: "Tryton",
  what: "Tryton 6.0, an ERP, and nginx in front of it",
  rows: [
    row("right", connected("plain_http")),
    row("rightOtherMethod", connected("plain_http"), {}, "basic"),
    {
      fault: "pageOfIt",
      told: connected("plain_http"),
      ask: async (world) => {
        const { url } = await world.tryton();
        return ask(await of(world), { address: `${url}/#tryton/model/purchase.purchase` });
      },
    },
    row("wrongPassword", refused("credentials_wrong", "password"), {
      values: { username: "admin", password: "wrong-password" },
    }),
    row("unknownUser", refused("credentials_wrong", "password"), { values: { username: "nobody-knows" } }),
    row("emptyPassword", refused("credentials_wrong", "password"), { values: { password: "" } }),
    row("wrongCompany", refused("company_unknown", "database"), { values: { database: "nodb" } }),
    row("missingRight", limited("permission_missing"), { values: clerk }),
    {
      fault: "manyTries",
      told: refused("account_locked"),
      async ask(world) {
        const system = await world.tryton();
        const values = { username: "leaver", password: "wrong-password" };
        await failOften(system, values);
        return ask(subject(system), { values });
      },
    },
    {
      fault: "codeAsked",
      told: refused("answer_needed", "smsCode", "asks"),
      ask: async (world) => ask(subject(await world.trytonSecondFactor())),
    },
    {
      fault: "secondFactor",
      told: refused("second_factor_required"),
      ask: async (world) => ask({ ...subject(await world.trytonSecondFactor()), system: withoutPrompts }),
    },
    {
      fault: "testAddress",
      told: limited("test_system"),
      ask: async (world) => {
        const { port } = await world.tryton();
        return ask(await of(world), { address: `http://erp-test.plant.localhost:${port}` });
      },
    },
    {
      fault: "portNotOpened",
      told: refused("port_forbidden", "address"),
      ask: async (world) => ask(await of(world), { address: "http://localhost:6379" }),
    },
    ...wayRows(of),
    ...schemeRows(of),
    ...otherRows(of, { own: "atTryton", speaks: "http" }),
    ...frontRows({ name: "tryton", of, carries: ({ path }) => path.startsWith("/tryton/") }),
  ],
};

/** Tryton lets a name fail six times; one after another that would take it half a minute (session.max_attempt). */
async function failOften({ url }: RunningTryton, { username, password }: { username: string; password: string }) {
  const body = JSON.stringify({ id: 1, method: "common.db.login", params: [username, { password }, "en"] });
  const headers = { "content-type": "application/json" };
  const one = () => fetch(`${url}/tryton/`, { method: "POST", headers, body });
  await Promise.all(Array.from({ length: 7 }, one));
}
