import type { FastifyInstance } from "fastify";
import { collectDefaultMetrics, Counter, Histogram, Registry } from "prom-client";
import type { House } from "../call/house.js";
import { Refusal } from "../call/refusal.js";

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

function addMetrics(app: FastifyInstance): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const answers = new Counter({
    name: "gangway_http_answers_total",
    help: "Answers by route, verb and status",
    labelNames: ["route", "verb", "status"],
    registers,
  });
  const seconds = new Histogram({
    name: "gangway_http_seconds",
    help: "Time to answer, by route",
    labelNames: ["route"],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 30],
    registers,
  });
  app.addHook("onResponse", (request, reply, done) => {
    const route = request.routeOptions.url ?? "none";
    answers.inc({ route, verb: request.method, status: reply.statusCode });
    seconds.observe({ route }, reply.elapsedTime / 1000);
    done();
  });
  app.get("/metrics", async (_request, reply) => {
    return reply.header("content-type", registry.contentType).send(await registry.metrics());
  });
}
