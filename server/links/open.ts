import { type OpenedLink, tokens } from "#contract";
import type { Call, Handler } from "../call/call.js";
import type { House } from "../call/house.js";
import { Refusal } from "../call/refusal.js";
import type { LinkRecord } from "../store/links.js";
import type { Store } from "../store/store.js";
import type { Used } from "../store/tokens.js";
import { newToken, readToken } from "../call/token.js";
import { readConsent } from "../methods/consent.js";
import { consentHouse } from "./consent-house.js";
import { setResumeCookie } from "./resume-cookie.js";
import { linkAllows } from "./origins.js";
import { viewLink } from "./view.js";

/** POST /v1/link/open. Burns the token; a page that may not use the link burns nothing. */
export const openLink: Handler<"openLink"> = async (call) => {
  const { store, body } = call;
  const hash = readToken("link", body.token);
  if (!hash) throw new Refusal("unauthorized");
  const seen = tokenOf(await store.lookup.linkToken(hash));
  const link = await openLinkOf(store, seen.tenant, seen.link);
  await judgePage(call, link);
  tokenOf(await store.lookup.useLinkToken(hash));
  return beginSession(call, link, body.origin);
};

/** What a one-time token stands for, or the refusal that fits. */
export function tokenOf<T>(used: Used<T>): T {
  if (used.state === "ok") return used.token;
  throw new Refusal(({ unknown: "unauthorized", expired: "token_expired", used: "token_used" } as const)[used.state]);
}

export async function openLinkOf(store: Store, tenant: string, id: string): Promise<LinkRecord> {
  const link = await store.tenant(tenant).links.get(id);
  if (!link) throw new Refusal("unauthorized");
  if (link.status !== "open" || link.expiresAt <= store.now()) throw new Refusal("link_ended");
  return link;
}

/**
 * The request comes from our frame, which says whose page holds it; from our hosted page; or from the host's own
 * page, which then can only be the page that it says.
 */
async function judgePage({ house, store, origin, body }: Call<"openLink">, link: LinkRecord): Promise<void> {
  const ours = origin === house.settings.publicUrl;
  if (body.origin === null) {
    if (ours && link.hosted) return;
  } else if ((ours || origin === body.origin) && (await linkAllows(store, link, body.origin))) {
    return;
  }
  throw new Refusal("origin_not_allowed");
}

/** A session, and for the link the time that the session may take at most. */
export async function beginSession(
  { house, store, setCookie }: Pick<Call<"openLink">, "house" | "store" | "setCookie">,
  link: LinkRecord,
  origin: string | null,
): Promise<OpenedLink> {
  const own = store.tenant(link.tenant);
  const now = store.now();
  const endsAt = now + tokens.session.most * 1000;
  const { token, hash } = newToken("session");
  await own.tokens.addSession({ hash, link: link.id, origin, expiresAt: now + tokens.session.lives * 1000, endsAt });
  const opened = endsAt > link.expiresAt ? await own.links.update(link.id, { expiresAt: endsAt }) : link;
  if (!opened) throw new Refusal("link_ended");
  // Our own page has no host to ask for a token: after a reload its cookie opens it.
  if (origin === null) setCookie(await setResumeCookie(store, opened, { origin, lives: tokens.session.most }));
  const consent = link.step === "authorize" ? await consentOf(house, store, link) : undefined;
  return { session: token, link: await viewLink(house, store, opened), ...(consent && { consent }) };
}

/** The consent that the person had gone to give; one whose page was never opened is none. */
async function consentOf(house: House, store: Store, { tenant, id }: LinkRecord): Promise<OpenedLink["consent"]> {
  const flow = await store.tenant(tenant).flows.newest(id);
  const stand = flow && (await readConsent(consentHouse(house, store), { tenant, link: id, flow: flow.id }));
  const unseen = flow?.mode !== "code" && flow?.startedAt === null;
  if (!flow || !stand || (stand.status === "waiting" && unseen)) return undefined;
  return { flow: flow.id, ...stand };
}
