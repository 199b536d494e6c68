import type { CauseCode, CheckLine, OutcomeLine } from "#contract";
import { consentHouse } from "../../server/links/consent-house.js";
import { consentValues } from "../../server/methods/consentValues.js";
import { publicUrl } from "../../server/trial.setup.js";
import type { Server } from "../../server/server.js";
import { loopbackFetch } from "../real/ground/loopbackFetch.js";
import { walk, type Visitor } from "../real/oidc/walk.fixture.js";
import { verdictOf } from "./ask.js";
import { openSession, type Product } from "./product.js";
import { connected, limited, refused, type Row, type Seen } from "./row.js";
import { secretsOf } from "./subject.js";
import type { World } from "./world.js";

/** How one person's consent goes: at the provider's pages, and on the way back. */
interface Course extends Visitor {
  readonly as?: "anna" | "carl";
  /** Changes what the provider sends the browser back with. */
  readonly back?: (answer: URLSearchParams) => void;
  /** Which server the browser comes back to; the one that it left unless told. */
  readonly server?: (product: Product) => Promise<Server>;
  /** What happens between consent and the checks. */
  readonly afterwards?: (world: World, link: string) => Promise<void>;
}

const row = (fault: Row["fault"], told: Row["told"], course: Course = {}): Row => ({
  fault,
  told,
  ask: (world) => consent(world, course),
});

/** Consent elsewhere: the browser's whole way through our endpoints and the real provider's pages. */
export const consentRows: readonly Row[] = [
  row("consentGiven", connected("plain_http")),
  row("missingRight", limited("scope_missing"), { as: "carl" }),
  row("consentRefused", refused("consent_refused"), { refuse: "consent" }),
  row("consentCodeUnknown", refused("consent_expired"), { back: (answer) => answer.set("code", "long-forgotten") }),
  row("consentOver", refused("consent_expired"), { afterwards: withdraw }),
  row("providerFails", refused("consent_failed"), { breaksOff: true }),
  row("entryGone", refused("internal"), { server: ({ withoutOrders }) => withoutOrders() }),
  {
    fault: "consentNotAsked",
    told: refused("consent_expired"),
    async ask(world) {
      const product = await world.product();
      return check(product, (await openSession(product)).token, await typedOf(world));
    },
  },
];

async function consent(world: World, { as = "anna", back, server, afterwards, ...visitor }: Course): Promise<Seen> {
  const [product, provider, typed] = await Promise.all([world.product(), world.oidc(), typedOf(world)]);
  const { trial, call } = product;
  const { token, link } = await openSession(product);
  const started = await call("authorize", { token, body: { ...typed, mode: "popup" } });
  const { flow, startSecret } = started.body as { flow: string; startSecret: string };
  const begun = await fetch(`${trial.url}/popup/start`, {
    method: "POST",
    redirect: "manual",
    headers: { origin: publicUrl, "content-type": "application/x-www-form-urlencoded" },
    body: `secret=${startSecret}`,
  });
  const cookie = begun.headers.getSetCookie().find((one) => one.startsWith("__Host-gw-flow-")) ?? "";
  const { user, password } = provider.accounts[as];
  const { leftTo } = await walk(begun.headers.get("location") ?? "", { login: user, password, ...visitor });
  const url = new URL(leftTo ?? "");
  back?.(url.searchParams);
  const { app } = (await server?.(product)) ?? trial.server;
  // `fetch` cannot name another host: the server is asked as its proxy would.
  await app.inject({
    method: "GET",
    url: url.pathname + url.search,
    headers: { host: url.host, cookie: cookie.split(";")[0] ?? "" },
  });
  const state = await call("readAuthorization", { token, params: { id: flow } });
  const { status, cause } = state.body as { status: string; cause: CauseCode | null };
  if (status !== "failed") {
    await afterwards?.(world, link);
    return check(product, token, typed);
  }
  const secrets = [password, ...secretsOf(typed.values)];
  return { lines: [], shown: JSON.stringify(state.body), secrets, ends: "failed", ...(cause && { cause }) };
}

/** Anna takes back at the provider what she allowed (RFC 7009). */
async function withdraw(world: World, link: string): Promise<void> {
  const [product, provider] = await Promise.all([world.product(), world.oidc()]);
  const of = { tenant: product.trial.tenant, link, system: "orders", method: "oauth2", address: provider.url };
  const kept = await consentValues(consentHouse(product.trial.server.house), of);
  const { id, secret } = provider.clients.code;
  await loopbackFetch(`${provider.url}/token/revocation`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa(`${id}:${secret}`)}` },
    body: new URLSearchParams({ token: kept?.["refreshToken"] ?? "", token_type_hint: "refresh_token" }),
  });
}

async function check({ call }: Product, token: string, typed: Typed): Promise<Seen> {
  const { body } = await call("runChecks", { token, body: typed });
  return { ...verdictOf(body as (CheckLine | OutcomeLine)[]), secrets: secretsOf(typed.values) };
}

type Typed = Awaited<ReturnType<typeof typedOf>>;
async function typedOf(world: World) {
  const { id, secret } = (await world.oidc()).clients.code;
  return { system: "orders", method: "oauth2", values: { clientId: id, clientSecret: secret } };
}
