import type { PretendSystem } from "./system.js";

/** Asks for an API key in a header of its own. */
export const erp: PretendSystem = {
  id: "erp",
  product: "Pretend ERP",
  credentials: "API key pretend-key-1234",
  challenge: 'ApiKey realm="Pretend ERP"',
  who: ({ request }) => (request.headers["x-api-key"] === "pretend-key-1234" ? "key of anna@plant.example" : null),
};
