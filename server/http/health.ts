import type { FastifyInstance } from "fastify";
import type { House } from "../call/house.js";
import { Refusal } from "../call/refusal.js";
import type { Metrics } from "./metrics.js";

/** /healthz: the process answers · /readyz: it can work · /metrics: what it has done (Prometheus). */
export function addHealth(app: FastifyInstance, house: House): void {
  app.get("/healthz", async () => ({ ok: true }));
  app.get("/readyz", async () => {
    if (house.stopping.aborted) throw new Refusal("overloaded");
    await house.store.ping().catch(() => {
      throw new Refusal("overloaded");
    });
    return { ok: true };
  });
  addMetrics(app);
}

/** Loaded with the first answer, for a start need not wait for it. */
function addMetrics(app: FastifyInstance): void {
  let made: Promise<Metrics> | undefined;
  const metrics = () => (made ??= import("./metrics.js").then(({ createMetrics }) => createMetrics()));
  app.addHook("onResponse", async (request, reply) => {
    const route = request.routeOptions.url ?? "none";
    (await metrics()).answered({ route, verb: request.method, status: reply.statusCode, ms: reply.elapsedTime });
  });
  app.get("/metrics", async (_request, reply) => {
    const { contentType, text } = await metrics();
    return reply.header("content-type", contentType).send(await text());
  });
}
