import {
  bomb,
  breaksOff,
  encoded,
  gigabytes,
  isOn,
  packFault,
  pause,
  redirectTo,
  size,
  text,
  type Part,
} from "./hostile-upstreams.readers.js";
import { alertOf, byCertificate, byForm, byPage, byTcp, byTls } from "./hostile-upstreams.values.js";

type Rule = [word: RegExp, read: (value: unknown, word: string) => Part | undefined];

/**
 * Words by which a case may say what we play, each with what it means in ours. The first rule counts whose word fits and
 * that can read the value.
 */
export const rules: Rule[] = [
  // The connection.
  [
    /^(?:tcp|connect(?:ion)?|socket|accept|then|action|on_connect|on_accept)$/,
    (value) => byTcp(text(value) ?? "") ?? breaksOff(undefined, text(value) ?? ""),
  ],
  [
    /^(?:raw|send|sends|banner|greeting|greets|says|bytes|speaks|protocol)$/,
    (value) => (typeof value === "string" ? { raw: value } : undefined),
  ],
  [
    /^raw_(?:hex|base64|random|zeros?|bytes)$/,
    (value, word) => ({ raw: `${word.slice(4).replace("bytes", "random")}:${String(value)}` }),
  ],
  [/^(?:close|reset|rst|fin|hang|stall|stop|cut|truncate|drop|abort|die|silen)/, breaksOff],
  [
    /^(?:trunc(?:ated?)?|cut|short_body|partial(?:_body)?|half_(?:body|answer|response)|incomplete(?:_body)?)$/,
    (value) => ({ cut_body: typeof value === "number" ? value : 5 }),
  ],
  [/^(?:half_headers?|partial_headers?|incomplete_headers?)$/, () => ({ cut_head: 40 })],
  [/^(?:plain|http|plaintext|cleartext)_on_(?:tls|https)/, (value) => ({ plain_on_tls: isOn(value) })],
  [/^(?:tls|https|ssl)_on_(?:plain|http)/, (value) => ({ tls_on_plain: isOn(value) })],

  // TLS.
  [/^cert(?:ificate)?$/, (value) => byCertificate(text(value) ?? "")],
  [
    /^(?:chain(?:_length)?|certs|certificates)$/,
    (value) => (typeof value === "number" ? { cert: "long_chain" } : byCertificate(`chain_${String(value)}`)),
  ],
  [/^(?:key_bits|rsa_bits|key_size|rsa)$/, () => ({ cert: "weak_key" })],
  [/^(?:signature|digest|hash|sig_alg|signed_with)$/, (value) => byCertificate(String(value))],
  [/^san$/, (value) => byCertificate(`san_${String(value)}`)],
  [/^ca$/, (value) => ({ ca: value === "configured" || value === true ? "configured" : "unknown" })],
  [/^(?:tls|ssl|handshake|tls_(?:min|max|only)?_?version)$/, (value) => byTls(String(value))],
  [/^(?:tls_)?alert$/, (value) => ({ tls_alert: alertOf(value) })],
  [/^(?:ciphers?|cipher_suites?|tls_cipher)$/, (value) => byTls(`cipher_${String(value)}`)],
  [
    /^sni$/,
    (value) =>
      /unknown|unrecogni|reject|wrong|refuse/.test(String(value)) ? { tls_alert: alertOf("unrecognized_name") } : {},
  ],
  [/^alpn$/, (value) => ({ alpn: String(value) })],
  [/^(?:h2_only|http2_only|only_h2|alpn_h2(?:_only)?)$/, () => ({ alpn: "h2" })],
  [
    /^(?:client_cert(?:ificate)?|mtls|requires?_client_cert(?:ificate)?)$/,
    (value) => ({ client_cert: /option|request|want/.test(String(value)) ? "optional" : "required" }),
  ],

  // The answer.
  [
    /^(?:status(?:es)?(?:_sequence|_codes)?|sequence|codes?)$/,
    (value) => (Array.isArray(value) ? { statuses: value as number[] } : { status: value as number }),
  ],
  [/^(?:status_line|first_line)$/, (value) => (typeof value === "string" ? { status_line: value } : undefined)],
  [/^(?:bad|broken|invalid|garbage)_status(?:_line)?$/, () => ({ status_line: "HTTP/1.1 abc Some reason" })],
  [
    /^(?:http|http_version|version|http_(?:0_?9|1_?0|2|3)|http(?:09|10|2|3))$/,
    (value, word) => ({
      http_version: value === true ? word.replace(/\D+/g, "").replace(/^([01])/, "$1.") : String(value),
    }),
  ],
  [
    /^(?:reason_bytes|status_text_bytes|status_line_bytes|long_reason|long_status_line)$/,
    (value, word) => ({ reason_bytes: size(value, word, 1e6) }),
  ],
  [
    /^(?:location|redirects?|redirect_to|redirects_to|redirect_loop|redirect_chain|redirect_count|hops|to)$/,
    redirectTo,
  ],
  [/^(?:redirect_self|loop|self_redirect)$/, () => ({ redirect_loop: true })],
  [/^(?:https_to_http|downgrade)$/, () => redirectTo("http")],
  [/^(?:www_authenticate|auth|authenticate|challenge|auth_scheme)$/, (value) => ({ www_authenticate: String(value) })],
  [/^(?:content_type|type|media_type|mime(?:_type)?)$/, (value) => ({ content_type: String(value) })],
  [/^headers$/, (value) => (typeof value === "number" ? { header_count: value } : undefined)],
  [/^(?:page)$/, (value) => byPage(String(value)) ?? { html: String(value) }],
  [/^(?:login|login_page|captive_portal|parked|maintenance|waf|firewall)$/, (_, word) => byPage(word)],
  [/^text$/, (value) => ({ body: String(value), content_type: "text/plain" })],
  [
    /^xml$/,
    (value) => (typeof value === "string" ? { body: value, content_type: "application/xml" } : { form: "xml" }),
  ],
  [/^(?:empty|empty_body|no_body)$/, () => ({ body: "" })],
  [
    /^(?:encoding|charset)$/,
    (value) =>
      byForm(
        String(value)
          .replace(/[^a-z0-9]/gi, "")
          .toLowerCase(),
      ),
  ],
  [/^(?:json_)?(?:depth|nesting|nested|deep)$|^deep_json$/, (value, word) => ({ json_depth: size(value, word, 1e5) })],
  [/^(?:json_)?(?:keys|members|items|array_items|array)$/, (value, word) => ({ json_keys: size(value, word, 1e5) })],
  [
    /^(?:json_)?(?:number_)?digits$|^(?:big|huge|long)_number$|^json_number$/,
    (value, word) => ({ json_digits: size(value, word, 1e5) }),
  ],
  [/^(?:echo|reflect)/, (value) => ({ echo_request: isOn(value) })],
  [
    /^(?:(?:date|clock|time)_)?(?:skew|off|offset)_(?:s|h|min)$/,
    (value, word) => ({ date_skew_s: Number(value) * (word.endsWith("_h") ? 3600 : word.endsWith("_min") ? 60 : 1) }),
  ],
  [
    /^(?:body|size|body_size|body_bytes|huge_body|big_body|body_[kmg]i?b|json_bytes|json_mb|string_bytes)$/,
    (value, word) =>
      typeof value === "string" && word === "body" ? undefined : { body_bytes: size(value, word, 1e9) },
  ],
  [
    /^(?:delay|slow|sleep|latency|wait|pause|first_byte|ttfb|think)(?:_ms|_s|_seconds)?$/,
    (value, word) => ({ delay_ms: pause(value, word, 40_000) }),
  ],
  [
    /^(?:body_delay|delay_body|delay_after_headers?|body_pause)(?:_ms|_s)?$/,
    (value, word) => ({ body_delay_ms: pause(value, word, 40_000) }),
  ],

  // How it is sent.
  [
    /^(?:headers?_drip|drip_headers?|slow_headers?|header_byte_every|slowloris)(?:_ms|_s)?$/,
    (value, word) => ({ header_drip_ms: pause(value, word) }),
  ],
  [
    /^(?:body_drip|drip_body|slow_body|drip|body_byte_every)(?:_ms|_s)?$/,
    (value, word) => (typeof value === "string" ? undefined : { body_drip_ms: pause(value, word) }),
  ],
  [/^(?:chunks?_drip|drip_chunks?|slow_chunks?)(?:_ms|_s)?$/, (value, word) => ({ chunk_drip_ms: pause(value, word) })],
  [/^(?:body_endless|endless_body|endless|infinite(?:_body)?)$/, (value) => ({ body_endless: isOn(value) })],
  [/^(?:headers?_endless|endless_headers?|infinite_headers?)$/, (value) => ({ headers_endless: isOn(value) })],
  [
    /^(?:line_endless|endless_(?:header_|status_)?line|status_line_endless|no_newline|header_line_endless)$/,
    (value) => ({ line_endless: isOn(value) }),
  ],
  [/^(?:chunks?_endless|endless_chunks?)$/, (value) => ({ chunks_endless: isOn(value) })],
  [
    /^(?:bad_chunk(?:_size)?|chunk_(?:bad|invalid|garbage|size_bad|size_invalid)|invalid_chunk(?:_size)?)$/,
    (value) => ({ chunk_size: typeof value === "string" ? value : "zz" }),
  ],
  [/^(?:chunk(?:_size)?_negative|negative_chunk(?:_size)?)$/, () => ({ chunk_size: "-1" })],
  [
    /^(?:chunk(?:_size)?_(?:huge|overflow|big)|(?:huge|big|overflow)_chunk(?:_size)?)$/,
    () => ({ chunk_size: "fffffffffffffffff" }),
  ],
  [/^chunk_size$/, (value) => ({ chunk_size: typeof value === "number" ? value.toString(16) : String(value) })],
  [
    /^(?:chunks?_(?:unended|unterminated|cut|no_end)|no_(?:last|final|end)_chunk|missing_(?:last|final)_chunk)$/,
    () => ({ chunk_unended: true }),
  ],
  [/^(?:chunk_ext(?:ension)?s?(?:_bytes)?)$/, (value, word) => ({ chunk_ext: size(value, word, 1e6) })],
  [/^trailers?(?:_bytes)?$/, (value, word) => ({ trailers: size(value, word, 1e6) })],
  [
    /^(?:continues?|(?:status_)?100(?:_continue)?|continue_100|informational|interim|processing)$/,
    (value, word) => ({ continues: size(value, word, 10_000) }),
  ],
  [/^(?:second|extra|two|double|duplicate|pipelined)_?(?:answers?|responses?)?$/, () => ({ more_after: "answer" })],
  [
    /^(?:extra_bytes|trailing_bytes|(?:garbage|junk|bytes|data)_after(?:_body)?|extra_body|more_after)$/,
    (value) => ({ more_after: typeof value === "string" ? value : "x".repeat(Number(value) || 64) }),
  ],
  [/^(?:keep_open|keep_?alive|no_close|never_closes?)$/, (value) => ({ keep_open: isOn(value) })],
  [/^(?:no_length|no_content_length|until_close|unframed|without_length)$/, (value) => ({ no_length: isOn(value) })],
  [
    /^(?:both_lengths|te_(?:and_)?cl|cl_(?:and_)?te|length_and_chunked|chunked_and_length|content_length_and_(?:chunked|transfer_encoding)|smuggl\w*)$/,
    () => ({ both_lengths: true }),
  ],
  [
    /^(?:(?:two|double|duplicate|conflicting|different)_(?:content_)?lengths?|content_lengths)$/,
    (value) => ({ content_length: Array.isArray(value) ? (value as number[]) : [5, 6] }),
  ],
  [
    /^(?:content_length_(?:too_)?(?:big|large|long|high)|length_too_(?:big|long)|content_length_(?:extra|more))$/,
    (value) => ({ content_length: typeof value === "number" ? `+${value}` : "+100" }),
  ],
  [
    /^(?:content_length_(?:too_)?(?:small|short|low)|length_too_(?:small|short)|content_length_less)$/,
    () => ({ content_length: 1 }),
  ],
  [/^(?:negative_(?:content_)?length|content_length_negative)$/, () => ({ content_length: -1 })],
  [/^(?:huge_content_length|content_length_(?:huge|overflow))$/, () => ({ content_length: "99999999999999999999" })],
  [/^(?:length|claims|claimed_length)$/, (value) => ({ content_length: value as number })],

  // Encodings.
  [
    /^(gzip|zip|deflate|zlib|brotli|br|zstd)_(?:zeros?|bomb|bomb_bytes|bytes|[kmg]b)$/,
    (value, word) => bomb(word, size(value, word, gigabytes)),
  ],
  [/^(?:bomb|decompression_bomb|zip_bomb)$/, (value) => bomb(String(value), gigabytes)],
  [/^(?:nested_gzip|gzip_(?:nested|times|layers|depth))$/, (value, word) => ({ gzip_layers: size(value, word, 8) })],
  [
    /^(?:fake|false|claims?|lies)_(gzip|deflate|brotli|br)$/,
    (_, word) => ({ content_encoding: word.replace(/^\w+?_/, "").replace("brotli", "br") }),
  ],
  [/^(?:content_encoding|encoding|compress(?:ion|ed)?)$/, encoded],
  [
    /^(gzip|deflate|brotli)(?:_(\w+))?$/,
    (value, word) => {
      const [, packer = "", rest = ""] = /^(gzip|deflate|brotli)_?(\w*)$/.exec(word) ?? [];
      const of = `${rest} ${String(value)}`;
      return {
        packed: packer === "brotli" ? "br" : /raw/.test(of) ? "deflate_raw" : (packer as "gzip"),
        ...packFault(of),
      };
    },
  ],

  // Headers.
  [
    /^(?:header_bytes|headers_bytes|headers?_size|(?:big|huge|long|large)_headers?|headers?_[km]i?b)$/,
    (value, word) => ({ header_bytes: size(value, word, 1e6) }),
  ],
  [/^(?:headers?_count|many_headers|headers_many)$/, (value, word) => ({ header_count: size(value, word, 10_000) })],
  [
    /^(?:header_name_bytes|long_header_name|header_name_size)$/,
    (value, word) => ({ header_name_bytes: size(value, word, 1e5) }),
  ],
  [/^(?:cookies|set_cookies?|cookie_count|many_cookies)$/, (value, word) => ({ cookies: size(value, word, 500) })],
  [
    /^(?:cookie_(?:bytes|size|kb|mb)|(?:big|huge|long|large)_cookie)$/,
    (value, word) => ({ cookie_bytes: size(value, word, 1e6) }),
  ],
  [/^bare_cr$|^cr_alone$|^header_cr$/, () => ({ header_line: "x-note: one\rx-other: two" })],
  [/^header_nul(?:l)?$|^nul_in_header$/, () => ({ header_line: "x-note: one\0two" })],
  [/^(?:header_)?(?:no_colon|colonless|without_colon)(?:_header)?$/, () => ({ header_line: "this is no header" })],
  [/^(?:header_)?(?:space_before_colon|space_colon|space)(?:_header)?$/, () => ({ header_line: "x-note : one" })],
  [
    /^(?:header_)?(?:obs_fold|fold(?:ed|ing)?|line_folding)(?:_header)?s?$/,
    () => ({ header_line: "x-note: one\r\n two" }),
  ],
  [/^(?:empty_header_name|header_empty_name|nameless_header|header_no_name)$/, () => ({ header_line: ": nobody" })],
  [
    /^(?:header_(?:utf8|unicode|non_ascii|latin1|8bit|high)|(?:utf8|unicode|non_ascii|latin1)_headers?)$/,
    () => ({ header_line: "x-note: \u00fcber \u00ff" }),
  ],
  [
    /^(?:header_(?:control|ctl|esc|bell|del)|control_(?:char_)?in_header)$/,
    () => ({ header_line: "x-note: \u0007\u001b[31m\u007f" }),
  ],
  [
    /^(?:bad_header|invalid_header|header_garbage|garbage_headers?)$/,
    () => ({ header_line: "\u0001\u0002{}[]: \u0003" }),
  ],
  [/^header(?:_line)?$/, (value) => ({ header_line: String(value) })],
  [/^(?:lf_only|only_lf|bare_lf|lf_alone)$/, () => ({ line_end: "lf" })],
  [/^cr_only$/, () => ({ line_end: "cr" })],
  [/^upgrade$/, (value) => ({ upgrade: typeof value === "string" ? value : "websocket" })],
];
