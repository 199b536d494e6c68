import type { IncomingMessage, ServerResponse } from "node:http";
import type { Receiver, ReceiverAnswer } from "./receiver.js";

/**
 * The receiver as a listener of `node:http`, and so of Express (mount it before anything that parses bodies).
 * The body is read raw; more than `maxBytes` is answered 413 without reading on.
 */
export function receiverListener(receiver: Receiver) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    handle(receiver, request, response).catch(() => response.destroy());
  };
}

async function handle(receiver: Receiver, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== "POST") {
    reply(response, { status: 405, headers: { allow: "POST" }, body: "" });
    return;
  }
  const body = await readBody(request, receiver.maxBytes);
  if (!body) {
    reply(response, { status: 413, headers: { connection: "close" }, body: '{"refused":"body_too_large"}' });
    return;
  }
  reply(response, await receiver.receive(body, request.headersDistinct));
}

/** `undefined` as soon as it is clear that there is more than `maxBytes`. */
async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer | undefined> {
  if (Number(request.headers["content-length"] ?? 0) > maxBytes) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function reply(response: ServerResponse, answer: Omit<ReceiverAnswer, "status"> & { status: number }): void {
  response.writeHead(answer.status, answer.headers).end(answer.body);
}
