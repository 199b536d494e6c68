import type { AddressCode } from "#contract";

// Places that people copy an address from though their system is not there.
const shortLinks =
  /^(?:bit\.ly|bitly\.com|tinyurl\.com|t\.co|goo\.gl|ow\.ly|is\.gd|v\.gd|buff\.ly|lnkd\.in|rb\.gy|cutt\.ly|t\.ly|shorturl\.at|aka\.ms|rebrand\.ly|tiny\.cc|1drv\.ms|youtu\.be|qrco\.de|s\.id|short\.io|bl\.ink|dub\.sh|shorturl\.com|fb\.me|amzn\.to|g\.co|w\.wiki|urlz\.fr|kutt\.it|bit\.do|t1p\.de|forms\.gle|maps\.app\.goo\.gl)$/;
const searches =
  /(?:^|\.)(?:google\.[a-z.]{2,6}|bing\.com|duckduckgo\.com|search\.yahoo\.com|yahoo\.com|ecosia\.org|startpage\.com|search\.brave\.com|qwant\.com|yandex\.(?:com|ru)|baidu\.com|perplexity\.ai|kagi\.com|ask\.com|swisscows\.com|metager\.(?:de|org))$/;
const signIns =
  /(?:^|\.)(?:login\.microsoftonline\.(?:com|us|de)|login\.partner\.microsoftonline\.cn|login\.microsoft\.com|login\.windows\.net|login\.live\.com|account\.microsoft\.com|myapps\.microsoft\.com|b2clogin\.com|ciamlogin\.com|accounts\.google\.com|accounts\.youtube\.com|okta\.com|okta-emea\.com|oktapreview\.com|okta-gov\.com|onelogin\.com|auth0\.com|pingone\.(?:com|eu|ca|asia)|pingidentity\.com|duosecurity\.com|duo\.com|jumpcloud\.com|cloudflareaccess\.com|id\.atlassian\.com|start\.atlassian\.com|signin\.aws\.amazon\.com|awsapps\.com|appleid\.apple\.com|idmsa\.apple\.com|accounts\.zoho\.(?:com|eu|in)|accounts\.sap\.com|accounts\.ondemand\.com|accounts400\.ondemand\.com|accounts\.cloud\.sap|identity\.oraclecloud\.com|idaptive\.app|lastpass\.com|1password\.com|rippling\.com|login\.gov|signin\.infor\.com|accounts\.intuit\.com|id\.sage\.com|accounts\.shopify\.com)$/;

/** Pages of identity providers that organisations run themselves. */
const signInPath =
  /^\/(?:adfs\/(?:ls|oauth2)|(?:auth\/)?realms\/[^/]+\/protocol|saml2?\/(?:sso|idp|login)|idp\/(?:sso|profile|saml)|oauth2?\/(?:v\d\.\d\/)?authorize|nidp\/|cas\/login|simplesaml)/i;

/** Where a mail gateway or a chat puts the address that was meant, by host: a parameter, or a piece of the path. */
const wraps: readonly { host: RegExp; parameter?: RegExp; path?: RegExp; decode?: (text: string) => string }[] = [
  { host: /(?:^|\.)safelinks\.protection\.(?:outlook\.com|office365\.us)$/, parameter: /^url$/ },
  { host: /^statics\.teams\.cdn\.office\.net$/, parameter: /^url$/ },
  { host: /^urldefense\.proofpoint\.com$/, parameter: /^u$/, decode: proofpoint },
  { host: /^urldefense\.(?:com|us|proofpoint\.com)$/, path: /^\/v3\/__(.+?)__;/ },
  { host: /^(?:www\.)?google\.[a-z.]{2,6}$/, parameter: /^(?:q|url|adurl)$/ },
  { host: /^(?:l|lm)\.(?:facebook|instagram|messenger)\.com$/, parameter: /^u$/ },
  { host: /^slack-redir\.net$/, parameter: /^url$/ },
  { host: /^(?:www\.)?linkedin\.com$/, parameter: /^url$/ },
  { host: /^linkprotect\.cudasvc\.com$/, parameter: /^a$/ },
  { host: /^secure-web\.cisco\.com$/, path: /\/(https?(?:%3A|:).+)$/i },
  {
    host: /^(?:t\.umblr\.com|www\.youtube\.com|vk\.com|away\.vk\.com|out\.reddit\.com|steamcommunity\.com|href\.li|deref-[a-z-]+\.\w+)$/,
    parameter: /^(?:z|q|to|url|redirectUrl)$/,
  },
  { host: /^web\.archive\.org$/, path: /^\/web\/[^/]+\/(https?:.+)$/i },
  { host: /^(?:www\.)?bing\.com$/, parameter: /^url$/ },
  { host: /^duckduckgo\.com$/, parameter: /^uddg$/ },
  { host: /^translate\.google\.[a-z.]{2,6}$/, parameter: /^u$/ },
  {
    host: /(?:^|\.)(?:mimecastprotect\.com|mimecast\.com|trendmicro\.com|fireeye\.com|sophos\.com|hornetsecurity\.com|spamgourmet\.com|barracudanetworks\.com|avanan\.click|checkpoint\.com)$/,
    parameter: /^(?:url|u|domain)$/,
  },
];

/** What an address is when it is nobody's system; `inner` is the address that it wraps, where that can be read. */
export function readElsewhere(
  host: string,
  path: string,
  query: string,
): { code: AddressCode; inner?: string } | undefined {
  const inner = wrapped(host, path, query);
  if (inner !== undefined) return { code: "wrapped_link", inner };
  if (shortLinks.test(host)) return { code: "short_link" };
  if (signIns.test(host)) return { code: "sign_in_page" };
  if (searches.test(host) && !/^(?:docs|drive|sheets|mail|calendar|sites|cloud|console)\./.test(host))
    return { code: "search_result" };
  if (signInPath.test(path)) return { code: "sign_in_page" };
  if (
    /(?:^|\.)(?:safelinks\.protection\.outlook\.com|urldefense\.(?:com|proofpoint\.com)|mimecastprotect\.com|mimecast\.com|emailprotection\.link|edgepilot\.com|clicktime\.symantec\.com|urlsand\.com|linkprotect\.cudasvc\.com|slack-redir\.net|secure-web\.cisco\.com)$/.test(
      host,
    )
  ) {
    return { code: "wrapped_link" };
  }
  return undefined;
}

function wrapped(host: string, path: string, query: string): string | undefined {
  for (const wrap of wraps) {
    if (!wrap.host.test(host)) continue;
    if (wrap.path !== undefined) {
      const found = wrap.path.exec(path + (query === "" ? "" : `?${query}`))?.[1];
      if (found !== undefined) return decoded(found);
    }
    if (wrap.parameter === undefined) continue;
    for (const [name, value] of new URLSearchParams(query)) {
      const inner = wrap.decode ? wrap.decode(value) : value;
      if (wrap.parameter.test(name) && /^(?:https?:|[\w-]+(?:\.[\w-]+)+(?:[:/]|$))/i.test(inner)) return inner;
    }
  }
  return undefined;
}

/** Proofpoint's second form writes "-" for "%" and "_" for "/". */
function proofpoint(text: string): string {
  return decoded(text.replace(/_/g, "/").replace(/-([0-9A-F]{2})/gi, "%$1"));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
