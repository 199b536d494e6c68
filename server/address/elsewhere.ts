import type { AddressCode } from "#contract";
import { wrapped, wraps } from "./wrapped.js";

// Places that people copy an address from though their system is not there.
const shortLinks =
  /^(?:bit\.ly|bitly\.(?:com|ws)|j\.mp|tinyurl\.com|tiny\.(?:cc|one|pl)|t\.co|goo\.gl|g\.co|g\.page|ow\.ly|is\.gd|v\.gd|buff\.ly|lnkd\.in|rb\.gy|cutt\.ly|t\.ly|shorturl\.(?:at|com)|aka\.ms|msft\.it|rebrand\.ly|1drv\.ms|youtu\.be|qrco\.de|qr\.ae|s\.id|short\.(?:io|gy)|bl\.ink|dub\.sh|fb\.me|amzn\.(?:to|eu)|w\.wiki|urlz\.fr|kutt\.it|bit\.do|t1p\.de|ogy\.de|kurzelinks\.de|forms\.gle|(?:maps|photos)\.app\.goo\.gl|[\w-]+\.page\.link|trib\.al|dlvr\.it|ift\.tt|spr\.ly|hubs\.(?:ly|la)|zpr\.io|surl\.li|clck\.ru|vk\.cc|u\.to|adf\.ly|soo\.gd|shorte\.st|x\.co|mcaf\.ee|smarturl\.it|lc\.cx|snip\.ly|we\.tl|wa\.me|t\.me|wp\.me|git\.io|sforce\.co|sap\.to|ibm\.co|zurl\.co|spoti\.fi|a\.co|amz\.run|tr\.ee|linktr\.ee)$/;
const searches =
  /(?:^|\.)(?:google\.[a-z.]{2,6}|bing\.com|duckduckgo\.com|search\.yahoo\.com|yahoo\.com|ecosia\.org|startpage\.com|search\.brave\.com|qwant\.com|yandex\.(?:com|ru|com\.tr)|ya\.ru|baidu\.com|naver\.com|sogou\.com|seznam\.cz|perplexity\.ai|kagi\.com|ask\.com|swisscows\.com|metager\.(?:de|org)|mojeek\.com|chatgpt\.com|chat\.openai\.com|copilot\.microsoft\.com|you\.com)$/;
const signIns =
  /(?:^|\.)(?:login\.microsoftonline\.(?:com|us|de)|login\.partner\.microsoftonline\.cn|login\.chinacloudapi\.cn|login\.microsoft\.com|login\.windows\.net|login\.live\.com|account\.microsoft\.com|account\.live\.com|device\.login\.microsoftonline\.com|myapps\.microsoft\.com|mysignins\.microsoft\.com|b2clogin\.com|ciamlogin\.com|accounts\.google\.com|accounts\.youtube\.com|okta\.com|okta-emea\.com|oktapreview\.com|okta-gov\.com|trexcloud\.com|onelogin\.com|auth0\.com|auth0app\.com|pingone\.(?:com|eu|ca|asia|sg)|pingidentity\.(?:com|cloud)|ping-eng\.com|duosecurity\.com|duo\.com|jumpcloud\.com|cloudflareaccess\.com|id\.atlassian\.com|start\.atlassian\.com|auth\.atlassian\.com|signin\.aws\.amazon\.com|signin\.aws|awsapps\.com|amazoncognito\.com|appleid\.apple\.com|idmsa\.apple\.com|account\.apple\.com|accounts\.zoho\.(?:com|eu|in|com\.au|jp)|accounts\.sap\.com|accounts\.ondemand\.com|accounts400\.ondemand\.com|accounts\.cloud\.sap|authentication\.[a-z0-9-]+\.hana\.ondemand\.com|identity\.oraclecloud\.com|idaptive\.app|centrify\.com|lastpass\.com|1password\.com|rippling\.com|login\.gov|signin\.infor\.com|mingle-sso\.(?:[a-z0-9-]+\.)?inforcloudsuite\.com|accounts\.intuit\.com|id\.sage\.com|accounts\.shopify\.com|signin\.workday\.com|secureauth\.com|securid\.com|miniorange\.com|workos\.com|stytch\.com|clerk\.accounts\.dev|frontegg\.com|fusionauth\.io|keycloak\.cloud|zitadel\.cloud|login\.yahoo\.com|login\.salesforceiq\.com)$/;

/** Pages of identity providers that organisations run themselves. */
const signInPath =
  /^\/(?:adfs\/(?:ls|oauth2)|(?:auth\/)?realms\/[^/]+\/(?:protocol|login-actions|account)|saml2?\/(?:sso|idp|login)|idp\/(?:sso|profile|saml|startsso)|oauth2?\/(?:v\d\.\d\/)?authorize|nidp\/|cas\/login|simplesaml|oam\/server|siteminderagent|pkmslogin|as\/authorization\.oauth2|openam\/|am\/xui|application\/o\/authorize|if\/flow\/|_layouts\/15\/authenticate)/i;

/** What an address is when it is nobody's system; `inner` is the address that it wraps, where that can be read. */
export function readElsewhere(
  host: string,
  path: string,
  query: string,
  own: (host: string) => boolean,
): { code: AddressCode; inner?: string } | undefined {
  const inner = wrapped(host, path, query);
  if (inner !== undefined) return { code: "wrapped_link", inner };
  if (shortLinks.test(host)) return { code: "short_link" };
  if (signIns.test(host)) return { code: "sign_in_page" };
  if (searches.test(host) && !/^(?:docs|drive|sheets|mail|calendar|sites|cloud|console)\./.test(host))
    return { code: "search_result" };
  if (signInPath.test(path)) return { code: "sign_in_page" };
  if (wraps(host)) return { code: "wrapped_link" };
  // Whoever else leads on to the system's own cloud: "https://mail.example/redirect?url=https://acme.odoo.com".
  for (const value of query === "" ? [] : new URLSearchParams(query.slice(0, 1024)).values()) {
    const target = /^https?:\/\/([\w.-]+)/i.exec(value)?.[1];
    if (target !== undefined && own(target.toLowerCase())) return { code: "wrapped_link", inner: value };
  }
  return undefined;
}
