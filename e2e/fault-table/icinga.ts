import { entry } from "../methods/climb.fixture.js";
import type { RunningIcinga } from "../real/icinga.js";
import { ask } from "./ask.js";
import { frontRows } from "./nginxFront.js";
import { otherRows, schemeRows, wayRows } from "./network.js";
import { ownEntry } from "./ownEntry.js";
import { connected, limited, refused, type Column } from "./row.js";
import { rowsOf, typed } from "./rowsOf.js";
import type { Subject } from "./subject.js";
import type { World } from "./world.js";

function subject({ accounts, certificates, port }: RunningIcinga): Subject {
  const { user, password } = accounts.reader;
  return {
    system: entry("icinga"),
    method: "basic",
    values: { username: user, password },
    data: ["assets"],
    place: { scheme: "https", port, certificates },
    trust: { ca: certificates.ca },
  };
}
const of = async (world: World) => subject(await world.icinga());
const row = rowsOf((world) => world.icinga(), subject);

/** Its interface is asked for by its path, and that is all that is missing there. */
const pathOnly = { told: refused("unknown_path", "address") };

/** As if its interface were open to everybody. */
const openEntry = ownEntry({
  name: "Icinga without a sign-in",
  summary: { en: "Icinga, as if it were open to everybody" },
  methods: [{ kind: "none", signIn: { question: { path: "/v1" }, yes: [{ status: 200 }], no: [] } }],
});

export const icinga: Column = {
  name: "Icinga",
  what: "Icinga 2.13, whose certificate is of a private authority, and nginx in front of it",
  rows: [
    row("right", connected()),
    row("wrongPassword", refused("credentials_wrong", "password"), typed({ password: "wrong-password" })),
    row("unknownUser", refused("credentials_wrong", "password"), typed({ username: "nobody-knows" })),
    row("emptyPassword", refused("credentials_wrong", "password"), typed({ password: "" })),
    row("missingRight", limited("permission_missing"), ({ accounts: { guest } }) => ({
      values: { username: guest.user, password: guest.password },
    })),
    {
      fault: "otherKind",
      told: refused("key_of_another_kind", "token"),
      async ask(world) {
        const values = { testPath: "/v1", token: "made-for-another-door" };
        return ask({ ...(await of(world)), system: entry("rest-bearer"), method: "bearer", values, data: [] });
      },
    },
    {
      fault: "nothingEntered",
      told: refused("sign_in_required", "address"),
      ask: async (world) => ask({ ...(await of(world)), system: openEntry, method: "none", values: {}, data: [] }),
    },
    // By Icinga's own TLS; the other ones by that of the server in front.
    row("privateCa", refused("certificate_unknown_issuer"), ({ url }) => ({ address: url, trust: null })),
    row("privateCaGiven", connected(), ({ url }) => ({ address: url })),
    row("plainToTls", refused("tls_required", "address", "address"), ({ url }) => ({
      address: url.replace("https", "http"),
      trust: null,
    })),
    ...wayRows(of),
    ...schemeRows(of),
    ...otherRows(of, { own: "atIcinga", speaks: "http", told: { atOidc: pathOnly, atWebdav: pathOnly } }),
    ...frontRows({ name: "icinga", of, without: ["privateCa", "privateCaGiven", "plainToTls"] }),
  ],
};
