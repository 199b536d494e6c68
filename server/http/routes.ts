import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type Endpoint, type EndpointName, endpoints } from "#contract";
import type { Call, CallerProof } from "../call/call.js";
import type { House } from "../call/house.js";
import { Refusal } from "../call/refusal.js";
import type { Store } from "../store/store.js";
import type { Authenticate } from "./authenticate.js";
import { judgeBody } from "./body.js";
import { cookiesOf } from "./cookies.js";
import { allowOrigin, answerPreflight, anyTenantAllows, judgeOrigin } from "./cors.js";
import { handlers, type Way } from "./handlers.js";
import { keyOf, once } from "./idempotency.js";
import type { Limit } from "./limits.js";
import { endSignal } from "./end-signal.js";
import { readRequest } from "./read-request.js";
import { answerLines } from "./stream.js";

declare module "fastify" {
  interface FastifyRequest {
    proof: CallerProof;
  }
}

/** An entry of the table of handlers, one signature for all: the table has checked each against its endpoint. */
interface Handling {
  way: Way;
  handle(call: Call<EndpointName>, emit?: (line: unknown) => void): Promise<unknown>;
  keyOf?(body: unknown): string;
}

interface Doors {
  app: FastifyInstance;
  house: House;
  authenticate: Authenticate;
  limit: Limit;
  /** An event was committed: deliveries are due. */
  deliver(): void;
}

/** Makes a route of every endpoint that the contract declares. */
export function addRoutes(doors: Doors): void {
  const { app, house } = doors;
  app.decorateRequest("proof", null as never);
  const known = anyTenantAllows(house.store);
  const verbs = new Map<string, Set<string>>();
  for (const name of Object.keys(endpoints) as EndpointName[]) {
    const endpoint: Endpoint = endpoints[name];
    verbs.set(endpoint.path, (verbs.get(endpoint.path) ?? new Set()).add(endpoint.verb));
    addRoute({ ...doors, known }, name, endpoint, handlers[name] as unknown as Handling);
  }
  for (const [path, spoken] of verbs) addOtherVerbs(app, house, known, path, [...spoken]);
}

function addRoute(doors: Doors & { known: Known }, name: EndpointName, endpoint: Endpoint, handling: Handling): void {
  const { app, house, authenticate, limit, known } = doors;
  const browser = endpoint.caller === "person" || endpoint.caller === "anyone";
  const writes = endpoint.verb !== "GET";
  const foreign = ({ headers: { origin } }: FastifyRequest) =>
    endpoint.caller === "anyone" && origin !== undefined && origin !== house.settings.publicUrl;

  app.route({
    method: endpoint.verb,
    url: endpoint.path,
    exposeHeadRoute: false,
    // Before the body is read: whoever may not call cannot make us read.
    onRequest: async (request, reply) => {
      const origin = request.headers.origin ?? null;
      if (browser) reply.header("vary", "origin");
      if (foreign(request) && (await known(origin!))) allowOrigin(reply, origin!);
      const proof = await authenticate(endpoint.caller, request);
      request.proof = proof;
      await limit(request, proof);
      if (proof.kind === "person") await judgeOrigin(house, proof, origin, reply);
      if (endpoint.body) judgeBody(request);
    },
    handler: async (request, reply) => {
      const parts = readRequest(endpoint, request);
      const call = (store: Store): Call<EndpointName> => callOf(house, store, request, reply, parts);
      reply.header("cache-control", "no-store");
      if (handling.way === "streams")
        return answerLines(request, reply, (emit) => handling.handle(call(house.store), emit));

      const run = (keep?: Keep) => effect(doors, handling, call, keep);
      const key = writes ? (handling.keyOf?.(parts.body) ?? keyOf(request)) : undefined;
      const scope = scopeOf(request.proof);
      if (!key || !scope) {
        const body = await run();
        // The endpoint itself has judged the page, by its token's own list.
        if (foreign(request)) allowOrigin(reply, request.headers.origin!);
        return send(reply, endpoint.status, body);
      }
      const write = { house, key, tenant: scope.tenant, scope: `${name} ${scope.id}`, status: endpoint.status };
      const answered = await once({ ...write, request: [parts.params, parts.body] }, run);
      if (answered.replayed) reply.header("idempotent-replayed", "true");
      return send(reply, answered.status, answered.body);
    },
  });
}

type Known = (origin: string) => Promise<boolean>;
type Keep = (store: Store, body: unknown) => Promise<void>;

/** Effect and kept answer commit together, so that a repeated request finds either both or neither. */
async function effect(
  { house, deliver }: Doors,
  { way, handle }: Handling,
  call: (store: Store) => Call<EndpointName>,
  keep?: Keep,
): Promise<unknown> {
  const run = async (store: Store) => {
    const body = await handle(call(store));
    await keep?.(store, body);
    return body;
  };
  if (way === "plain" || (way === "settles" && !keep)) return run(house.store);
  const body = await house.store.transaction(run);
  if (way === "tells") deliver();
  return body;
}

function callOf(
  house: House,
  store: Store,
  request: FastifyRequest,
  reply: FastifyReply,
  parts: object,
): Call<EndpointName> {
  return {
    house,
    store,
    caller: request.proof,
    ...parts,
    requestId: request.id,
    origin: request.headers.origin ?? null,
    cookies: cookiesOf(request),
    setCookie: (cookie: string) => void reply.header("set-cookie", cookie),
    get signal() {
      return endSignal(reply, house.stopping);
    },
  } as unknown as Call<EndpointName>;
}

const send = (reply: FastifyReply, status: number, body: unknown): FastifyReply =>
  reply.code(status).header("content-type", "application/json; charset=utf-8").send(JSON.stringify(body));

/** Idempotency-Key counts for hosts and persons. */
function scopeOf(proof: CallerProof): { tenant: string; id: string } | undefined {
  if (proof.kind === "host") return { tenant: proof.tenant, id: "host" };
  if (proof.kind === "person") return { tenant: proof.tenant, id: proof.link.id };
  return undefined;
}

function addOtherVerbs(app: FastifyInstance, house: House, known: Known, path: string, spoken: string[]) {
  const others = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"].filter((verb) => !spoken.includes(verb));
  const refuse = async (_request: FastifyRequest, reply: FastifyReply) => {
    reply.header("allow", [...spoken, "OPTIONS"].join(", "));
    throw new Refusal("method_not_allowed");
  };
  app.route({ method: others, url: path, onRequest: refuse, handler: refuse });
  app.route({
    method: "OPTIONS",
    url: path,
    handler: async (request, reply) => {
      const { origin } = request.headers;
      reply.header("vary", "origin").header("allow", [...spoken, "OPTIONS"].join(", "));
      const isPerson = path.startsWith("/v1/link/") || path === "/v1/link";
      if (isPerson && origin && (origin === house.settings.publicUrl || (await known(origin))))
        return answerPreflight(reply, origin, spoken.join(", "));
      return reply.code(204).send();
    },
  });
}
