import type { FastifyRequest } from "fastify";
import type { $ZodIssue } from "zod/v4/core";
import type { Endpoint, Problem } from "#contract";
import { badField, Refusal } from "../call/refusal.js";

type Fields = NonNullable<Problem["fields"]>;
export interface Parts {
  params: unknown;
  query: unknown;
  body: unknown;
}

/** The parts that the contract declares, as it wants them; throws with the name of every member that is not. */
export function readRequest(endpoint: Endpoint, request: FastifyRequest): Parts {
  if (!endpoint.body && request.body !== undefined) throw badField("", "there is no body here");
  return {
    params: read(endpoint.params, request.params, ""),
    query: endpoint.query ? read(endpoint.query, queryOf(request), "?") : undefined,
    body: read(endpoint.body, request.body === undefined ? {} : request.body, ""),
  };
}

function read(schema: Endpoint["body"], value: unknown, prefix: string): unknown {
  if (!schema) return undefined;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new Refusal("invalid_request", {
    fields: result.error.issues.slice(0, 20).flatMap((issue) => fields(issue, prefix)),
  });
}

function fields(issue: $ZodIssue, prefix: string): Fields {
  const path = issue.path.map(String);
  const at = (more: string[]) => prefix + [...path, ...more].join(".").slice(0, 200);
  if (issue.code === "unrecognized_keys")
    return issue.keys.slice(0, 20).map((key) => ({ path: at([key]), message: "is not known here" }));
  if (issue.code === "invalid_union" && issue.errors.length > 0)
    return [{ path: at([]), message: "fits none of the forms that it may have" }];
  return [{ path: at([]), message: issue.message }];
}

/** A parameter given twice stays a list, which no schema takes: nothing is silently dropped. */
const queryOf = (request: FastifyRequest): object => ({ ...(request.query as object) });
