import * as z from "zod";

const flag = z.boolean().optional();
const count = z.number().optional();

/**
 * What the stub can play: what a system does once it is connected to. Other spellings are read into these words first
 * (`hostile-upstreams.words.ts`); a word that nobody knows fails its case.
 */
export const Behaviour = z.strictObject({
  // The connection.
  tcp: z
    .enum([
      "refuse",
      "blackhole",
      "hang",
      "reset",
      "close",
      "half_close",
      "early_answer",
      "reset_after_request",
      "close_after_request",
      "flood",
    ])
    .optional(),
  /** Sent at once, or as the answer where it begins like one; see `rawBytes`. */
  raw: z.string().optional(),
  /** The answer breaks off after so many bytes of its head, or after its head and so many of its body. */
  cut_head: count,
  cut_body: count,
  /** How it breaks off: closed, unless told. */
  cut_by: z.enum(["close", "reset", "hang"]).optional(),
  plain_on_tls: flag,
  tls_on_plain: flag,

  // TLS.
  cert: z
    .enum([
      "expired",
      "not_yet_valid",
      "self_signed",
      "self_signed_expired",
      "wrong_name",
      "common_name_only",
      "wildcard",
      "wildcard_of_other",
      "nul_name",
      "no_ip_san",
      "ip_san",
      "private_ca",
      "private_ca_sent",
      "huge",
      "no_intermediate",
      "with_intermediate",
      "expired_intermediate",
      "long_chain",
      "unordered_chain",
      "signed_by_leaf",
      "client_only",
      "critical_extension",
      "name_constraints",
      "sha1",
      "md5",
      "weak_key",
    ])
    .optional(),
  ca: z.enum(["configured", "unknown"]).optional(),
  tls: z
    .enum([
      "hang",
      "hang_after_hello",
      "drip",
      "close",
      "reset",
      "garbage",
      "flood",
      "close_after",
      "reset_after",
      "hang_after",
      "weak_cipher",
      "no_certificate",
      "1.0",
      "1.1",
      "1.2",
      "1.3",
      "renegotiate",
    ])
    .optional(),
  /** Answers the hello with this alert (RFC 8446, 6). */
  tls_alert: count,
  /** Protocols that it offers and no other. */
  alpn: z.string().optional(),
  client_cert: z.enum(["required", "optional"]).optional(),

  // The answer.
  status: z.union([z.number(), z.string()]).optional(),
  /** One for each request, the last for all that follow. */
  statuses: z.array(z.number()).optional(),
  status_line: z.string().optional(),
  http_version: z.string().optional(),
  reason: z.string().optional(),
  reason_bytes: count,
  retry_after: z.union([z.number(), z.string()]).optional(),
  location: z.union([z.string(), z.array(z.string())]).optional(),
  redirect_loop: flag,
  /** So many redirects, each to another place, before the answer. */
  redirects: count,
  www_authenticate: z.string().optional(),
  content_type: z.string().optional(),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])).optional(),
  html: z.string().optional(),
  page: z.enum(["login", "captive_portal", "parked", "maintenance", "firewall", "welcome"]).optional(),
  json: z.unknown().optional(),
  body: z.string().optional(),
  /** An otherwise good answer in another form. */
  form: z
    .enum([
      "utf16",
      "utf32",
      "latin1",
      "bom",
      "xml",
      "soap",
      "xml_bomb",
      "jsonp",
      "guarded",
      "broken",
      "nan",
      "twice",
      "binary",
    ])
    .optional(),
  json_depth: count,
  json_keys: count,
  json_digits: count,
  echo_request: flag,
  date_skew_s: count,
  date: z.string().optional(),
  /** The body is filled up with blanks to this many bytes. */
  body_bytes: count,
  delay_ms: count,
  body_delay_ms: count,

  // How it is sent. Sizes in bytes, pauses in milliseconds.
  header_drip_ms: count,
  body_drip_ms: count,
  chunk_drip_ms: count,
  body_endless: flag,
  headers_endless: flag,
  line_endless: flag,
  chunked: flag,
  chunks_endless: flag,
  /** The size that stands before the first chunk. */
  chunk_size: z.string().optional(),
  chunk_unended: flag,
  chunk_ext: count,
  trailers: count,
  early_hints: count,
  continues: count,
  /** A second answer, or what it says, follows the first. */
  more_after: z.string().optional(),
  keep_open: flag,
  no_length: flag,
  both_lengths: flag,
  content_length: z.union([z.number(), z.string(), z.array(z.union([z.number(), z.string()]))]).optional(),
  transfer_encoding: z.string().optional(),

  // Encodings.
  gzip_layers: count,
  gzip_zero: count,
  deflate_zero: count,
  brotli_zero: count,
  packed: z.enum(["gzip", "deflate", "deflate_raw", "br"]).optional(),
  pack_fault: z.enum(["cut", "checksum", "trailing", "twice"]).optional(),
  /** What the header claims, whatever the body is. */
  content_encoding: z.string().optional(),

  // Headers.
  cookies: count,
  cookie_bytes: count,
  header_bytes: count,
  header_name_bytes: count,
  header_count: count,
  header_line: z.string().optional(),
  line_end: z.enum(["lf", "cr"]).optional(),
  upgrade: z.string().optional(),
});
export type Behaviour = z.infer<typeof Behaviour>;
