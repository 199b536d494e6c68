import type { ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { idToken, type Claimed } from "./oauth-callbacks.idToken.js";

/** How a case says what the token endpoint answers. Nothing said: a right answer. */
export interface TokenAnswer {
  status?: number;
  json?: unknown;
  text?: string;
  type?: string;
  headers?: Record<string, string>;
  /** A body of so many bytes; with `drip_ms` one byte at a time, else at once. */
  bytes?: number;
  drip_ms?: number;
  /** A body of zeros that is small on the wire. */
  gzip_bytes?: number;
  /** The connection is closed instead of an answer, or halfway through one. */
  reset?: boolean | "midway";
  /** What is answered the next time. */
  then?: TokenAnswer;
}
const members = "status json text type headers bytes drip_ms gzip_bytes reset then".split(" ");

/** `token` stands in for the corpora's "at", which is too short to be looked for in a log. */
export async function sendAnswer(
  response: ServerResponse,
  answer: TokenAnswer,
  { token, claims }: { token: string; claims: Claimed },
): Promise<void> {
  const { status = 200, json, text = "", type, headers = {}, reset } = answer;
  if (reset === true) return void response.destroy();
  const body = put(json === undefined ? text : JSON.stringify(json), { token, claims });
  const usual = json === undefined && text !== "" && type === undefined ? "text/plain" : "application/json";
  response.writeHead(status, { "content-type": type ?? usual, ...headers, ...(answer.gzip_bytes && gzipped) });
  if (reset === "midway") return void response.write(body.slice(0, body.length / 2), () => response.destroy());
  if (answer.gzip_bytes) return void response.end(gzipSync(Buffer.alloc(answer.gzip_bytes, " ")));
  if (answer.drip_ms !== undefined) return drip(response, answer.bytes ?? 3600, answer.drip_ms);
  if (answer.bytes !== undefined) return void response.end(`{"access_token":"${token}${"a".repeat(answer.bytes)}"}`);
  response.end(body);
}
const gzipped = { "content-encoding": "gzip" };

/** Throws on what is not known: an unseen case must not pass unsent. */
export function readable(answer: TokenAnswer): TokenAnswer {
  const odd = Object.keys(answer).filter((name) => !members.includes(name));
  if (odd.length > 0) throw new Error(`this proof knows no token answer with ${odd.join(", ")}`);
  put(answer.text ?? JSON.stringify(answer.json ?? ""), { token: "", claims: {} as Claimed });
  if (answer.then) readable(answer.then);
  return answer;
}

const put = (text: string, { token, claims }: { token: string; claims: Claimed }): string =>
  text
    .replaceAll('"at"', `"${token}"`)
    .replaceAll(/\baccess_token=at\b/g, `access_token=${token}`)
    .replace(/\{idtoken:([\w-]+)\}/g, (_, fault: string) => idToken(fault, claims))
    .replace(/\{repeat:(.*?):(\d+)\}/gs, (_, part: string, times: string) => part.repeat(Number(times)));

async function drip(response: ServerResponse, bytes: number, ms: number): Promise<void> {
  for (let sent = 0; sent < bytes && !response.destroyed; sent++) {
    response.write("x");
    await pause(ms, undefined, { ref: false });
  }
}
