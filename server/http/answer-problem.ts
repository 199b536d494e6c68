import type { FastifyReply } from "fastify";
import { type Problem, type ProblemCode, problems } from "#contract";
import type { Refusal } from "../call/refusal.js";

/** Seconds after which a 5xx or 429 may be tried again, where nothing better is known. */
const usualRetryAfter = 5;

export function problemOf(code: ProblemCode, requestId: string, fields?: Problem["fields"]): Problem {
  const { title, status, culprit, now } = problems[code];
  return {
    type: `/docs/problems/${code}`,
    title,
    status,
    code,
    detail: `${title}. ${now}`,
    culprit,
    request_id: requestId,
    ...(fields && { fields }),
  };
}

export function answerProblem(reply: FastifyReply, code: ProblemCode, more: Refusal["more"] = {}): FastifyReply {
  const problem = problemOf(code, reply.request.id, more.fields);
  if (problem.status >= 500 || problem.status === 429) reply.header("retry-after", more.retryAfter ?? usualRetryAfter);
  if (problem.status === 401) reply.header("www-authenticate", "Bearer");
  return (
    reply
      .code(problem.status)
      .header("x-request-id", reply.request.id)
      .header("cache-control", "no-store")
      .header("content-type", "application/problem+json")
      // As bytes: Fastify would add a charset to text, and the type has none (RFC 9457).
      .send(Buffer.from(JSON.stringify(problem)))
  );
}

/** The whole answer, for a socket on which no request could be read. */
export function rawProblem(code: ProblemCode, requestId: string): string {
  const problem = problemOf(code, requestId);
  const body = JSON.stringify(problem);
  return [
    `HTTP/1.1 ${problem.status} Refused`,
    "content-type: application/problem+json",
    `content-length: ${Buffer.byteLength(body)}`,
    `x-request-id: ${requestId}`,
    "cache-control: no-store",
    "referrer-policy: no-referrer",
    "connection: close",
    "",
    body,
  ].join("\r\n");
}
