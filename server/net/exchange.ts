import { request as httpRequest, type IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { readBody } from "./body.js";
import type { Deadlines } from "./deadlines.js";
import { exchangeError } from "./exchange-error.js";
import { NetError } from "./error.js";
import { startClock } from "./open.js";
import type { OnStep } from "./step.js";
import { within } from "./within.js";

export interface Exchange {
  url: URL;
  method: string;
  headers: Record<string, string>;
  body?: string | Uint8Array;
  limit: number;
  deadlines: Pick<Deadlines, "answer" | "whole">;
  life: AbortSignal;
  onStep?: OnStep;
}

export interface Answer {
  status: number;
  headers: Headers;
  body: Buffer;
  httpVersion: string;
  timings: { answer: number; body: number };
}

const maxHeaderBytes = 16 * 1024;
/** 1xx answers before the real one. */
const maxInterim = 8;

/** One request and its answer over an open connection, which is closed afterwards. */
export async function exchange(socket: Socket, options: Exchange): Promise<Answer> {
  const { deadlines, life, limit, onStep } = options;
  try {
    const answered = startClock();
    const message = await within(deadlines.answer, "answer_timed_out", life, (signal) => ask(socket, options, signal));
    const answer = answered();
    const status = message.statusCode ?? 0;
    const { httpVersion } = message;
    onStep?.({ step: "answer", ms: answer, facts: { status, httpVersion } });
    if (options.method !== "HEAD" && saysMoreThan(limit, message)) throw new NetError("body_too_large", { limit });

    const read = startClock();
    // The life has its own end; this one only has to be no shorter.
    const body = await within(deadlines.whole, "deadline_exceeded", life, (signal) => readBody(message, limit, signal));
    return { status, headers: headersOf(message), body, httpVersion, timings: { answer, body: read() } };
  } finally {
    socket.on("error", () => undefined).destroy();
  }
}

function ask(socket: Socket, options: Exchange, signal: AbortSignal): Promise<IncomingMessage> {
  const { url, method, headers, body } = options;
  return new Promise((resolve, reject) => {
    let answered: IncomingMessage | undefined;
    const fail = (error: NetError) => {
      reject(error);
      request.destroy();
      // An answer that breaks off in the middle is reported on the request; its reader has to learn why.
      answered?.destroy(error);
    };
    const request = httpRequest({
      createConnection: () => socket,
      method,
      path: `${url.pathname}${url.search}`,
      headers: { ...headers, host: url.host, ...(body !== undefined && { "content-length": Buffer.byteLength(body) }) },
      setHost: false,
      maxHeaderSize: maxHeaderBytes,
      insecureHTTPParser: false,
    });
    let interim = 0;
    signal.addEventListener("abort", () => fail(signal.reason as NetError), { once: true });
    request.on("error", (error: NodeJS.ErrnoException) => {
      // What is sent behind a whole answer belongs to nobody (RFC 9112, 6.3).
      if (!answered?.complete) fail(exchangeError(error, interim > 0 || answered !== undefined));
    });
    request.on("information", () => {
      if (++interim > maxInterim) fail(new NetError("bad_http"));
    });
    // Nothing was asked to be upgraded.
    request.once("upgrade", () => fail(new NetError("bad_http")));
    request.once("response", (message) => {
      const status = message.statusCode ?? 0;
      const unasked = status === 304 && !("if-none-match" in headers) && !("if-modified-since" in headers);
      if (status < 200 || status > 599 || unasked) return fail(new NetError("bad_http"));
      answered = message.on("error", () => undefined);
      resolve(message);
    });
    request.end(body);
  });
}

/** Whether the answer announces more than may be read: then not even the beginning is. Packed, it is known only by and by. */
function saysMoreThan(limit: number, { headers }: IncomingMessage): boolean {
  return headers["content-encoding"] === undefined && Number(headers["content-length"] ?? 0) > limit;
}

function headersOf(message: IncomingMessage): Headers {
  const headers = new Headers();
  for (let index = 0; index < message.rawHeaders.length; index += 2) {
    const name = message.rawHeaders[index] ?? "";
    // The body is handed out decoded and whole.
    if (/^(?:content-encoding|content-length|transfer-encoding)$/i.test(name)) continue;
    headers.append(name, message.rawHeaders[index + 1] ?? "");
  }
  return headers;
}
