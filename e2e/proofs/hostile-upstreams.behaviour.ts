import * as z from "zod";

/** `behave` of the corpus: what the system does once it is connected to. A word that nobody plays fails its case. */
export const Behaviour = z.strictObject({
  // The connection.
  tcp: z
    .enum(["early_answer", "reset_after_request", "close_after_request", "reset", "close", "hang", "refuse"])
    .optional(),
  /** Sent at once, whatever is asked; `random:N` bytes, else text with \r and \n written out. */
  raw: z.string().optional(),
  plain_on_tls: z.boolean().optional(),
  tls_on_plain: z.boolean().optional(),

  // TLS.
  cert: z
    .enum([
      "expired",
      "not_yet_valid",
      "self_signed",
      "wrong_name",
      "no_ip_san",
      "private_ca",
      "huge",
      "no_intermediate",
    ])
    .optional(),
  ca: z.enum(["configured"]).optional(),
  tls: z.enum(["hang", "drip", "close_after", "weak_cipher", "1.0", "1.1"]).optional(),
  client_cert: z.enum(["required"]).optional(),

  // The answer.
  status: z.number().optional(),
  retry_after: z.union([z.number(), z.string()]).optional(),
  location: z.string().optional(),
  redirect_loop: z.boolean().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  html: z.string().optional(),
  json: z.unknown().optional(),
  body: z.string().optional(),
  utf16: z.boolean().optional(),
  echo_request: z.boolean().optional(),
  date_skew_s: z.number().optional(),
  /** The body is filled up with blanks to this many bytes. */
  body_bytes: z.number().optional(),
  delay_ms: z.number().optional(),

  // How it is sent. Sizes in bytes, pauses in milliseconds.
  header_drip_ms: z.number().optional(),
  body_drip_ms: z.number().optional(),
  chunks_endless: z.boolean().optional(),
  chunk_ext: z.number().optional(),
  trailers: z.number().optional(),
  early_hints: z.number().optional(),
  gzip_layers: z.number().optional(),
  gzip_zero: z.number().optional(),
  deflate_zero: z.number().optional(),
  brotli_zero: z.number().optional(),
  fake_gzip: z.boolean().optional(),
  content_length: z.number().optional(),
  cookies: z.number().optional(),
  header_bytes: z.number().optional(),
  header_count: z.number().optional(),
  bare_cr: z.boolean().optional(),
  header_nul: z.boolean().optional(),
});
export type Behaviour = z.infer<typeof Behaviour>;
