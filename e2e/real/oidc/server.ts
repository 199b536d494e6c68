import { generateKeyPairSync, randomBytes } from "node:crypto";
import { createServer } from "node:http";
import Provider, { type ClientMetadata, type JWK } from "oidc-provider";
import { interactions } from "./interactions.js";
import { codeDonePage, codePage, ownCodePage } from "./pages.js";
import { resources } from "./resources.js";
import { clients, orderScope, people, type OidcSettings } from "./settings.js";

const settings = JSON.parse(process.argv[2] ?? "{}") as OidcSettings;
const deviceGrant = "urn:ietf:params:oauth:grant-type:device_code";
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const callback = { redirect_uris: settings.redirectUris, response_types: ["code" as const] };
const none = { redirect_uris: [], response_types: [] };

const registered: ClientMetadata[] = [
  {
    ...callback,
    client_id: clients.code.id,
    client_secret: clients.code.secret,
    client_name: "Gangway",
    grant_types: ["authorization_code", "refresh_token"],
  },
  {
    ...callback,
    client_id: clients.publicCode.id,
    client_name: "Gangway (public)",
    token_endpoint_auth_method: "none",
    grant_types: ["authorization_code", "refresh_token"],
  },
  {
    ...none,
    client_id: clients.machine.id,
    client_secret: clients.machine.secret,
    client_name: "Gangway (machine)",
    grant_types: ["client_credentials"],
    scope: orderScope,
  },
  {
    ...none,
    client_id: clients.device.id,
    client_name: "Gangway (device)",
    token_endpoint_auth_method: "none",
    grant_types: [deviceGrant, "refresh_token"],
  },
];

const provider = new Provider(settings.issuer, {
  clients: registered,
  scopes: ["openid", "offline_access", "profile", "email", orderScope],
  claims: { openid: ["sub"], email: ["email"], profile: ["name"] },
  jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), kid: "throw-away", alg: "RS256", use: "sig" } as JWK] },
  cookies: { keys: [randomBytes(32).toString("hex")] },
  pkce: { required: () => true },
  rotateRefreshToken: settings.rotateRefreshToken,
  ttl: {
    AccessToken: settings.accessTokenSeconds,
    ClientCredentials: settings.accessTokenSeconds,
    AuthorizationCode: 60,
    DeviceCode: 600,
    IdToken: 3_600,
    Interaction: 3_600,
    Grant: 14 * 86_400,
    RefreshToken: 14 * 86_400,
    Session: 14 * 86_400,
  },
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    deviceFlow: {
      enabled: true,
      userCodeInputSource: (ctx, form, _out, error) => void (ctx.body = codePage(form, error !== undefined)),
      userCodeConfirmSource: (ctx, form, client, _device, code) =>
        void (ctx.body = ownCodePage(form, client.clientName ?? "", code)),
      successSource: (ctx) => void (ctx.body = codeDonePage()),
    },
    introspection: { enabled: true },
    revocation: { enabled: true },
  },
  interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_ctx, id) => {
    const person = Object.values(people).find(({ user }) => user === id);
    return person && { accountId: id, claims: () => ({ sub: id, email: id, name: id.split("@")[0] }) };
  },
});
provider.use(resources(provider));
provider.use(interactions(provider));
const answer = provider.callback();
createServer((request, response) => void answer(request, response)).listen(settings.port, "127.0.0.1");
