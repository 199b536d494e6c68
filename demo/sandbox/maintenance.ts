import type { PretendSystem } from "./system.js";

/** Asks for Basic (RFC 7617). */
export const maintenance: PretendSystem = {
  id: "maintenance",
  product: "Pretend Maintenance",
  credentials: "user anna, password pretend",
  challenge: 'Basic realm="Pretend Maintenance", charset="UTF-8"',
  who: ({ request }) =>
    request.headers.authorization === `Basic ${Buffer.from("anna:pretend").toString("base64")}`
      ? "anna@plant.example"
      : null,
};
