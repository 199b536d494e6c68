import type { CauseCode, Fact } from "#contract";
import type { HttpAnswer } from "./answer.js";
import { because, type Finding } from "./finding.js";
import * as page from "./page.js";
import { said } from "./said.js";

/** In what a question was put: without credentials, with them for the first time, or signed in. */
export type Phase = "recognise" | "signIn" | "read";

/**
 * What an answer means where the entry has no rule for it. `scheme` is the one by which the credentials were sent
 * (lower case, RFC 9110, 11.1); undefined where they are no HTTP authentication.
 */
export function generally(answer: HttpAnswer, phase: Phase, scheme?: string): Finding {
  if (page.isProxyPage(answer)) return because("proxy_page");
  if (page.asksClientCertificate(answer)) return because("client_certificate_required");
  if (page.wantsTls(answer)) return because("tls_required", { facts: addressFact(secure(answer.url)) });
  if (answer.status >= 300 && answer.status < 400) return redirected(answer);
  if (page.isFirewallPage(answer)) return because("address_not_allowed");
  if (answer.status >= 500) return because(answer.status === 503 ? "maintenance" : "server_error", wait(answer));
  if (answer.status >= 400) return refused(answer, phase, scheme);
  return unlike(answer, phase);
}

function redirected({ redirectTo, url }: HttpAnswer): Finding {
  if (redirectTo === undefined || !URL.canParse(redirectTo)) return because("answer_not_understood");
  const from = new URL(url);
  const to = new URL(redirectTo);
  const facts = addressFact(to.origin);
  if (to.href === from.href) return because("redirect_loop");
  if (from.protocol === "http:" && to.protocol === "https:" && to.hostname === from.hostname) {
    return because("tls_required", { facts });
  }
  if (/\b(?:captive|hotspot|wi-?fi)\b/i.test(to.hostname)) return because("proxy_page", { facts });
  if (/log-?[io]n|sign-?in|\bsso\b|saml|oauth2?|authorize|adfs/i.test(to.hostname + to.pathname)) {
    return because("login_page", { facts });
  }
  return because("redirected_elsewhere", { facts });
}

function refused(answer: HttpAnswer, phase: Phase, scheme: string | undefined): Finding {
  switch (answer.status) {
    case 401:
      return unauthorized(answer, phase, scheme);
    case 402:
      return because("plan_without_api");
    case 403:
      return forbidden(answer, phase);
    case 404:
    case 405:
    case 410:
    case 415:
      return because("unknown_path");
    case 408:
      return because("answer_timed_out");
    case 423:
      return because("account_suspended");
    case 429:
      return because("rate_limited", wait(answer));
    default:
      return because("answer_not_understood");
  }
}

function unauthorized(answer: HttpAnswer, phase: Phase, scheme: string | undefined): Finding {
  // Asked without credentials, a 401 only says that a door is there.
  if (phase === "recognise") return { answer: "unknown", cause: "answer_not_understood", door: true };
  const reason = said(answer);
  if (reason) return because(reason);
  const challenge = answer.headers.get("www-authenticate") ?? "";
  if (/\binsufficient_scope\b/.test(challenge)) return because("scope_missing");
  const offered = [...challenge.matchAll(/(?:^|,)\s*([A-Za-z][\w-]*)(?=\s+[\w-]+\s*=|\s*(?:,|$))/g)].map((m) =>
    m[1]!.toLowerCase(),
  );
  if (scheme && offered.length > 0 && !offered.includes(scheme)) return because("key_of_another_kind");
  // Signed in, and refused all the same: the credentials are right, and not for this.
  return because(phase === "read" ? "permission_missing" : "credentials_wrong");
}

function forbidden(answer: HttpAnswer, phase: Phase): Finding {
  const reason = said(answer);
  // Where we come from is judged before who we are.
  if (reason === "address_not_allowed" || (reason && phase !== "recognise")) return because(reason);
  if (phase === "recognise") return { answer: "unknown", cause: "answer_not_understood", door: true };
  const scope = /\binsufficient_scope\b/.test(answer.headers.get("www-authenticate") ?? "");
  return because(scope ? "scope_missing" : "permission_missing");
}

/** 2xx that does not look as it should. */
function unlike(answer: HttpAnswer, phase: Phase): Finding {
  if (page.isParkedPage(answer)) return because("parked_domain");
  if (page.isPage(answer)) return because(page.isLoginPage(answer) ? "login_page" : "web_page");
  if (phase === "recognise" && answer.json !== undefined) return because("wrong_product");
  return because("answer_not_understood");
}

const addressFact = (value: string): Fact[] => [{ kind: "address", value }];
const secure = (url: string): string => new URL(url).origin.replace(/^http:/, "https:");

/** Seconds to wait, from Retry-After (RFC 9110, 10.2.3), at most a day. */
export function wait({ headers }: HttpAnswer): { facts?: Fact[] } {
  const text = headers.get("retry-after")?.trim() ?? "";
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : Math.ceil((Date.parse(text) - Date.now()) / 1000);
  if (!(seconds > 0)) return {};
  return { facts: [{ kind: "waitSeconds", value: String(Math.min(seconds, 86_400)) }] };
}

/** Causes after which asking the same host again, with credentials, would be wrong or in vain. */
export const hopeless: ReadonlySet<CauseCode> = new Set([
  "rate_limited",
  "server_error",
  "maintenance",
  "answer_timed_out",
]);
