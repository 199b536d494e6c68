import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { SystemFile, type System, type SystemFileInput } from "#contract";
import type { Net, NetFetch } from "../../server/net/index.js";
import { addTenant, startTrial, type Trial } from "../../server/trial.setup.js";
import { clientId, clientSecret, issuer, startProvider, type Provider } from "./oauth-callbacks.provider.js";

/** A whole listening product, the provider, and what stands where nobody should ever knock. */
export interface World {
  readonly trial: Trial;
  readonly provider: Provider;
  /** Everything that was sent to another host than the provider's. */
  readonly strayed: string[];
  /** Calls an endpoint of the contract, as its clients do. */
  readonly call: Trial["call"];
  /** Keys of the hosts, by tenant. */
  readonly keys: Record<"acme" | "other", string>;
  close(): Promise<void>;
}

/** Two entries with the same provider, so that one's answer may come back on the other's path, and one with OpenID. */
export const systems = { meant: "plant", other: "plant-stock", openId: "plant-identity" } as const;

export async function startWorld(): Promise<World> {
  const provider = await startProvider();
  const strayed: string[] = [];
  const elsewhere = createServer((request, response) => {
    let text = JSON.stringify(request.headers);
    request.on("data", (chunk: Buffer) => (text += chunk.toString()));
    request.on("end", () => {
      strayed.push(text);
      response.end("{}");
    });
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => elsewhere.once("listening", resolve));
  const elsewherePort = (elsewhere.address() as AddressInfo).port;

  const scopes = ["read", "write"];
  const entries = [
    systemOf(systems.meant, scopes, provider),
    systemOf(systems.other, scopes, provider),
    systemOf(systems.openId, ["openid", ...scopes], provider),
  ];
  const names = entries.map(({ id }) => id.toUpperCase().replaceAll("-", "_"));
  const trial = await startTrial({
    systems: entries,
    env: {
      GANGWAY_ALLOW: `127.0.0.1:${provider.port},127.0.0.1:${elsewherePort}`,
      ...Object.fromEntries(names.map((name) => [`GANGWAY_OAUTH_${name}_CLIENT_ID`, clientId])),
      ...Object.fromEntries(names.map((name) => [`GANGWAY_OAUTH_${name}_CLIENT_SECRET`, clientSecret])),
    },
    limits: { host: 1e9, person: 1e9, anyone: 1e9 },
  });
  const { house } = trial.server;
  Object.assign(house, { net: withNames(house.net, { provider: provider.port, elsewhere: elsewherePort }) });
  const { key } = await addTenant(trial.store, "other", ["https://app.acme.example"]);
  return {
    trial,
    provider,
    strayed,
    call: (name, asked) => patiently(() => trial.call(name, asked)),
    keys: { acme: trial.key, other: key },
    async close() {
      await trial.close();
      provider.close();
      elsewhere.closeAllConnections();
      elsewhere.close();
    },
  };
}

/** On a busy machine the product says that it is, before it does anything: one comes again. */
export async function patiently<T extends { status: number }>(ask: () => Promise<T>, tries = 20): Promise<T> {
  const answer = await ask();
  if (answer.status !== 503 || tries <= 1) return answer;
  await pause(1000);
  return patiently(ask, tries - 1);
}

/**
 * The provider has a name and TLS on port 443, as a provider has; on this machine it is a free port. Only the place is
 * changed, behind the product: limits, deadlines and redirects are those of its own way out.
 */
function withNames(net: Net, ports: { provider: number; elsewhere: number }): Net {
  return {
    ...net,
    fetch(defaults): NetFetch {
      const fetch = net.fetch(defaults);
      return (url, init) => {
        const { origin, protocol, pathname, search } = new URL(url);
        if (protocol !== "https:") return fetch(url, init);
        const port = origin === issuer ? ports.provider : ports.elsewhere;
        return fetch(`http://127.0.0.1:${port}${pathname}${search}`, init);
      };
    },
  };
}

function systemOf(id: string, scopes: string[], { port }: Provider): System {
  const file: SystemFileInput = {
    name: id,
    vendor: "",
    popularity: 1,
    summary: { en: id },
    proven: { level: "named", on: "2026-11-24" },
    address: { kind: "fixed", url: `http://127.0.0.1:${port}`, example: `http://127.0.0.1:${port}` },
    methods: [
      {
        kind: "oauth2",
        issuer,
        clientAuth: "post",
        scopes,
        signIn: { question: { path: "/api/me" }, yes: [{ status: 200 }], no: [] },
      },
    ],
    sources: [{ url: "https://www.rfc-editor.org/rfc/rfc6749.html", read: "2026-11-24" }],
  };
  return { ...SystemFile.parse(file), id, category: "generic" };
}
