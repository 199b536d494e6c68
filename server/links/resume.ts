import type { Handler } from "../call/call.js";
import { Refusal } from "../call/refusal.js";
import { hashOf } from "../call/token.js";
import { beginSession, openLinkOf, tokenOf } from "./open.js";

export const resumeCookie = "__Host-gw_resume";
/** `Secure` holds on http://localhost too: browsers take it for a trustworthy origin. */
export const setResumeCookie = (value: string, seconds: number): string =>
  `${resumeCookie}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; Secure; SameSite=Lax`;

/** POST /v1/link/resume, on our hosted page after a full-page redirect. The cookie serves once. */
export const resumeLink: Handler<"resumeLink"> = async (call) => {
  const { house, store, origin, cookies } = call;
  const value = cookies[resumeCookie];
  if (!value || origin !== house.settings.publicUrl) throw new Refusal("unauthorized");
  call.setCookie(setResumeCookie("", 0));
  const cookie = tokenOf(await store.lookup.useResumeCookie(hashOf(value)));
  const link = await openLinkOf(store, cookie.tenant, cookie.link);
  return beginSession(call, link, cookie.origin);
};
