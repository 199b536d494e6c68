import * as z from "zod";
import { type Caller, type Endpoint, endpoints, Problem, type ProblemCode, problems } from "#contract";

/** Problems that every endpoint may answer, by caller. */
export const usualProblems = (endpoint: Endpoint): ProblemCode[] => [
  ...new Set<ProblemCode>([
    "invalid_request",
    ...(endpoint.body ? (["not_json", "body_too_large"] as const) : []),
    ...(endpoint.caller === "anyone" ? [] : (["unauthorized"] as const)),
    ...(endpoint.caller === "person" || endpoint.caller === "anyone" ? (["origin_not_allowed"] as const) : []),
    ...(takesKey(endpoint) ? (["idempotency_conflict", "in_progress"] as const) : []),
    ...endpoint.problems,
    "rate_limited",
    "overloaded",
    "internal",
  ]),
];

/** Whether an Idempotency-Key counts: writes by host and person; a run of checks is asked anew each time. */
export const takesKey = ({ verb, caller, stream }: Endpoint): boolean =>
  verb !== "GET" && !stream && (caller === "host" || caller === "person");

const tokenOf: Record<Caller, string | null> = {
  host: "gw_key_",
  person: "gw_session_",
  connection: "gw_access_",
  anyone: null,
};

/** The contract as OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.1.html). */
export function openApi(publicUrl: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [name, endpoint] of Object.entries(endpoints) as [string, Endpoint][]) {
    const path = endpoint.path.replace(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [endpoint.verb.toLowerCase()]: operation(name, endpoint) };
  }
  const scheme = (caller: Caller) => ({ type: "http", scheme: "bearer", bearerFormat: `${tokenOf[caller]}…` });
  return {
    openapi: "3.1.0",
    info: {
      title: "Gangway",
      version: "1",
      description: "Links, checks and connections. Every error is application/problem+json; see /docs.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: publicUrl }],
    paths,
    components: {
      schemas: { Problem: jsonSchema(Problem, "output") },
      securitySchemes: { host: scheme("host"), person: scheme("person"), connection: scheme("connection") },
    },
  };
}

function operation(name: string, endpoint: Endpoint): Record<string, unknown> {
  const media = endpoint.stream ? "application/x-ndjson" : "application/json";
  return {
    operationId: name,
    summary: endpoint.summary,
    security: endpoint.caller === "anyone" ? [] : [{ [endpoint.caller]: [] }],
    parameters: [
      ...parameters(endpoint.params, "path"),
      ...parameters(endpoint.query, "query"),
      ...keyHeader(endpoint),
    ],
    ...(endpoint.body && {
      requestBody: { required: true, content: { "application/json": { schema: jsonSchema(endpoint.body, "input") } } },
    }),
    responses: {
      [endpoint.status]: {
        description: "As asked",
        content: { [media]: { schema: jsonSchema(endpoint.answer, "output") } },
      },
      ...problemResponses(endpoint),
    },
  };
}

function problemResponses(endpoint: Endpoint): Record<string, unknown> {
  const codesOf = (status: number) => usualProblems(endpoint).filter((code) => problems[code].status === status);
  const statuses = [...new Set(usualProblems(endpoint).map((code) => problems[code].status))];
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      {
        description: codesOf(status)
          .map((code) => `${code}: ${problems[code].title}`)
          .join(" · "),
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    ]),
  );
}

function parameters(schema: z.ZodObject | undefined, place: "path" | "query"): unknown[] {
  return Object.entries(schema?.shape ?? {}).map(([name, type]) => ({
    name,
    in: place,
    required: !(type as z.ZodType).safeParse(undefined).success,
    schema: jsonSchema(type as z.ZodType, "input"),
  }));
}

const keyHeader = (endpoint: Endpoint): unknown[] =>
  takesKey(endpoint)
    ? [{ name: "Idempotency-Key", in: "header", required: false, schema: { type: "string", maxLength: 255 } }]
    : [];

/** Schemas stand where they are used: a reader finds everything of an endpoint in one place. */
function jsonSchema(schema: z.ZodType, io: "input" | "output"): Record<string, unknown> {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, target: "draft-2020-12", unrepresentable: "any" });
  return json;
}
