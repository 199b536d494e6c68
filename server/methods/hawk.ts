import { createHash, createHmac } from "node:crypto";
import type { HttpAnswer } from "./answer.js";
import { because, type Finding } from "./finding.js";
import type { Values } from "./method.js";
import { seconds, type Moment } from "./moment.js";
import type { Rendered } from "./question.js";
import type { ByOf, Scheme } from "./signed.js";
import { fill, fillHeader, placeholders, TemplateError } from "./template.js";

const key = { kind: "secret", clean: "key", autocomplete: "off" } as const;

/** Hawk 1.1 (https://github.com/mozilla/hawk/blob/main/API.md): id, time, nonce and a signature in the header. */
export const hawk: Scheme<"hawk"> = {
  own: [
    { name: "hawkId", role: "key", ...key, label: { en: "Key ID", de: "Schlüssel-ID" } },
    { name: "hawkKey", role: "secret", ...key, label: { en: "Key", de: "Schlüssel" } },
  ],
  sign: signHawk,
  sent: (by, values) => ({ scheme: "hawk", means: (answer) => staleIn(by, values, answer) }),
};

function signHawk(by: ByOf<"hawk">, values: Values, rendered: Rendered, moment: Moment): Rendered {
  const id = fillHeader(by.id, values);
  if (/["\\]/.test(id)) throw new TemplateError(placeholders(by.id)[0] ?? "hawkId");
  const hash = by.payload ? payloadHash(by.algorithm, rendered) : "";
  const time = seconds(moment);
  const signed = headerText(rendered, { time, nonce: moment.nonce, hash });
  const parts: [string, string][] = [
    ["id", id],
    ["ts", time],
    ["nonce", moment.nonce],
    ...(hash === "" ? [] : [["hash", hash] as [string, string]]),
    ["mac", macOf(by, values, signed)],
  ];
  const authorization = `Hawk ${parts.map(([name, value]) => `${name}="${value}"`).join(", ")}`;
  return { ...rendered, headers: { ...rendered.headers, authorization } };
}

/** What is signed of a question. */
export function headerText(
  { method, url }: Pick<Rendered, "method" | "url">,
  { time, nonce, hash, ext = "" }: { time: string; nonce: string; hash: string; ext?: string },
): string {
  const { protocol, hostname, port, pathname, search } = new URL(url);
  const usual = protocol === "https:" ? "443" : "80";
  const parts = [time, nonce, method.toUpperCase(), pathname + search, hostname, port || usual, hash, ext];
  return ["hawk.1.header", ...parts, ""].join("\n");
}

const macOf = (by: ByOf<"hawk">, values: Values, text: string): string =>
  createHmac(by.algorithm, fill(by.key, values)).update(text).digest("base64");

/** A question without a body has no hash. */
export function payloadHash(
  algorithm: "sha1" | "sha256",
  { headers, body }: Pick<Rendered, "headers" | "body">,
): string {
  if (body === undefined) return "";
  const type = (headers["content-type"] ?? "").split(";", 1)[0]!.trim().toLowerCase();
  return createHash(algorithm).update(`hawk.1.payload\n${type}\n${body}\n`).digest("base64");
}

/** A server tells its time and signs it, so that nobody else can make us believe in it. */
function staleIn(by: ByOf<"hawk">, values: Values, { status, headers }: HttpAnswer): Finding | undefined {
  const challenge = headers.get("www-authenticate") ?? "";
  const time = /\bts="(\d{1,12})"/.exec(challenge)?.[1];
  const proof = /\btsm="([A-Za-z0-9+/=]{20,60})"/.exec(challenge)?.[1];
  if (status !== 401 || time === undefined || proof === undefined) return undefined;
  return proof === macOf(by, values, `hawk.1.ts\n${time}\n`) ? because("clock_differs") : undefined;
}
