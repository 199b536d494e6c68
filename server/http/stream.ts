import type { FastifyReply, FastifyRequest } from "fastify";

/**
 * Answers in lines of JSON while they are found. Until the first line a refusal can still be a problem of its own;
 * after it the status is gone, and an answer that breaks off without an outcome line says so by that.
 */
export async function answerLines(
  request: FastifyRequest,
  reply: FastifyReply,
  run: (emit: (line: unknown) => void) => Promise<unknown>,
): Promise<FastifyReply> {
  const { raw } = reply;
  let begun = false;
  const begin = () => {
    begun = true;
    reply.hijack();
    raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      "content-type": "application/x-ndjson; charset=utf-8",
      "x-request-id": request.id,
      "x-accel-buffering": "no",
    });
    raw.flushHeaders();
  };
  try {
    await run((line) => {
      if (!begun) begin();
      if (!raw.destroyed) raw.write(`${JSON.stringify(line)}\n`);
    });
  } catch (error) {
    if (!begun) throw error;
    raw.destroy();
    throw error;
  }
  if (!begun) begin();
  raw.end();
  return reply;
}
