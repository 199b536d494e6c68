import type { HttpAnswer } from "./answer.js";

// What kind of page answers where an interface should. Told by marks that pages of this kind share, never shown.

const isHtml = ({ mediaType, text }: HttpAnswer): boolean =>
  mediaType.includes("html") || (mediaType === "" && /^\s*<(?:!doctype html|html)/i.test(text.slice(0, 500)));

/** The start of a page, which is where its marks are; undefined where the answer is no page. */
const page = (answer: HttpAnswer): string | undefined => (isHtml(answer) ? answer.text.slice(0, 64 * 1024) : undefined);

export const isPage = (answer: HttpAnswer): boolean => isHtml(answer);

export function isLoginPage(answer: HttpAnswer): boolean {
  return /<input\b[^>]{0,500}\btype\s*=\s*["']?password/i.test(page(answer) ?? "");
}

/** A page of a proxy or a captive portal on the way, not of the system. */
export function isProxyPage(answer: HttpAnswer): boolean {
  if (answer.status === 407 || answer.status === 511) return true;
  const { headers } = answer;
  if (headers.has("x-squid-error") || headers.has("proxy-authenticate")) return true;
  const text = page(answer);
  if (text === undefined) return false;
  return (
    /\b(?:squid|zscaler|blue ?coat|fortigate|fortinet|mcafee web gateway|forcepoint)\b/i.test(
      headers.get("server") ?? "",
    ) ||
    /captive[ -]portal|\b(?:hotel|guest|public|free)[ -]?wi-?fi\b|\bhotspot\b|blocked by your (?:organi[sz]ation|administrator)|FortiGuard|Zscaler|web filter/i.test(
      text,
    )
  );
}

/** Wants the browser to prove itself first, and says so with a status that means something else otherwise. */
const challenge =
  /just a moment|checking (?:your browser|if the site)|attention required|ddos protection|_Incapsula_Resource/i;

/** A guard in front that lets only known callers in. */
export function isFirewallPage({ headers, status, ...rest }: HttpAnswer): boolean {
  const html = page({ headers, status, ...rest }) ?? "";
  if (status === 503 || status === 429) return headers.has("cf-mitigated") || challenge.test(html);
  if (status !== 403) return false;
  return (
    headers.has("cf-mitigated") ||
    headers.has("x-sucuri-id") ||
    headers.has("x-iinfo") ||
    (html !== "" && /\b(?:cloudflare|akamaighost|sucuri|incapsula|awselb)\b/i.test(headers.get("server") ?? "")) ||
    /\b(?:cloudflare|incapsula|imperva|sucuri|akamai|modsecurity|mod_security|wordfence|barracuda|fortiweb|aws waf)\b|edgesuite\.net|The requested URL was rejected\. Please consult with your administrator/i.test(
      html,
    )
  );
}

/** A domain that is for sale, or a server that was never set up. */
export function isParkedPage(answer: HttpAnswer): boolean {
  return /sedoparking|parkingcrew|bodis\.com|domain (?:name )?(?:is|may be) (?:parked|for sale)|buy this domain|Welcome to nginx!|Apache2 (?:Debian|Ubuntu) Default Page|IIS Windows Server/i.test(
    page(answer) ?? "",
  );
}

/** nginx tells by a page, not by TLS, that it wants a certificate of the caller. */
export const asksClientCertificate = ({ status, text }: HttpAnswer): boolean =>
  status === 400 && /No required SSL certificate was sent|The SSL certificate error/i.test(text.slice(0, 4096));

/** A TLS port that was spoken to in plain http, and can say so. */
export const wantsTls = ({ status, text }: HttpAnswer): boolean =>
  status === 400 &&
  /plain HTTP request was sent to HTTPS port|speaking plain HTTP to an SSL-enabled server|client sent an HTTP request to an HTTPS server/i.test(
    text.slice(0, 4096),
  );
