import type { FlowRecord } from "../store/flows.js";
import { flowSecrets, hashOf, secretText, type ConsentHouse } from "./consent.js";

export interface Claimed {
  /**
   * To be set with HttpOnly, Secure, SameSite=Lax, Path=/ and this life in seconds. Null where the flow has failed
   * before it began: then there is nothing to bind.
   */
  readonly cookie: { readonly name: string; readonly value: string; readonly maxAge: number } | null;
  /** For a 303: the provider, or our own closing page. */
  readonly location: string;
  readonly flow: FlowRecord;
}

/** A cookie for each flow, so that two at once in one browser do not disturb each other. */
const cookieName = (): string => `__Host-gw-flow-${secretText().slice(0, 12)}`;

/** Where a popup and a redirected page end: nothing of the flow is in it. */
export const closingUrl = (publicUrl: string, mode: FlowRecord["mode"]): string =>
  mode === "redirect" ? `${publicUrl}/connect` : `${publicUrl}/popup/done`;

/**
 * Trades the start secret, once and within its minute, for the flow's cookie. `opener` is the origin of the page that
 * posted it, as the browser tells (`Origin`), and where that is our own popup, of the window that handed it the secret:
 * our own frame, or the host's page in which the flow stands as a component, and no other. A stranger's form with a
 * secret of his own would otherwise bind a victim's browser to the stranger's flow. Undefined where the secret is unknown,
 * used or over, or came from elsewhere.
 */
export async function claimConsent(
  house: ConsentHouse,
  startSecret: string,
  opener: string,
): Promise<Claimed | undefined> {
  const value = secretText();
  const used = await house.store.lookup.startFlow(hashOf(startSecret), hashOf(value));
  if (used.state !== "ok") return undefined;
  const flow = used.token;
  if (opener !== house.publicUrl && opener !== flow.origin) return undefined;
  const { secrets } = await flowSecrets(house, flow);
  if (flow.status !== "waiting" || !secrets["location"]) {
    return { cookie: null, location: closingUrl(house.publicUrl, flow.mode), flow };
  }
  const maxAge = Math.max(1, Math.ceil((flow.expiresAt - house.store.now()) / 1000));
  return { cookie: { name: cookieName(), value, maxAge }, location: secrets["location"], flow };
}

/** Values of all flow cookies in a Cookie header. A browser has few; more than these are somebody's attempt. */
export function flowCookies(header: string | undefined): string[] {
  const pairs = (header ?? "").split(";").map((pair) => pair.trim());
  const values = pairs.map((pair) => /^__Host-gw-flow-[\w-]{12}=([\w-]{43})$/.exec(pair)?.[1]);
  return values.filter((value) => value !== undefined).slice(0, 10);
}
