import * as z from "zod";
import { AddressReading } from "./address.js";
import { OutcomeLine, RunLine } from "./check.js";
import { Connection } from "./connection.js";
import { Delivery, Event } from "./event.js";
import * as link from "./link.js";
import { CauseCode } from "./probe.js";
import type { ProblemCode } from "./problem.js";
import { Category } from "./system.js";

/**
 * Who calls: `host` with gw_key_, `person` with gw_session_, `connection` with gw_access_ (each as
 * Authorization: Bearer), `anyone` without.
 */
export type Caller = "host" | "person" | "connection" | "anyone";

/** One endpoint, declared once; routes, both clients' types and the OpenAPI document come from it. */
export interface Endpoint {
  readonly verb: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly caller: Caller;
  readonly summary: string;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly status: 200 | 201 | 202;
  readonly answer: z.ZodType;
  /** The answer comes as lines of JSON (application/x-ndjson), each of the type of `answer`. */
  readonly stream?: true;
  readonly problems: readonly ProblemCode[];
}
const endpoint = <const E extends Endpoint>(e: E): E => e;

const byId = z.strictObject({ id: z.string().max(100) });
const page = <T extends z.ZodType>(item: T) =>
  z.strictObject({
    items: z.array(item),
    next: z.string().nullable().describe("Give it as `after` for the next page"),
  });
const paging = {
  after: z.string().max(200).optional(),
  limit: z
    .string()
    .regex(/^(?:[1-9]\d?|100)$/)
    .optional()
    .describe("1 to 100; 50 unless told"),
};
const nothing = z.strictObject({});

export const endpoints = {
  // The host's backend.
  mintLink: endpoint({
    verb: "POST",
    path: "/v1/links",
    caller: "host",
    summary: "Mint a link for one person",
    body: link.MintLink,
    status: 201,
    answer: link.MintedLink,
    problems: ["origin_not_allowed", "idempotency_conflict"],
  }),
  getLink: endpoint({
    verb: "GET",
    path: "/v1/links/:id",
    caller: "host",
    summary: "Read a link",
    params: byId,
    status: 200,
    answer: link.Link,
    problems: ["not_found"],
  }),
  cancelLink: endpoint({
    verb: "DELETE",
    path: "/v1/links/:id",
    caller: "host",
    summary: "End a link",
    params: byId,
    status: 200,
    answer: link.Link,
    problems: ["not_found"],
  }),
  exchange: endpoint({
    verb: "POST",
    path: "/v1/exchange",
    caller: "host",
    summary: "Trade a public token, or a link that has connected, once, for an access token",
    body: z
      .strictObject({
        publicToken: z.string().max(200).optional().describe("As onConnected gave it"),
        link: z
          .string()
          .max(100)
          .optional()
          .describe("Id of a link that was opened as a page of ours: no page of yours was there to hold its token"),
      })
      .refine(({ publicToken, link }) => (publicToken === undefined) !== (link === undefined), {
        message: "exactly one of publicToken and link",
        path: ["publicToken"],
      }),
    status: 200,
    answer: z.strictObject({ accessToken: z.string(), connection: Connection }),
    problems: ["not_found", "not_ready", "token_used", "token_expired", "idempotency_conflict"],
  }),
  listConnections: endpoint({
    verb: "GET",
    path: "/v1/connections",
    caller: "host",
    summary: "List connections, newest first",
    query: z.strictObject({
      ...paging,
      endUser: z.string().max(200).optional(),
      organization: z.string().max(200).optional(),
    }),
    status: 200,
    answer: page(Connection),
    problems: [],
  }),
  getConnection: endpoint({
    verb: "GET",
    path: "/v1/connections/:id",
    caller: "host",
    summary: "Read a connection",
    params: byId,
    status: 200,
    answer: Connection,
    problems: ["not_found"],
  }),
  removeConnection: endpoint({
    verb: "DELETE",
    path: "/v1/connections/:id",
    caller: "host",
    summary: "Remove a connection and shred its credentials",
    params: byId,
    status: 200,
    answer: Connection,
    problems: ["not_found"],
  }),
  rotateAccessToken: endpoint({
    verb: "POST",
    path: "/v1/connections/:id/access-token",
    caller: "host",
    summary: "Give a new access token; the old one ends at once",
    params: byId,
    body: nothing,
    status: 200,
    answer: z.strictObject({ accessToken: z.string() }),
    problems: ["not_found", "not_ready"],
  }),
  listEvents: endpoint({
    verb: "GET",
    path: "/v1/events",
    caller: "host",
    summary: "List events, oldest first: the fallback where webhooks cannot come in",
    query: z.strictObject(paging),
    status: 200,
    answer: page(Event),
    problems: [],
  }),
  listDeliveries: endpoint({
    verb: "GET",
    path: "/v1/deliveries",
    caller: "host",
    summary: "List webhook deliveries, newest first",
    query: z.strictObject({ ...paging, status: z.enum(["waiting", "delivered", "dead"]).optional() }),
    status: 200,
    answer: page(Delivery),
    problems: [],
  }),
  replayEvents: endpoint({
    verb: "POST",
    path: "/v1/events/replay",
    caller: "host",
    summary: "Deliver events again, by id or by range of time",
    body: z.union([
      z.strictObject({ ids: z.array(z.string().max(100)).min(1).max(100) }),
      z.strictObject({ from: z.iso.datetime(), to: z.iso.datetime() }),
    ]),
    status: 202,
    answer: z.strictObject({ deliveries: z.number().int() }),
    problems: ["not_found"],
  }),
  listRequestedSystems: endpoint({
    verb: "GET",
    path: "/v1/requested-systems",
    caller: "host",
    summary: "List what people looked for and did not find",
    query: z.strictObject(paging),
    status: 200,
    answer: page(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        address: z.string().nullable(),
        link: z.string(),
        createdAt: z.iso.datetime(),
      }),
    ),
    problems: [],
  }),

  // The connection itself.
  readConnection: endpoint({
    verb: "GET",
    path: "/v1/connection",
    caller: "connection",
    summary: "Read the connection of the access token",
    status: 200,
    answer: Connection,
    problems: [],
  }),
  checkConnection: endpoint({
    verb: "POST",
    path: "/v1/connection/checks",
    caller: "connection",
    summary: "Ask the real system again, with the sealed credentials",
    body: nothing,
    status: 200,
    answer: z.strictObject({ lines: z.array(RunLine), outcome: OutcomeLine }),
    problems: ["not_ready"],
  }),

  // The person's browser.
  openLink: endpoint({
    verb: "POST",
    path: "/v1/link/open",
    caller: "anyone",
    summary: "Burn a link token and begin a browser session",
    body: z.strictObject({
      token: z.string().max(200),
      origin: z
        .string()
        .max(300)
        .nullable()
        .describe("Origin of the host page, as the handshake proved it; null on the hosted page"),
    }),
    status: 200,
    answer: link.OpenedLink,
    problems: ["unauthorized", "token_expired", "token_used", "link_ended", "origin_not_allowed"],
  }),
  resumeLink: endpoint({
    verb: "POST",
    path: "/v1/link/resume",
    caller: "anyone",
    summary: "Go on after a reload or a full-page redirect of the hosted page, by its own cookie, once",
    body: nothing,
    status: 200,
    answer: link.OpenedLink,
    problems: ["unauthorized", "token_used", "link_ended"],
  }),
  readLink: endpoint({
    verb: "GET",
    path: "/v1/link",
    caller: "person",
    summary: "Read how far the link got",
    status: 200,
    answer: link.LinkView,
    problems: [],
  }),
  searchSystems: endpoint({
    verb: "GET",
    path: "/v1/link/systems",
    caller: "person",
    summary: "Search the systems that may be picked; a pasted address finds its own",
    query: z.strictObject({
      q: z.string().max(2000).optional(),
      category: Category.optional(),
      after: z.string().max(20).optional(),
    }),
    status: 200,
    answer: z.strictObject({
      items: z.array(link.SystemHit),
      total: z.number().int(),
      next: z.string().nullable(),
      categories: z.array(z.strictObject({ id: Category, count: z.number().int() })),
      address: AddressReading.nullable().describe("Set when the text reads as an address"),
    }),
    problems: [],
  }),
  showSystem: endpoint({
    verb: "GET",
    path: "/v1/link/systems/:id",
    caller: "person",
    summary: "Read one system: its methods, fields and steps",
    params: byId,
    status: 200,
    answer: link.SystemView,
    problems: ["not_found", "system_not_allowed"],
  }),
  saveProgress: endpoint({
    verb: "PUT",
    path: "/v1/link/progress",
    caller: "person",
    summary: "Keep step, system, method and what was typed and is not secret",
    body: link.Progress,
    status: 200,
    answer: link.LinkView,
    problems: ["link_ended", "system_not_allowed"],
  }),
  readAddress: endpoint({
    verb: "POST",
    path: "/v1/link/address",
    caller: "person",
    summary: "Say what will be made of a pasted address",
    body: z.strictObject({ system: z.string().max(100), text: z.string().max(4096) }),
    status: 200,
    answer: AddressReading,
    problems: ["not_found", "system_not_allowed"],
  }),
  runChecks: endpoint({
    verb: "POST",
    path: "/v1/link/checks",
    caller: "person",
    summary: "Ask the real system; answers come while they are found",
    body: link.RunChecks,
    status: 200,
    answer: RunLine,
    stream: true,
    problems: ["link_ended", "system_not_allowed", "not_found", "rate_limited"],
  }),
  cancelChecks: endpoint({
    verb: "DELETE",
    path: "/v1/link/checks",
    caller: "person",
    summary: "Stop the run that is under way",
    status: 200,
    answer: nothing,
    problems: [],
  }),
  authorize: endpoint({
    verb: "POST",
    path: "/v1/link/authorize",
    caller: "person",
    summary: "Begin consent elsewhere",
    body: link.RunChecks.omit({ upTo: true }).extend({ mode: z.enum(["popup", "redirect"]) }),
    status: 201,
    answer: link.Authorization,
    problems: ["link_ended", "system_not_allowed", "not_found", "not_ready"],
  }),
  readAuthorization: endpoint({
    verb: "GET",
    path: "/v1/link/authorize/:id",
    caller: "person",
    summary: "Learn how consent went; waits up to 20 s for news",
    params: byId,
    status: 200,
    answer: link.AuthorizationState,
    problems: ["not_found"],
  }),
  finishLink: endpoint({
    verb: "POST",
    path: "/v1/link/finish",
    caller: "person",
    summary: "Make the connection from the last good run",
    body: z.strictObject({
      run: z.string().max(100),
      otherAccount: z
        .literal(true)
        .optional()
        .describe("In a repair: the person has agreed that it is another account than before"),
    }),
    status: 201,
    answer: link.FinishedLink,
    problems: ["link_ended", "not_ready", "not_found", "other_account"],
  }),
  endLink: endpoint({
    verb: "POST",
    path: "/v1/link/end",
    caller: "person",
    summary: "Give up, or be stuck",
    body: z.strictObject({ reason: z.enum(["cancelled", "failed"]), step: link.LinkStep, cause: CauseCode.nullable() }),
    status: 200,
    answer: nothing,
    problems: [],
  }),
  requestSystem: endpoint({
    verb: "POST",
    path: "/v1/link/requested-systems",
    caller: "person",
    summary: "Tell the host what was looked for and not found",
    body: z.strictObject({ name: z.string().min(1).max(200), address: z.string().max(2000).nullable() }),
    status: 201,
    answer: nothing,
    problems: ["link_ended"],
  }),
} as const;

export type Endpoints = typeof endpoints;
export type EndpointName = keyof Endpoints;
type Infer<T> = T extends z.ZodType ? z.infer<T> : undefined;
type Input<T> = T extends z.ZodType ? z.input<T> : undefined;
/** What an endpoint is given, by part; parts that it does not have are absent. */
export type Params<N extends EndpointName> = Endpoints[N] extends { params: infer T } ? Infer<T> : undefined;
export type Query<N extends EndpointName> = Endpoints[N] extends { query: infer T } ? Infer<T> : undefined;
export type Body<N extends EndpointName> = Endpoints[N] extends { body: infer T } ? Infer<T> : undefined;
export type BodyInput<N extends EndpointName> = Endpoints[N] extends { body: infer T } ? Input<T> : undefined;
export type Answer<N extends EndpointName> = Infer<Endpoints[N]["answer"]>;
