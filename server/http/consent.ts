import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { House } from "../call/house.js";
import { startCookie } from "../links/authorize.js";
import { consentHouse } from "../links/consent-house.js";
import { setResumeCookie } from "../links/resume-cookie.js";
import type { FlowRecord } from "../store/flows.js";
import { claimConsent, closingUrl } from "../methods/claim.js";
import { consentCallback } from "../methods/callback.js";
import { cookiesOf } from "./cookies.js";
import { goScript, goPage, overPage, donePage, doneScript } from "./consent-pages.js";
import { pageHeaders } from "./security-headers.js";

/** Seconds for which a page that comes back may go on where it was. */
const resumeLives = 600;

/** The popup's (or the page's) way to the provider and back. The flow's logic stands in `methods/consent.ts`. */
export function addConsent(app: FastifyInstance, house: House): void {
  const { publicUrl } = house.settings;
  const { host } = new URL(publicUrl);
  const pageUrl = closingUrl(publicUrl, "redirect");

  page(app, "/popup/page", goPage, goScript);
  page(app, "/popup/done", donePage, doneScript);

  void app.register(async (scope) => {
    // A form of our own page, the only body that is not JSON: the browser itself must follow the redirect.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      "application/x-www-form-urlencoded",
      { parseAs: "string", bodyLimit: 4096 },
      async (_: unknown, text: string) => new URLSearchParams(text),
    );
    scope.post("/popup/start", async (request, reply) => {
      // A stranger's form with a secret of his own would bind this browser to his flow. So the page that posts must be
      // ours, which says who handed the secret over, or the host's own page of that flow.
      const form = request.body as URLSearchParams;
      const ours = request.headers.origin === publicUrl;
      const opener = ours ? (form.get("opener") ?? publicUrl) : request.headers.origin;
      const secret = form.get("secret") || (ours ? cookiesOf(request)[startCookie] : undefined);
      if (opener === undefined || opener === "null") return over(reply);
      const claimed = secret ? await claimConsent(consentHouse(house), secret, opener) : undefined;
      if (!claimed) return over(reply);
      const cookies = [`${startCookie}=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Lax`];
      if (claimed.cookie) {
        const { name, value, maxAge } = claimed.cookie;
        cookies.push(`${name}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; Secure; SameSite=Lax`);
      }
      if (claimed.location === pageUrl) cookies.push(await resumeCookieOf(house, claimed.flow));
      return seeOther(reply, claimed.location, cookies);
    });
  });

  const turnAway = (request: FastifyRequest, reply: FastifyReply, cause: string): FastifyReply => {
    house.log.warn("a callback was turned away", { request_id: request.id, cause });
    return over(reply);
  };
  app.get<{ Params: { context: string } }>("/callback/:context", { exposeHeadRoute: false }, async (request, reply) => {
    const odd = request.headers.host !== host ? "bad_host" : oddLoading(request);
    if (odd) return turnAway(request, reply, odd);
    const { context } = request.params;
    const { cookie } = request.headers;
    const at = request.raw.url?.indexOf("?") ?? -1;
    const search = at < 0 ? "" : (request.raw.url ?? "").slice(at);
    const result = await consentCallback(consentHouse(house), { context, search, cookie });
    if (result.outcome === "rejected") return turnAway(request, reply, result.fault);
    const resume = result.location === pageUrl ? [await resumeCookieOf(house, result.flow)] : [];
    return seeOther(reply, result.location, resume);
  });
  // Before a body is read: what is in it is nobody's business.
  app.route({
    method: ["HEAD", "POST", "PUT", "PATCH", "DELETE"],
    url: "/callback/:context",
    onRequest: async (request, reply) => turnAway(request, reply.code(405).header("allow", "GET"), "method"),
    handler: async (_request, reply) => reply,
  });
}

/** Why this is no page loaded by the person's own browser: in a frame, or ahead of time. Browsers that do not say are believed. */
function oddLoading({ headers }: FastifyRequest): "framed" | "prefetched" | undefined {
  const [destination, purpose] = [headers["sec-fetch-dest"], headers["sec-purpose"] ?? headers["purpose"]];
  if (/prefetch|prerender|preview/i.test(String(purpose ?? ""))) return "prefetched";
  return destination === undefined || destination === "document" ? undefined : "framed";
}

/** Lets the page that went away go on where it was: this browser has just proved that it is the one. */
const resumeCookieOf = (house: House, { tenant, link, origin }: FlowRecord): Promise<string> =>
  setResumeCookie(house.store, { tenant, id: link }, { origin, lives: resumeLives });

function seeOther(reply: FastifyReply, location: string, cookies: string[]): FastifyReply {
  if (cookies.length > 0) reply.header("set-cookie", cookies);
  return reply.code(303).headers({ location, "cache-control": "no-store", "referrer-policy": "no-referrer" }).send();
}

/** Nothing was done, and nothing is said of why: the flow in the other window says what to do. The address holds a code. */
function over(reply: FastifyReply): FastifyReply {
  pageHeaders(reply, "frame-ancestors 'none'");
  return reply
    .code(reply.statusCode < 400 ? 400 : reply.statusCode)
    .header("referrer-policy", "no-referrer")
    .send(overPage);
}

function page(app: FastifyInstance, path: string, html: string, script: string): void {
  app.get(path, async (_request, reply) => {
    pageHeaders(reply, "frame-ancestors 'none'");
    return reply.send(html);
  });
  app.get(`${path}.js`, async (_request, reply) =>
    reply
      .headers({ "content-type": "text/javascript; charset=utf-8", "x-content-type-options": "nosniff" })
      .send(script),
  );
}
