import type { FastifyInstance } from "fastify";
import type { House } from "../call/house.js";
import { page } from "./docs-page.js";
import { documentHeaders } from "./security-headers.js";

/** What of ours works at this moment. Per system there is nothing to say before checks are counted. */
interface Status {
  status: "up" | "down";
  parts: { name: "store" | "catalogue" | "checks"; status: "up" | "down"; detail: string }[];
  at: string;
}

/** /status: a page for people; JSON for whoever asks for it. */
export function addStatus(app: FastifyInstance, house: House): void {
  app.get("/status", async (request, reply) => {
    const status = await statusOf(house);
    if (request.headers.accept?.includes("application/json"))
      return reply.header("cache-control", "no-store").send(status);
    documentHeaders(reply);
    const rows = status.parts.map(({ name, status: is, detail }) => `<tr><td>${name}<td>${is}<td>${detail}</tr>`);
    return reply
      .header("cache-control", "no-store")
      .send(page("Status", `<h1>Gangway is ${status.status}</h1><table>${rows.join("")}</table><p>${status.at}</p>`));
  });
}

async function statusOf(house: House): Promise<Status> {
  const store = await house.store.ping().then(
    () => "up" as const,
    () => "down" as const,
  );
  const systems = house.systems.all.length;
  const parts: Status["parts"] = [
    { name: "store", status: store, detail: house.store.engine },
    { name: "catalogue", status: systems > 0 ? "up" : "down", detail: `${systems} systems` },
    { name: "checks", status: house.stopping.aborted ? "down" : "up", detail: "asked when a person asks" },
  ];
  const status = parts.every((part) => part.status === "up") ? "up" : "down";
  return { status, parts, at: new Date().toISOString() };
}
