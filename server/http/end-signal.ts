import type { FastifyReply } from "fastify";

/** Ends when the caller has gone before we were done, or when the server must stop. */
export function endSignal(reply: FastifyReply, stopping: AbortSignal): AbortSignal {
  const gone = new AbortController();
  reply.raw.once("close", () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  if (reply.raw.destroyed) gone.abort();
  return AbortSignal.any([gone.signal, stopping]);
}
