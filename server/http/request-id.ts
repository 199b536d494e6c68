import { randomBytes } from "node:crypto";

export const newRequestId = (): string => `req_${randomBytes(12).toString("base64url")}`;

/** The caller's own id where it has a shape that can do no harm in a log; ours otherwise. */
export function requestId(request: { headers: Record<string, string | string[] | undefined> }): string {
  const given = request.headers["x-request-id"];
  return typeof given === "string" && /^[A-Za-z0-9._-]{8,64}$/.test(given) ? given : newRequestId();
}
