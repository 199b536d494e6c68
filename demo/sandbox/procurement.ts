import { createHash, randomBytes } from "node:crypto";
import { answerHtml, answerJson } from "./answer.js";
import type { PretendSystem, Visit } from "./system.js";

interface Grant {
  challenge: string;
  redirectUri: string;
}
const codes = new Map<string, Grant>();
const accessTokens = new Set<string>();
const refreshTokens = new Set<string>();
/** A public client: an address that is typed in must never be sent a secret. */
const clientId = "gangway";

/** Asks for OAuth 2.0 with a code and PKCE (RFC 6749, 7636, 9207), consent on a page of its own. */
export const procurement: PretendSystem = {
  id: "procurement",
  product: "Pretend Procurement",
  credentials: "press Allow on its page",
  challenge: 'Bearer realm="Pretend Procurement"',
  who: ({ request }) =>
    accessTokens.has((request.headers.authorization ?? "").slice("Bearer ".length)) ? "anna@plant.example" : null,
  own: (visit) => {
    if (visit.path === "/oauth/authorize") return askConsent(visit);
    if (visit.path === "/oauth/decide") return decide(visit);
    if (visit.path === "/oauth/token") return giveToken(visit);
    return false;
  },
};

function askConsent({ query, response, address }: Visit): boolean {
  if (
    query.get("client_id") !== clientId ||
    query.get("response_type") !== "code" ||
    query.get("code_challenge_method") !== "S256"
  )
    return answerHtml(response, 400, "<h1>This request is not one of ours</h1>");
  const hidden = [...query]
    .map(([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`)
    .join("");
  return answerHtml(
    response,
    200,
    `<h1>Pretend Procurement</h1><p>An application asks to read your purchase orders as <b>anna@plant.example</b>.</p><form method="get" action="${escape(address)}/oauth/decide">${hidden}<button name="decision" value="allow">Allow</button><button name="decision" value="refuse">Refuse</button></form>`,
  );
}

function decide({ query, response, address }: Visit): boolean {
  const back = new URL(query.get("redirect_uri") ?? "");
  back.searchParams.set("state", query.get("state") ?? "");
  back.searchParams.set("iss", address);
  if (query.get("decision") === "allow") {
    const code = randomBytes(16).toString("base64url");
    codes.set(code, { challenge: query.get("code_challenge") ?? "", redirectUri: query.get("redirect_uri") ?? "" });
    back.searchParams.set("code", code);
  } else back.searchParams.set("error", "access_denied");
  response.writeHead(303, { location: back.href, "cache-control": "no-store" }).end();
  return true;
}

function giveToken({ response, body }: Visit): boolean {
  const form = new URLSearchParams(body);
  if (form.get("client_id") !== clientId) return answerJson(response, 401, { error: "invalid_client" });
  if (form.get("grant_type") === "refresh_token") {
    if (!refreshTokens.delete(form.get("refresh_token") ?? ""))
      return answerJson(response, 400, { error: "invalid_grant" });
    return answerTokens(response);
  }
  const grant = codes.get(form.get("code") ?? "");
  codes.delete(form.get("code") ?? "");
  const verifier = createHash("sha256")
    .update(form.get("code_verifier") ?? "")
    .digest("base64url");
  if (!grant || grant.challenge !== verifier || grant.redirectUri !== form.get("redirect_uri"))
    return answerJson(response, 400, { error: "invalid_grant" });
  return answerTokens(response);
}

function answerTokens(response: Visit["response"]): boolean {
  const [access, refresh] = [randomBytes(24).toString("base64url"), randomBytes(24).toString("base64url")];
  accessTokens.add(access);
  refreshTokens.add(refresh);
  return answerJson(response, 200, {
    access_token: access,
    refresh_token: refresh,
    token_type: "Bearer",
    expires_in: 300,
  });
}

const escape = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
