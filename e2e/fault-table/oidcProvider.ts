import type { System } from "#contract";
import { loopbackFetch } from "../real/ground/loopbackFetch.js";
import type { RunningOidcProvider } from "../real/oidcProvider.js";
import { ask, type Change } from "./ask.js";
import { consentRows } from "./consent.js";
import { frontRows } from "./nginxFront.js";
import { otherRows, schemeRows, wayRows } from "./network.js";
import { machineEntry, tokenEntry } from "./orders.js";
import { connected, limited, refused, type Column, type Row } from "./row.js";
import type { Subject } from "./subject.js";
import type { World } from "./world.js";

/** The issuer names itself by its address: a tap's port would be another provider's. */
const at = ({ url }: RunningOidcProvider, change: Change = {}): Change => ({ address: url, ...change });

function machine(provider: RunningOidcProvider, system: System = machineEntry(provider.orderScope)): Subject {
  const { id, secret } = provider.clients.machine;
  return {
    system,
    method: "oauth2",
    values: { clientId: id, clientSecret: secret },
    data: ["purchaseOrders"],
    place: { scheme: "http", port: provider.port },
  };
}
const of = async (world: World) => machine(await world.oidc());
const row = (fault: Row["fault"], told: Row["told"], values: Record<string, string> = {}): Row => ({
  fault,
  told,
  async ask(world) {
    const provider = await world.oidc();
    return ask(machine(provider), at(provider, { values }));
  },
});
const byEntry = (
  fault: Row["fault"],
  told: Row["told"],
  subject: (provider: RunningOidcProvider) => Subject | Promise<Subject>,
): Row => ({
  fault,
  told,
  async ask(world) {
    const provider = await world.oidc();
    return ask(await subject(provider), at(provider));
  },
});

export const oidcProvider: Column = {
  name: "OpenID provider",
  what: "oidc-provider 9, the interface behind it, and nginx in front of both",
  rows: [
    row("right", connected("plain_http")),
    row("wrongSecret", refused("credentials_wrong", "clientSecret"), { clientSecret: "wrong-secret" }),
    row("unknownClient", refused("credentials_wrong", "clientSecret"), { clientId: "nobody-knows" }),
    byEntry("scopeNotAllowed", refused("scope_missing"), (provider) => machine(provider, machineEntry("email"))),
    byEntry("applicationUnknown", refused("application_refused"), (provider) => ({
      ...machine(provider, machineEntry(provider.orderScope, "operator")),
      values: {},
      settings: { roots: [], inputs: {}, oauth: { orders: { clientId: "nobody-knows" } } },
    })),
    byEntry("keyEndsSoon", limited("key_expires_soon"), (provider) => withToken(provider)),
    byEntry("revoked", refused("credentials_revoked", "token"), async (provider) => {
      const subject = await withToken(provider);
      await atProvider(provider, "/token/revocation", { token: subject.values["token"] ?? "" });
      return subject;
    }),
    ...consentRows,
    ...wayRows(of),
    ...schemeRows(of),
    ...otherRows(of, {
      own: "atOidc",
      speaks: "http",
      told: { atWebdav: { told: refused("unknown_path", "address") } },
    }),
    ...frontRows({
      name: "oidc",
      of,
      without: ["behindFront", "privateCaGiven", "selfSignedPinned", "pinned", "onlyOne"],
    }),
  ],
};

async function withToken(provider: RunningOidcProvider): Promise<Subject> {
  const { id, secret } = provider.clients.machine;
  const given = await atProvider(provider, "/token", {
    grant_type: "client_credentials",
    scope: provider.orderScope,
  });
  const { access_token: token } = (await given.json()) as { access_token: string };
  return {
    system: tokenEntry(),
    method: "basic",
    values: { username: id, password: secret, token },
    data: [],
    place: { scheme: "http", port: provider.port },
  };
}

function atProvider({ url, clients }: RunningOidcProvider, path: string, form: Record<string, string>) {
  const { id, secret } = clients.machine;
  const headers = { authorization: `Basic ${btoa(`${id}:${secret}`)}` };
  return loopbackFetch(url + path, { method: "POST", headers, body: new URLSearchParams(form) });
}
