import * as z from "zod";

/** Errors of the interface itself (RFC 9457), as opposed to causes, which are about the system asked. */
export const problems = {
  invalid_request: {
    status: 400,
    culprit: "caller",
    title: "Something in the request is not as it has to be",
    now: "Correct the members named in `fields` and send it again.",
  },
  not_json: { status: 415, culprit: "caller", title: "The body is not JSON", now: "Send application/json in UTF-8." },
  body_too_large: { status: 413, culprit: "caller", title: "The body is larger than 64 KiB", now: "Send less." },
  headers_too_large: {
    status: 431,
    culprit: "caller",
    title: "The headers are larger than 16 KiB",
    now: "Send fewer or shorter headers.",
  },
  too_slow: {
    status: 408,
    culprit: "caller",
    title: "The request took too long to arrive",
    now: "Send it again.",
  },
  unauthorized: {
    status: 401,
    culprit: "caller",
    title: "No token, or one that we do not know",
    now: "Send a valid token as Authorization: Bearer.",
  },
  token_expired: { status: 401, culprit: "caller", title: "The token has expired", now: "Ask for a new one." },
  token_used: {
    status: 410,
    culprit: "caller",
    title: "The token was used before",
    now: "Ask for a new one; if it was not you who used it, tell your administrator.",
  },
  link_ended: { status: 409, culprit: "caller", title: "This link has ended", now: "Mint a new link." },
  not_ready: {
    status: 409,
    culprit: "caller",
    title: "It is too early for this step",
    now: "Finish the step before it.",
  },
  other_account: {
    status: 409,
    culprit: "caller",
    title: "This is another account than the connection had",
    now: "Ask the person, and say so with otherAccount.",
  },
  origin_not_allowed: {
    status: 403,
    culprit: "caller",
    title: "This page may not use the link",
    now: "Add its origin to the tenant: gangway tenant origin.",
  },
  system_not_allowed: {
    status: 403,
    culprit: "caller",
    title: "The link is not for this system",
    now: "Pick one of the systems of the link.",
  },
  not_found: { status: 404, culprit: "caller", title: "There is nothing here", now: "Check the address and the id." },
  method_not_allowed: {
    status: 405,
    culprit: "caller",
    title: "This verb is not spoken here",
    now: "See /openapi.json.",
  },
  idempotency_conflict: {
    status: 422,
    culprit: "caller",
    title: "The same Idempotency-Key came with another request",
    now: "Use a new key for a new request.",
  },
  in_progress: {
    status: 409,
    culprit: "caller",
    title: "The same request is still being worked on",
    now: "Wait, then send it again with the same key.",
  },
  rate_limited: {
    status: 429,
    culprit: "caller",
    title: "Too many requests",
    now: "Wait as long as Retry-After says.",
  },
  overloaded: { status: 503, culprit: "us", title: "The server is busy", now: "Try again as Retry-After says." },
  internal: {
    status: 500,
    culprit: "us",
    title: "Something went wrong on our side",
    now: "Try again; if it stays, give the request id to the operator.",
  },
} as const satisfies Record<string, { status: number; culprit: "caller" | "us"; title: string; now: string }>;
export type ProblemCode = keyof typeof problems;
export const problemCodes = Object.keys(problems) as [ProblemCode, ...ProblemCode[]];

/** application/problem+json. */
export const Problem = z.object({
  type: z.string().describe("/docs/problems/<code>"),
  title: z.string(),
  status: z.number().int(),
  code: z.enum(problemCodes),
  detail: z.string().describe("What happened and what to do now"),
  culprit: z.enum(["caller", "us"]),
  request_id: z.string(),
  fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof Problem>;
