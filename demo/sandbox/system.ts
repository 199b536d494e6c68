import type { IncomingMessage, ServerResponse } from "node:http";
import { answerJson } from "./answer.js";
import { orders, vendors } from "./orders.js";

/** A request to a pretend system, its own part of the path cut off. */
export interface Visit {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string;
  /** Address of this pretend system in this mood, without slash at the end. */
  readonly address: string;
}

export interface PretendSystem {
  readonly id: string;
  readonly product: string;
  /** For the page of the sandbox: what to enter. */
  readonly credentials: string;
  /** Who asks, or null; called for everything below /api but /api/about. */
  who(visit: Visit): string | null;
  /** Paths of its own (log-in, consent); true when it has answered. */
  own?(visit: Visit): boolean | Promise<boolean>;
  /** WWW-Authenticate of its 401. */
  readonly challenge: string;
}

/** What all pretend systems answer in the same way. */
export function answerApi(system: PretendSystem, visit: Visit): boolean {
  const { path, response } = visit;
  if (path === "/api/about")
    return answerJson(response, 200, { product: system.product, version: "4.2", pretend: true });
  if (!path.startsWith("/api/")) return answerJson(response, 404, { error: "unknown path" });
  const user = system.who(visit);
  if (user === null)
    return answerJson(response, 401, { error: "unauthorized" }, { "www-authenticate": system.challenge });
  if (path === "/api/me") return answerJson(response, 200, { user });
  if (path === "/api/purchase-orders") return answerJson(response, 200, { items: orders, total: orders.length });
  if (path === "/api/vendors") return answerJson(response, 200, { items: vendors, total: vendors.length });
  return answerJson(response, 404, { error: "unknown path" });
}
