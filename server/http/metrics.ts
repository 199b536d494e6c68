import { collectDefaultMetrics, Counter, Histogram, Registry } from "prom-client";

/** What the server has done, in the format of Prometheus. */
export interface Metrics {
  /** One request has its answer. `route` is the pattern, never the address; `ms` milliseconds. */
  answered(answer: { route: string; verb: string; status: number; ms: number }): void;
  readonly contentType: string;
  text(): Promise<string>;
}

export function createMetrics(): Metrics {
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
  return {
    answered({ route, verb, status, ms }) {
      answers.inc({ route, verb, status });
      seconds.observe({ route }, ms / 1000);
    },
    contentType: registry.contentType,
    text: () => registry.metrics(),
  };
}
