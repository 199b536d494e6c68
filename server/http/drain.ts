import type { FastifyInstance } from "fastify";

/** Milliseconds that requests under way may take to end, when the server is told to stop. */
const longestDrain = 15_000;

/**
 * Ends a server without cutting off an answer: takes no more, and closes every connection once none carries a request.
 * Node alone would wait for those that have never sent one, and for those that fall idle after the close began.
 */
export function drainer(app: FastifyInstance): () => Promise<void> {
  let underWay = 0;
  app.server.on("request", (_request, response) => {
    underWay++;
    response.once("close", () => underWay--);
  });
  return async () => {
    const until = performance.now() + longestDrain;
    const sweep = setInterval(() => {
      if (underWay === 0 || performance.now() > until) app.server.closeAllConnections();
      else app.server.closeIdleConnections();
    }, 20);
    await app.close();
    clearInterval(sweep);
  };
}
