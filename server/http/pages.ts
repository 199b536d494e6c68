import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { FastifyInstance, FastifyReply } from "fastify";
import type { House } from "../call/house.js";
import { frameAncestors } from "../call/origin.js";
import { Refusal } from "../call/refusal.js";
import { pageHeaders } from "./security-headers.js";

const nobody = "frame-ancestors 'none'";

/** Our own pages, as the build has left them in `folder`: one for frame and hosted page, and the popup's first page. */
export function addPages(app: FastifyInstance, house: House, folder: string): void {
  const page = async (reply: FastifyReply, name: string, ancestors: string) => {
    const html = await readFile(join(folder, `${name}.html`), "utf8").catch(() => undefined);
    if (html === undefined) throw new Refusal("not_found");
    pageHeaders(reply, ancestors);
    return reply.send(html);
  };

  // Only the tenant's own pages may hold it: whoever else frames it shows nothing.
  app.get<{ Params: { tenant: string } }>("/frame/:tenant", async (request, reply) => {
    const { tenant } = request.params;
    if (!(await house.store.tenants.get(tenant))) throw new Refusal("not_found");
    return page(reply, "flow", frameAncestors(await house.store.tenant(tenant).origins.list()));
  });
  app.get("/connect", (_request, reply) => page(reply, "flow", nobody));
  app.get("/popup", (_request, reply) => page(reply, "popup", nobody));
}
