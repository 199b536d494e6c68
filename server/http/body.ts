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

/** Judged before the body is read: a type or an encoding that we never take costs no memory. */
export function isJson(request: FastifyRequest): boolean {
  const type = request.headers["content-type"] ?? "";
  const encoding = request.headers["content-encoding"];
  return /^application\/json *(?:; *charset="?utf-8"? *)?$/i.test(type) && (!encoding || encoding === "identity");
}
