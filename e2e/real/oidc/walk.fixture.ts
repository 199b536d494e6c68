import { loopbackFetch } from "../ground/loopbackFetch.js";

/** How someone behaves at the provider's pages. */
export interface Visitor {
  login?: string;
  password?: string;
  /** Entered where the provider asks for the code of a device. */
  userCode?: string;
  /** Presses Refuse on this page. */
  refuse?: "login" | "consent" | "code";
  /** The provider breaks off at the sign-in. */
  breaksOff?: boolean;
}

/** Where a walk ended: at an address outside the provider, or on a page that leads no further. */
export interface WalkEnd {
  leftTo?: string;
  page: string;
}

/** Goes through sign-in and consent as a browser would: cookies, redirects and forms, without a browser. */
export async function walk(start: string, visitor: Visitor): Promise<WalkEnd> {
  const cookies = new Map<string, string>();
  const provider = new URL(start).origin;
  let next: { url: string; form?: URLSearchParams } = { url: start };
  for (let steps = 0; steps < 20; steps++) {
    const response = await loopbackFetch(next.url, {
      method: next.form ? "POST" : "GET",
      redirect: "manual",
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
      ...(next.form && { body: next.form }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    const page = await response.text();
    const location = response.headers.get("location");
    if (location) {
      const target = new URL(location, next.url);
      if (target.origin !== provider) return { leftTo: target.href, page };
      next = { url: target.href };
      continue;
    }
    const device = deviceForm(page, visitor);
    if (device && response.status === 200) {
      next = device;
      continue;
    }
    const action = /action="(\/interaction\/[\w-]+\/)(login|consent)"/.exec(page);
    if (!action || response.status !== 200) return { page };
    const [, base = "", kind] = action;
    const press = visitor.breaksOff ? "unavailable" : visitor.refuse === kind ? "refuse" : kind;
    next = {
      url: `${provider}${base}${press}`,
      form: new URLSearchParams({ login: visitor.login ?? "", password: visitor.password ?? "" }),
    };
  }
  throw new Error("The provider's pages lead in circles.");
}

/** The provider's own forms for a code: entered, then said to be one's own. */
function deviceForm(page: string, visitor: Visitor): { url: string; form: URLSearchParams } | undefined {
  const [, kind, url] = /id="op\.device(Input|Confirm)Form"[^>]*action="([^"]+)"/.exec(page) ?? [];
  if (!url || page.includes('role="alert"')) return undefined;
  const hidden = [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  const form = new URLSearchParams(hidden.map(([, name = "", value = ""]) => [name, value]));
  if (kind === "Input") form.set("user_code", visitor.userCode ?? "");
  if (kind === "Confirm" && visitor.refuse === "code") form.set("abort", "yes");
  return { url, form };
}
