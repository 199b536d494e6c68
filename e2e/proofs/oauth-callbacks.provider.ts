import { createHash, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { sendAnswer, type TokenAnswer } from "./oauth-callbacks.answer.js";
import { jwks } from "./oauth-callbacks.idToken.js";

export const issuer = "https://as.example.test";
export const clientId = "gangway-at-plant";
export const clientSecret = `cs-${randomBytes(18).toString("hex")}`;

/** One request at the token endpoint. */
export interface TokenRequest {
  form: URLSearchParams;
  headers: IncomingMessage["headers"];
}

/** One consent that the person has given there: what the code was issued for. */
export interface Issued {
  challenge: string | null;
  redirectUri: string | null;
  nonce: string | undefined;
}

/**
 * An authorization server that speaks the real protocol: discovery, keys, PKCE, codes that serve once. A stub and not a
 * real one, because most cases are answers that no real one gives.
 */
export interface Provider {
  readonly port: number;
  readonly tokenRequests: TokenRequest[];
  /** Forgets all, and answers like this from now on. */
  play(how: { token: TokenAnswer | undefined; issSupported: boolean; nowhere?: boolean }): void;
  /** Somebody has agreed: the code that the browser is sent back with. */
  agree(issued: Issued, code?: string): string;
  /** The access token of its answers. */
  token(): string;
  close(): void;
}

export async function startProvider(): Promise<Provider> {
  const tokenRequests: TokenRequest[] = [];
  const codes = new Map<string, Issued>();
  let token = "";
  let nonce: string | undefined;
  let issSupported = true;
  let nowhere = false;
  let next: TokenAnswer | undefined;

  async function answerToken(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = new URLSearchParams(await textOf(request));
    tokenRequests.push({ form, headers: request.headers });
    const issued = codes.get(form.get("code") ?? "");
    const refused = refusal(form, issued);
    if (refused) return sendJson(response, { error: refused }, 400);
    const playing = next;
    const told = { token, claims: { iss: issuer, aud: clientId, nonce } };
    if (playing?.then) next = playing.then;
    // A code that was answered is used up; "not now" is no answer.
    if (playing?.status !== 429) codes.delete(form.get("code") ?? "");
    if (playing) return sendAnswer(response, playing, told);
    sendJson(response, { access_token: token, token_type: "Bearer", expires_in: 3600, refresh_token: `rt-${token}` });
  }

  const server = createServer((request, response) => {
    if (nowhere) return void response.destroy();
    if (request.url === "/token" && request.method === "POST") return void answerToken(request, response);
    if (request.url === "/.well-known/openid-configuration") return sendJson(response, discovered(issSupported));
    if (request.url === "/jwks") return sendJson(response, jwks);
    // The system behind it: whoever has a token may read.
    if (request.url === "/api/me") return sendJson(response, {}, request.headers.authorization ? 200 : 401);
    response.writeHead(404).end();
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    tokenRequests,
    play(how) {
      tokenRequests.length = 0;
      codes.clear();
      token = `at-${randomBytes(18).toString("hex")}`;
      ({ token: next, issSupported, nowhere = false } = how);
    },
    agree(issued, code = `code-${randomBytes(18).toString("hex")}`) {
      codes.set(code, issued);
      nonce = issued.nonce;
      return code;
    },
    token: () => token,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

const discovered = (issSupported: boolean) => ({
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/jwks`,
  response_types_supported: ["code"],
  id_token_signing_alg_values_supported: ["RS256"],
  code_challenge_methods_supported: ["S256"],
  ...(issSupported && { authorization_response_iss_parameter_supported: true }),
});

/** As RFC 6749 (4.1.3) and RFC 7636 (4.6) want it. */
function refusal(form: URLSearchParams, issued: Issued | undefined): string | undefined {
  if (form.get("client_id") !== clientId || form.get("client_secret") !== clientSecret) return "invalid_client";
  if (form.get("grant_type") !== "authorization_code") return "unsupported_grant_type";
  const verified = createHash("sha256")
    .update(form.get("code_verifier") ?? "")
    .digest("base64url");
  if (issued?.challenge !== verified || issued.redirectUri !== form.get("redirect_uri")) return "invalid_grant";
  return undefined;
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}

function sendJson(response: ServerResponse, body: object, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
