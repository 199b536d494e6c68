import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { temporary } from "./ground/cache.js";
import { freePort } from "./ground/freePort.js";
import { keep } from "./ground/keep.js";
import { untilListening } from "./ground/untilAnswers.js";
import { clients, orderScope, people, type OidcSettings } from "./oidc/settings.js";
import type { RealSystem, Running } from "./realSystem.js";

const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
const server = fileURLToPath(new URL("oidc/server.ts", import.meta.url));

export interface OidcProviderOptions {
  /** Where it may send people back to, compared exactly. */
  redirectUris?: string[];
  /** How long an access token lives: 60 s. */
  accessTokenSeconds?: number;
  /** A new refresh token with each refresh (default); the old one, used again, kills the grant. */
  rotateRefreshToken?: boolean;
}

export interface RunningOidcProvider extends Running {
  /** The issuer. `*.localhost` is loopback for browsers (RFC 6761); Node asks the machine's resolver. */
  url: string;
  accounts: typeof people;
  clients: typeof clients;
  /** Scope that `/api/purchase-orders` demands. */
  orderScope: string;
}

/**
 * oidc-provider 9, a certified OpenID provider: code with PKCE, client credentials, device, rotating refresh, RFC 9207 `iss`.
 * Protected resources: `/api/me` and `/api/purchase-orders`. The pages have the buttons Sign in, Allow and Refuse.
 */
export async function startOidcProvider(options: OidcProviderOptions = {}): Promise<RunningOidcProvider> {
  const port = await freePort();
  const issuer = `http://idp.localhost:${port}`;
  const settings: OidcSettings = {
    port,
    issuer,
    redirectUris: options.redirectUris ?? ["http://app.localhost/callback"],
    accessTokenSeconds: options.accessTokenSeconds ?? 60,
    rotateRefreshToken: options.rotateRefreshToken ?? true,
  };
  // Not as `nobody`, who may not be able to read this checkout.
  const kept = keep([process.execPath, "--import", tsx, server, JSON.stringify(settings)], {
    directory: temporary("oidc-provider"),
    asRoot: true,
  });
  await untilListening(kept, port);
  return {
    name: "oidc-provider",
    host: "idp.localhost",
    port,
    url: issuer,
    accounts: people,
    clients,
    orderScope,
    notes: {
      ...Object.fromEntries(Object.values(clients).map((c) => [`client ${c.id}`, "secret" in c ? c.secret : "public"])),
      "redirect URIs": settings.redirectUris.join(" "),
      resources: `${issuer}/api/me ${issuer}/api/purchase-orders (scope ${orderScope})`,
    },
    stop: kept.stop,
  };
}

export const oidcProvider: RealSystem<OidcProviderOptions, RunningOidcProvider> = {
  name: "oidc-provider",
  what: "oidc-provider 9 (OAuth 2 and OpenID Connect, all grants)",
  packages: [],
  start: startOidcProvider,
};
