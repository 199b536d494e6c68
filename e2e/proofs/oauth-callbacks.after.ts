import { consentHouse } from "../../server/links/consent-house.js";
import { consentValues } from "../../server/methods/consentValues.js";
import type { Values } from "../../server/methods/method.js";
import { Browser } from "./oauth-callbacks.browser.js";
import type { CallbackCase } from "./oauth-callbacks.case.js";
import { named } from "./oauth-callbacks.idToken.js";
import { closing } from "./oauth-callbacks.judge.js";
import type { Played } from "./oauth-callbacks.play.js";
import type { World } from "./oauth-callbacks.world.js";

/** What the flow's own session makes of it: with consent the checks run and a connection stands; without, none ever does. */
export async function judgeAfter(world: World, one: CallbackCase, played: Played): Promise<string[]> {
  const { expect } = one;
  const whys: string[] = [];
  const kept = await keptOf(world, played);
  if (expect.expires_in !== undefined) whys.push(...judgeEnd(expect.expires_in, kept));
  const made = await connect(world, played);
  const wanted = expect.connections ?? { connected: 1, rejected: 0, user_error: 0 }[expect.outcome];
  if (wanted !== undefined && made.length !== wanted) whys.push(`${made.length} connections`);
  if (kept && Object.values(kept).includes(named)) whys.push("an identity was taken from the ID token");
  if (made.some(({ identity }) => identity === named)) whys.push("an identity was taken from the ID token");
  if (expect.never?.includes("refresh loop")) {
    const next = await world.trial.store.work.nextRenewalAt();
    if (next !== undefined && next !== null && next < world.trial.store.now()) whys.push("is renewed again and again");
  }
  if (expect.post_message_to !== undefined || one.opener !== undefined) whys.push(...(await judgeClosing(world)));
  if (({} as { admin?: unknown }).admin !== undefined) whys.push("Object.prototype was changed");
  return whys;
}

/** What consent brought, as the next checks would take it. */
async function keptOf({ trial }: World, { mine }: Played): Promise<Values | undefined> {
  const { house } = trial.server;
  const address = house.systems.get(mine.system)?.address;
  return consentValues(consentHouse(house), {
    ...{ tenant: mine.tenant, link: mine.link, system: mine.system, method: "oauth2" },
    address: (address?.kind === "fixed" ? address.url : undefined) ?? null,
  });
}

function judgeEnd(seconds: number | null, kept: Values | undefined): string[] {
  if (!kept) return ["nothing was kept"];
  const end = kept["expiresAt"];
  if (seconds === null) return end === undefined ? [] : ["an end was made up"];
  const off = Number(end) - Date.now() - seconds * 1000;
  return off > -120_000 && off < 1000 ? [] : [`ends at ${end}`];
}

async function connect({ call, keys }: World, { mine }: Played): Promise<{ identity: string | null }[]> {
  const body = { system: mine.system, method: "oauth2", values: {} };
  const ran = await call("runChecks", { token: mine.session, body });
  const outcome = ran.status === 200 ? (ran.body as { run: string; outcome: string }[]).at(-1) : undefined;
  if (outcome?.outcome === "connected") await call("finishLink", { token: mine.session, body: { run: outcome.run } });
  const { items } = (await call("listConnections", { token: keys[mine.tenant], query: { limit: "100" } })).body as {
    items: { link: string; identity: string | null }[];
  };
  return items.filter(({ link }) => link === mine.link);
}

/** The page where a popup ends speaks to nobody, whoever may have opened it. */
async function judgeClosing(world: World): Promise<string[]> {
  const browser = new Browser(world);
  const page = await browser.ask(new URL(closing).pathname);
  const script = await browser.ask(`${new URL(closing).pathname}.js`);
  return /opener|postMessage|parent/.test(page.body + script.body) ? ["the closing page speaks to its opener"] : [];
}
