import type { Behaviour } from "./hostile-upstreams.behaviour.js";

// What single words of the corpus mean where they stand as values, or as flags of their own.

type Part = { [Word in keyof Behaviour]?: Behaviour[Word] };
type Means<Value> = readonly [RegExp, Value][];
const meaning = <Value>(table: Means<Value>, word: string): Value | undefined =>
  table.find(([pattern]) => pattern.test(word.replace(/[\s-]/g, "_")))?.[1];

const tcp: Means<Part> = [
  [/^(?:refused?|connection_refused|closed|no_listener|not_listening|none)$/, { tcp: "refuse" }],
  [
    /black_?hole|syn|filtered|firewalled|unreachable|never_accept|no_accept|backlog|connect_(?:timeout|hang)|^drops?$|^dropped$/,
    { tcp: "blackhole" },
  ],
  [/^(?:reset|rst|close|fin|hang|stall)\w*_(?:mid|in|during|half|after_head)/, {}],
  [/(?:reset|rst)\w*after(?:_the)?_(?:request|data|write|first_byte)|request_reset/, { tcp: "reset_after_request" }],
  [
    /(?:close|fin|end|eof)\w*after(?:_the)?_(?:request|data|write|first_byte)|empty_(?:reply|answer|response)|no_reply/,
    { tcp: "close_after_request" },
  ],
  [/^half_?(?:close|open)/, { tcp: "half_close" }],
  [/reset|rst/, { tcp: "reset" }],
  [/^(?:close|closes|fin|eof|accept_?(?:and_|then_)?close|immediate_close)|_close$|^close_/, { tcp: "close" }],
  [/early|before_(?:the_)?request|premature/, { tcp: "early_answer" }],
  [/flood|endless|infinite|firehose/, { tcp: "flood" }],
  [/drip|trickle|slow/, { header_drip_ms: 1000 }],
  [
    /hang|silen|mute|stall|never|no_(?:answer|response|read)|accept|zero_window|tarpit|timeout|idle|ignore/,
    { tcp: "hang" },
  ],
];
export const byTcp = (word: string): Part | undefined => {
  const part = meaning(tcp, word);
  return part && Object.keys(part).length > 0 ? part : undefined;
};

const certificates: Means<NonNullable<Behaviour["cert"]>> = [
  [/self_?signed_expired|expired_self/, "self_signed_expired"],
  [/expired_?(?:intermediate|issuer|ca|root|chain)|(?:intermediate|ca|issuer|root)_expired/, "expired_intermediate"],
  [/expired|outdated/, "expired"],
  [/not_yet|future|too_early|premature/, "not_yet_valid"],
  [/self_?signed(?!_ca|_root|_in)/, "self_signed"],
  [/no_ip|ip_(?:san_)?missing|missing_ip/, "no_ip_san"],
  [/ip_san|san_ip|(?:for_)?ip_address|^ip$/, "ip_san"],
  [/common_name|cn_only|no_san|san_(?:none|missing|empty)|without_san/, "common_name_only"],
  [/wildcard_(?:ok|good|match|right)|good_wildcard|^wildcard$/, "wildcard"],
  [/wildcard/, "wildcard_of_other"],
  [/nul/, "nul_name"],
  [
    /(?:wrong|other|bad|mismatch\w*)_?(?:name|host|domain|san|cn)?$|(?:name|host)\w*_mismatch|name_wrong|san_(?:other|wrong)/,
    "wrong_name",
  ],
  [/(?:no|missing|without)_?intermediate|incomplete|leaf_only|chain_(?:missing|leaf|broken|cut)/, "no_intermediate"],
  [/with_intermediate|complete_chain|full_chain|chain_(?:ok|full|complete)/, "with_intermediate"],
  [/unordered|reversed?|wrong_order|shuffled/, "unordered_chain"],
  [
    /(?:long|deep|many|loop|endless|huge)_?(?:chain|certs)|chain_(?:of_|length|loop|long|deep|endless|\d)/,
    "long_chain",
  ],
  [/root_(?:sent|included|only)|self_signed_(?:ca|root|in_chain)|chain_with_root|with_root/, "private_ca_sent"],
  [/signed_by_leaf|not_a_ca|ca_false|no_ca|leaf_as_ca|basic_constraints/, "signed_by_leaf"],
  [/eku|client_(?:only|auth)|purpose|usage/, "client_only"],
  [/critical|unknown_extension/, "critical_extension"],
  [/constraint/, "name_constraints"],
  [/md5|md4|md2/, "md5"],
  [/sha_?1/, "sha1"],
  [/weak|rsa_?(?:512|768|1024)|512|768|1024|small_key|short_key|dsa/, "weak_key"],
  [/huge|big|large|1_?mb|too_large/, "huge"],
  [/private|unknown|untrusted|company|corporate|internal_ca|own_ca|strange|enterprise/, "private_ca"],
];
export const byCertificate = (word: string): Part | undefined => {
  const cert = meaning(certificates, word);
  return cert && { cert };
};

/** Numbers of RFC 8446, 6. */
const alerts: Means<number> = [
  [/unexpected/, 10],
  [/handshake_failure|handshake$/, 40],
  [/bad_cert/, 42],
  [/access/, 49],
  [/decode/, 50],
  [/protocol_version/, 70],
  [/insufficient/, 71],
  [/internal/, 80],
  [/unrecogni|name|sni/, 112],
  [/certificate_required/, 116],
  [/application_protocol|alpn/, 120],
  [/close/, 0],
];
export const alertOf = (value: unknown): number =>
  typeof value === "number" ? value : (meaning(alerts, String(value)) ?? 40);

const tls: Means<Part> = [
  [/^(?:tls|ssl)?_?v?_?(?:1\.0|1_0|10|1)(?:_only)?$|^ssl_?v?_?[23]|^sslv/i, { tls: "1.0" }],
  [/^(?:tls)?_?v?_?1[._]?1(?:_only)?$/i, { tls: "1.1" }],
  [/^(?:tls)?_?v?_?1[._]?2(?:_only)?$/i, { tls: "1.2" }],
  [/^(?:tls)?_?v?_?1[._]?3(?:_only)?$/i, { tls: "1.3" }],
  [/^(?:tls_|handshake_)?(?:hang|silent|silence|stall|never)\w*after_(?:the_)?handshake/, { tls: "hang_after" }],
  [/hang\w*after_(?:client_?)?hello|hang_mid|half_handshake/, { tls: "hang_after_hello" }],
  [/(?:reset|rst)\w*after/, { tls: "reset_after" }],
  [/close\w*after(?!_(?:client_?)?hello)/, { tls: "close_after" }],
  [/reneg/, { tls: "renegotiate" }],
  [/alpn|h2_only/, { alpn: "h2" }],
  [/sni_(?:required|needed)/, {}],
  [/unrecogni|sni/, { tls_alert: 112 }],
  [/alert|handshake_failure|internal_error/, { tls_alert: 40 }],
  [/weak|rc4|3?des|null|export|cipher|md5/, { tls: "weak_cipher" }],
  [/anon|no_cert/, { tls: "no_certificate" }],
  [/drip|slow|trickle/, { tls: "drip" }],
  [/flood|endless/, { tls: "flood" }],
  [/garbage|random|junk|bad_record|nonsense|corrupt/, { tls: "garbage" }],
  [/reset|rst/, { tls: "reset" }],
  [/close|fin|eof|abort/, { tls: "close" }],
  [/hang|silen|stall|never|timeout/, { tls: "hang" }],
];
export const byTls = (word: string): Part | undefined => meaning(tls, word);

const forms: Means<NonNullable<Behaviour["form"]>> = [
  [/utf_?32/, "utf32"],
  [/utf_?16|ucs/, "utf16"],
  [/latin|iso_?8859|1252/, "latin1"],
  [/bom/, "bom"],
  [/xml_bomb|billion|laughs|entit|xxe/, "xml_bomb"],
  [/soap/, "soap"],
  [/^xml/, "xml"],
  [/jsonp/, "jsonp"],
  [/xssi|guard|prefix/, "guarded"],
  [/nan|infinity/, "nan"],
  [/broken|invalid_json|bad_json|malformed|half_json|truncated_json/, "broken"],
  [/ndjson|two_json|json_twice|twice/, "twice"],
  [/binary|pdf|image|png|zip_file|octet/, "binary"],
];
export const byForm = (word: string): Part | undefined => {
  const form = meaning(forms, word);
  return form && { form };
};

const pages: Means<NonNullable<Behaviour["page"]>> = [
  [/captive|portal|hotspot|wifi/, "captive_portal"],
  [/waf|firewall|cloudflare|blocked/, "firewall"],
  [/log_?in|sign_?in|sso/, "login"],
  [/park|for_sale/, "parked"],
  [/maint/, "maintenance"],
  [/welcome|default|nginx|apache|iis|index/, "welcome"],
];
export const byPage = (word: string): Part | undefined => {
  const page = meaning(pages, word);
  return page && { page };
};
