import Fastify, { type FastifyInstance } from "fastify";
import serveFiles from "@fastify/static";
import { join } from "node:path";
import { createClient, createReceiver, openSqliteInbox } from "gangway/server";
import { openConnectionBook } from "./connectionBook.js";

export interface BackendOptions {
  /** Address of the Gangway server, as this backend reaches it. */
  url: string;
  /** The same as browsers know it, where that is another. */
  publicUrl?: string;
  tenant: string;
  /** gw_key_… of this tenant. */
  key: string;
  /** whsec_… of this tenant's webhook endpoint. */
  webhookSecret: string;
  /** Where the host keeps what it knows. */
  folder: string;
  /** The built pages. */
  pages: string;
  /** This host's own address, for the way back from the hosted page. */
  origin: string;
  /** The page at /: `react` or `script`. */
  page: "react" | "script";
}

/**
 * A host's backend: it mints links, trades public tokens and receives webhooks. Everything else here is the demo's
 * dashboard. Who the person is would come from the host's own sign-in; here it is Anna, or whoever `?as=` names.
 */
export async function createBackend(options: BackendOptions): Promise<FastifyInstance> {
  const gangway = createClient({ url: options.url, key: options.key });
  const inbox = openSqliteInbox(join(options.folder, `${options.tenant}.db`));
  const book = openConnectionBook(inbox.database);
  const receiver = createReceiver({
    secrets: [options.webhookSecret],
    inbox,
    handle: (event) => book.remember(event),
    poll: { client: gangway, every: 30_000 },
  });
  const app = Fastify();
  app.addHook("onClose", async () => {
    await receiver.stop();
    inbox.close();
  });

  const asked = (user = "anna") => ({
    endUser: { id: user },
    organization: { id: "plant-7", name: "Plant 7" },
    data: ["purchaseOrders" as const, "vendors" as const],
  });
  // With `connection`: to repair that one. A real host makes sure that it is this user's.
  app.post<{ Body: { user?: string; connection?: string } }>("/api/link-token", async ({ body }) => {
    const { connection } = body;
    const { token } = await gangway.mintLink({ ...asked(body.user), ...(connection && { connection }) });
    return { token };
  });
  app.post<{ Body: { user?: string } }>("/api/hosted-link", async ({ body }) => {
    const { url } = await gangway.mintLink({ ...asked(body.user), hosted: true, returnUrl: `${options.origin}/` });
    return { url };
  });
  // `link` is what the hosted page comes back with; a real host makes sure that it is this user's.
  app.post<{ Body: { publicToken: string } | { link: string } }>("/api/exchange", async ({ body }) => {
    const { accessToken, connection } = await gangway.exchange(body);
    book.keep(connection.id, accessToken);
    return { connection };
  });
  app.register(async (raw) => {
    raw.removeAllContentTypeParsers();
    raw.addContentTypeParser("*", { parseAs: "buffer" }, (_, body, done) => done(null, body));
    raw.post<{ Body: Buffer }>("/api/webhooks", async (request, reply) => {
      const answer = await receiver.receive(request.body, request.raw.headersDistinct);
      return reply.code(answer.status).headers(answer.headers).send(answer.body);
    });
  });

  app.get("/api/page", async () => ({ server: options.publicUrl ?? options.url, tenant: options.tenant }));
  app.get("/api/dashboard", async () => {
    const [connections, events, deliveries, requested] = await Promise.all([
      gangway.listConnections(),
      gangway.listEvents({ limit: "100" }),
      gangway.listDeliveries(),
      gangway.listRequestedSystems(),
    ]);
    return {
      connections: connections.items,
      events: events.items.toReversed(),
      deliveries: deliveries.items,
      requested: requested.items,
      received: book.received(),
    };
  });
  app.post<{ Body: { id: string } }>("/api/replay", async ({ body }) => gangway.replayEvents({ ids: [body.id] }));
  app.post<{ Body: { id: string } }>("/api/remove", async ({ body }) => gangway.removeConnection({ id: body.id }));
  app.post<{ Body: { id: string } }>("/api/check", async ({ body }, reply) => {
    const accessToken = book.accessToken(body.id);
    if (accessToken === null) return reply.code(409).send({ code: "not_claimed" });
    return gangway.connection(accessToken).checkConnection();
  });

  await app.register(serveFiles, { root: options.pages });
  app.get("/", (_, reply) => reply.sendFile(`host/${options.page}.html`));
  app.get("/in-page", (_, reply) => reply.sendFile("host/inpage.html"));
  app.get("/dashboard", (_, reply) => reply.sendFile("dashboard/index.html"));
  app.get("/gallery", (_, reply) => reply.sendFile("gallery/index.html"));
  app.get("/script.js", (_, reply) => reply.sendFile("host/script.js"));
  app.setErrorHandler((error: Error & { code?: string; requestId?: string; statusCode?: number }, _, reply) =>
    reply
      .code(error.statusCode ?? 502)
      .send({ code: error.code ?? "failed", requestId: error.requestId ?? null, message: error.message }),
  );
  return app;
}
