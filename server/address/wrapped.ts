import { decoded } from "./markup.js";

interface Wrap {
  readonly host: RegExp;
  /** Pages of the host that lead on, where not all do. */
  readonly at?: RegExp;
  readonly parameter?: RegExp;
  /** A piece of path and query. */
  readonly path?: RegExp;
  readonly decode?: (text: string) => string;
}

/** Where a mail gateway or a chat puts the address that was meant: a parameter, or a piece of the path. */
const known: readonly Wrap[] = [
  { host: /(?:^|\.)safelinks\.protection\.(?:outlook\.com|office365\.us|partner\.outlook\.cn)$/, parameter: /^url$/ },
  { host: /^statics\.teams\.(?:cdn\.office\.net|microsoft\.com)$/, parameter: /^url$/ },
  { host: /^urldefense\.proofpoint\.com$/, parameter: /^u$/, decode: proofpoint },
  { host: /^urldefense\.(?:com|us|proofpoint\.com)$/, path: /^\/v3\/__(.+?)__;/ },
  { host: /^(?:www\.)?google\.[a-z.]{2,6}$/, at: /^\/(?:url|aclk|imgres)$/, parameter: /^(?:q|url|adurl|imgrefurl)$/ },
  { host: /^(?:www\.)?google\.[a-z.]{2,6}$/, path: /^\/amp\/s?\/?(.+)$/ },
  { host: /^(?:l|lm)\.(?:facebook|instagram|messenger|threads)\.(?:com|net)$/, parameter: /^u$/ },
  { host: /^l\.wl\.co$/, parameter: /^u$/ },
  { host: /^slack-redir\.net$/, parameter: /^url$/ },
  { host: /^(?:www\.)?linkedin\.com$/, at: /^\/(?:redir|safety)/, parameter: /^url$/ },
  { host: /^linkprotect\.cudasvc\.com$/, parameter: /^a$/ },
  { host: /^(?:secure-web|cisco)\.(?:cisco|secure-web)\.com$/, path: /\/(https?(?:%3A|:).+)$/i },
  { host: /^www\.youtube\.com$/, at: /^\/redirect$/, parameter: /^q$/ },
  {
    host: /^(?:t\.umblr\.com|vk\.com|away\.vk\.com|out\.reddit\.com|steamcommunity\.com|href\.li|deref-[a-z-]+\.\w+|exit\.sc|redirect\.viglink\.com|click\.redditmail\.com)$/,
    parameter: /^(?:z|q|to|url|u|redirectUrl)$/,
  },
  { host: /^web\.archive\.org$/, path: /^\/web\/[^/]+\/(https?:.+)$/i },
  {
    host: /^(?:www\.)?bing\.com$/,
    at: /^\/ck\/a$/,
    parameter: /^u$/,
    decode: (text) => base64(text.replace(/^a1/, "")),
  },
  { host: /^duckduckgo\.com$/, parameter: /^uddg$/ },
  { host: /^r\.search\.yahoo\.com$/, path: /\/RU=([^/]+)\//i },
  { host: /^translate\.google\.[a-z.]{2,6}$/, parameter: /^u$/ },
  { host: /(?:^|\.)protection\.sophos\.com$/, parameter: /^u$/, decode: base64 },
  { host: /(?:^|\.)protection\.sophos\.com$/, parameter: /^d$/ },
  { host: /^url\.avanan\.click$/, path: /^\/v2\/(?:[^/]+\/)?___(.+?)___\./ },
  { host: /(?:^|\.)url-protection\.com$/, parameter: /^(?:o|u|url)$/ },
  { host: /^clicktime\.(?:cloud\.)?(?:symantec|postoffice)\.(?:com|net)$/, parameter: /^u$/i },
  {
    host: /(?:^|\.)(?:mimecastprotect\.com|mimecast\.com|trendmicro\.com|fireeye\.com|sophos\.com|hornetsecurity\.com|inky\.com|spamgourmet\.com|barracudanetworks\.com|avanan\.click|checkpoint\.com|edgepilot\.com|emailprotection\.link|zix\.com|appriver\.com|vadesecure\.com|retarus\.com|nospamproxy\.com|egress\.com|ess\.barracuda\.com)$/,
    parameter: /^(?:url|u|domain|target|link)$/,
  },
];

/** Services that lead on without telling where: their pages are never a system. */
const closed =
  /(?:^|\.)(?:safelinks\.protection\.outlook\.com|urldefense\.(?:com|us|proofpoint\.com)|mimecastprotect\.com|(?:protect|url)[\w.-]*\.mimecast\.com|emailprotection\.link|edgepilot\.com|clicktime\.symantec\.com|urlsand\.(?:com|net)|linkprotect\.cudasvc\.com|slack-redir\.net|secure-web\.cisco\.com|protection\.sophos\.com|url\.avanan\.click|url-protection\.com|atpscan\.global\.hornetsecurity\.com|shared\.outlook\.inky\.com|sendgrid\.net|list-manage\.com|mandrillapp\.com|mlsend\.com|hubspotlinks\.com|hs-sales-engage\.com|mailchi\.mp|awstrack\.me|mailgun\.org|sendibm\d?\.com|r\.mailjet\.com|mjt\.lu|rs6\.net|click\.pardot\.com|mktoweb\.com|safelink\.emails\.azure\.net|protect\.checkpoint\.com|web\.archive\.org|archive\.(?:ph|today|is))$/;

/** Whether a host belongs to a service whose addresses lead on to others. */
export const wraps = (host: string): boolean => closed.test(host) || known.some((wrap) => wrap.host.test(host));

/** The address that another one wraps, where it can be read. */
export function wrapped(host: string, path: string, query: string): string | undefined {
  if (host.endsWith(".translate.goog")) {
    return host.slice(0, -15).replace(/--?/g, (dash) => (dash === "-" ? "." : "-")); // "." is written "-", "-" twice
  }
  for (const wrap of known) {
    if (!wrap.host.test(host) || (wrap.at !== undefined && !wrap.at.test(path))) continue;
    if (wrap.path !== undefined) {
      const found = wrap.path.exec(path + (query === "" ? "" : `?${query}`))?.[1];
      if (found !== undefined && found !== "") return decoded(found);
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

function base64(text: string): string {
  return Buffer.from(text, "base64").toString("utf8");
}
