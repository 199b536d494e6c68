import { hashOf, newSecret } from "../call/token.js";
import type { Store } from "../store/store.js";

export const resumeCookie = "__Host-gw_resume";
/** `Secure` holds on http://localhost too: browsers take it for a trustworthy origin. */
const header = (value: string, seconds: number): string =>
  `${resumeCookie}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; Secure; SameSite=Lax`;

/** For a `Set-Cookie` header: lets a page of ours in this browser go on with the link, once. @param lives seconds */
export async function setResumeCookie(
  store: Store,
  link: { readonly tenant: string; readonly id: string },
  { origin, lives }: { origin: string | null; lives: number },
): Promise<string> {
  const value = newSecret();
  const expiresAt = store.now() + lives * 1000;
  await store.tenant(link.tenant).tokens.addResumeCookie({ hash: hashOf(value), link: link.id, origin, expiresAt });
  return header(value, lives);
}

export const dropResumeCookie = header("", 0);
