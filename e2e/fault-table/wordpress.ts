import type { System } from "#contract";
import { entry } from "../methods/climb.fixture.js";
import type { RunningWordpress } from "../real/wordpress.js";
import { ask, type Change } from "./ask.js";
import { frontRows } from "./nginxFront.js";
import { otherRows, schemeRows, wayRows } from "./network.js";
import { connected, limited, refused, type Column, type Row } from "./row.js";
import { ownEntry } from "./ownEntry.js";
import type { Subject } from "./subject.js";
import type { World } from "./world.js";

type Who = keyof RunningWordpress["accounts"];

function subject(
  { accounts, port }: RunningWordpress,
  who: Who = "admin",
  system: System = entry("wordpress"),
): Subject {
  const { user, password } = accounts[who];
  return {
    system,
    method: "basic",
    values: { username: user, password },
    data: [],
    place: { scheme: "http", port },
  };
}
const of = async (world: World) => subject(await world.wordpress());
const row = (fault: Row["fault"], told: Row["told"], change: Change = {}, who?: Who): Row => ({
  fault,
  told,
  ask: async (world) => ask(subject(await world.wordpress(), who), change),
});
/** By the entry for any interface with Basic: what WordPress says beyond what its own entry asks. */
const byPath = (fault: Row["fault"], told: Row["told"], path: string, who?: Who): Row => ({
  fault,
  told,
  ask: async (world) =>
    ask(subject(await world.wordpress(), who, entry("rest-basic")), { values: { testPath: `/wp-json${path}` } }),
});

/** An entry by which one of the parts of the interface is chosen after the sign-in. */
const partChosen = ownEntry({
  name: "A part of WordPress",
  summary: { en: "Several parts" },
  methods: [
    {
      kind: "basic",
      fields: [{ name: "part", role: "company", public: true, optional: true, label: { en: "Part" } }],
      signIn: {
        question: { path: "/wp-json/wp/v2/users/me" },
        yes: [{ json: [{ at: "/slug", type: "string" }] }],
        no: [{ when: { status: 401 }, cause: "credentials_wrong" }],
      },
      choose: {
        question: { path: "/wp-json/" },
        yes: [{ json: [{ at: "/namespaces", type: "array" }] }],
        no: [{ when: { status: 404 }, cause: "unknown_path" }],
        choices: { input: "part", at: "/namespaces" },
      },
    },
  ],
});

export const wordpress: Column = {
  name: "WordPress",
  what: "WordPress 6.1 on MariaDB, and nginx in front of it",
  rows: [
    row("right", connected("plain_http")),
    {
      fault: "pageOfIt",
      told: connected("plain_http"),
      ask: async (world) => {
        const running = await world.wordpress();
        return ask(subject(running), { address: `${running.url}/wp-login.php` });
      },
    },
    row("wrongPassword", refused("credentials_wrong", "password"), { values: { password: "wrong-password" } }),
    row("unknownUser", refused("credentials_wrong", "password"), { values: { username: "nobody-knows" } }),
    row("emptyPassword", refused("credentials_wrong", "password"), { values: { password: "" } }),
    row("loginPassword", refused("credentials_wrong", "password"), {}, "adminLogin"),
    byPath("lowRole", refused("permission_missing"), "/wp/v2/settings", "subscriber"),
    byPath("wrongPath", refused("unknown_path", "testPath"), "/nowhere/v1"),
    {
      fault: "severalToChoose",
      told: refused("choice_needed", "part"),
      ask: async (world) => ask(subject(await world.wordpress(), "admin", partChosen)),
    },
    row("notDescribed", limited("data_not_described"), { data: ["purchaseOrders"] }),
    {
      fault: "apiOff",
      told: refused("api_disabled"),
      ask: async (world) => ask(subject(await world.wordpressProduction())),
    },
    ...wayRows(of),
    ...schemeRows(of),
    ...otherRows(of, { own: "atWordpress", speaks: "http" }),
    ...frontRows({ name: "wordpress", of }),
  ],
};
