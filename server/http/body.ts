import type { FastifyInstance, FastifyRequest } from "fastify";
import { Refusal } from "../call/refusal.js";
import { readJson } from "./json.js";

export const mostBytes = 64 * 1024;

/**
 * One parser for every content type, ours: what is not plain `application/json` in UTF-8 is refused before a
 * byte of it is looked at, so that no type leads past validation and no HTML form can write.
 */
export function readBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    "*",
    { parseAs: "buffer", bodyLimit: mostBytes },
    async (request: FastifyRequest, bytes: Buffer) => {
      if (!isJson(request)) throw new Refusal("not_json");
      const reading = readJson(bytes);
      if (reading.ok) return reading.value;
      if (reading.why === "syntax")
        throw new Refusal("invalid_request", { fields: [{ path: "", message: reading.message }] });
      throw new Refusal("invalid_request", { fields: [{ path: reading.path, message: reading.message }] });
    },
  );
}

/**
 * Judged before the body is read: a type, an encoding or a length that we never take costs no memory, and the
 * connection stays good, so that the caller gets to read why.
 */
export function judgeBody(request: FastifyRequest): void {
  const { headers } = request;
  const length = Number(headers["content-length"] ?? 0);
  if (length > mostBytes) throw new Refusal("body_too_large");
  if ((headers["transfer-encoding"] !== undefined || length > 0) && !isJson(request)) throw new Refusal("not_json");
}

function isJson({ headers }: FastifyRequest): boolean {
  const encoding = headers["content-encoding"];
  return (
    /^application\/json *(?:; *charset="?utf-8"? *)?$/i.test(headers["content-type"] ?? "") &&
    (!encoding || encoding === "identity")
  );
}
