import type { Handler } from "../call/call.js";
import { Refusal } from "../call/refusal.js";
import { hashOf } from "../call/token.js";
import { beginSession, openLinkOf, tokenOf } from "./open.js";
import { dropResumeCookie, resumeCookie } from "./resume-cookie.js";

/** POST /v1/link/resume, on our hosted page after a reload or a full-page redirect. The cookie serves once. */
export const resumeLink: Handler<"resumeLink"> = async (call) => {
  const { house, store, origin, cookies } = call;
  const value = cookies[resumeCookie];
  if (!value || origin !== house.settings.publicUrl) throw new Refusal("unauthorized");
  call.setCookie(dropResumeCookie);
  const cookie = tokenOf(await store.lookup.useResumeCookie(hashOf(value)));
  const link = await openLinkOf(store, cookie.tenant, cookie.link);
  return beginSession(call, link, cookie.origin);
};
