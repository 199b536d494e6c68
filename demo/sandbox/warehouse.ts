import { randomBytes } from "node:crypto";
import { answerJson } from "./answer.js";
import type { PretendSystem } from "./system.js";

const sessions = new Set<string>();

/** Asks for a log-in by JSON-RPC, gives a session, and forgets it at log-out. Errors come as 200, as they so often do. */
export const warehouse: PretendSystem = {
  id: "warehouse",
  product: "Pretend Warehouse",
  credentials: "user anna, password pretend, company plant",
  challenge: 'Session realm="Pretend Warehouse"',
  who: ({ request }) => (sessions.has(request.headers["x-session"] as string) ? "anna@plant.example" : null),
  own: ({ path, body, response, request }) => {
    // Told to everybody, as such systems do on their page for signing in.
    if (path === "/api/companies") return answerJson(response, 200, { companies: ["plant", "spare-parts"] });
    if (path === "/logout") {
      sessions.delete(request.headers["x-session"] as string);
      return answerJson(response, 200, { result: true });
    }
    if (path !== "/login") return false;
    const [company, user, password] = params(body);
    if (company !== "plant") return answerJson(response, 200, { error: { code: "no_company" } });
    if (user !== "anna" || password !== "pretend") return answerJson(response, 200, { error: { code: "no_access" } });
    const session = randomBytes(16).toString("hex");
    sessions.add(session);
    return answerJson(response, 200, { result: { session, user: "anna@plant.example" } });
  },
};

function params(body: string): unknown[] {
  try {
    const { params } = JSON.parse(body) as { params?: unknown };
    return Array.isArray(params) ? params : [];
  } catch {
    return [];
  }
}
