import underPressure from "@fastify/under-pressure";
import fastify, { type FastifyError, type FastifyInstance } from "fastify";
import type { ProblemCode } from "#contract";
import { errorFields, type Log } from "../call/log.js";
import { noSchema } from "../call/no-schema.js";
import { Refusal } from "../call/refusal.js";
import { answerProblem, rawProblem } from "./answer-problem.js";
import { mostBytes, readBodies } from "./body.js";
import { newRequestId, requestId } from "./request-id.js";

/** Fastify as we want it: strict bodies, every error a problem, every answer with its request id. No routes yet. */
export async function createApp(log: Log): Promise<FastifyInstance> {
  const app = fastify({
    ...noSchema,
    logger: false,
    bodyLimit: mostBytes,
    genReqId: requestId as never,
    requestTimeout: 20_000,
    connectionTimeout: 0,
    keepAliveTimeout: 72_000,
    http: { maxHeaderSize: 16 * 1024, headersTimeout: 10_000, connectionsCheckingInterval: 2000 },
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: false },
    forceCloseConnections: "idle",
    return503OnClosing: true,
    clientErrorHandler(error, socket) {
      // As Node's own handler does: an answer that has begun must not get another in its middle.
      const answering = (socket as { _httpMessage?: { _headerSent?: boolean } | null })._httpMessage?._headerSent;
      // Connected ahead of need and never used: a word now would be taken for the answer to what is just being sent.
      const unused = error.code === "ERR_HTTP_REQUEST_TIMEOUT" && socket.bytesRead === 0;
      if (!socket.writable || answering || unused) return void socket.destroy();
      socket.end(rawProblem(socketProblems[error.code] ?? "invalid_request", newRequestId()));
    },
    frameworkErrors: (_error, _request, reply) => void answerProblem(reply as never, "invalid_request"),
  });
  readBodies(app);
  app.addHook("onRequest", (request, reply, done) => {
    reply.header("x-request-id", request.id);
    done();
  });
  app.addHook("onResponse", (request, reply, done) => {
    log.debug("answered", {
      request_id: request.id,
      verb: request.method,
      route: request.routeOptions.url ?? "",
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    });
    done();
  });
  app.setNotFoundHandler((_request, reply) => answerProblem(reply, "not_found"));
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (error instanceof Refusal) return answerProblem(reply, error.code, error.more);
    const code = codeOf(error);
    if (code !== "internal") return answerProblem(reply, code);
    log.error("a request failed", {
      request_id: request.id,
      route: request.routeOptions.url ?? "",
      ...errorFields(error),
    });
    return answerProblem(reply, "internal");
  });
  await app.register(underPressure, { maxEventLoopDelay: 2000, exposeStatusRoute: false });
  return app;
}

/** Node's own errors on a socket. */
const socketProblems: Record<string, ProblemCode> = {
  HPE_HEADER_OVERFLOW: "headers_too_large",
  ERR_HTTP_REQUEST_TIMEOUT: "too_slow",
};

/** Errors that Fastify and its plug-ins throw, in our words. */
function codeOf(error: FastifyError): ProblemCode {
  if (error.code === "FST_ERR_CTP_BODY_TOO_LARGE") return "body_too_large";
  if (error.code === "FST_ERR_CTP_INVALID_MEDIA_TYPE") return "not_json";
  if (error.code === "FST_UNDER_PRESSURE" || error.statusCode === 503) return "overloaded";
  if (error.code === "FST_ERR_NOT_FOUND") return "not_found";
  if (error.statusCode === 429) return "rate_limited";
  return error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500
    ? "invalid_request"
    : "internal";
}
