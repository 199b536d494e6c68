import { randomUUID } from "node:crypto";

// No secret; Node keeps random bits for UUIDs in store, where others cost a call of the system for each request.
export const newRequestId = (): string => `req_${randomUUID().replaceAll("-", "")}`;

/** The caller's own id where it has a shape that can do no harm in a log; ours otherwise. */
export function requestId(request: { headers: Record<string, string | string[] | undefined> }): string {
  const given = request.headers["x-request-id"];
  return typeof given === "string" && /^[A-Za-z0-9._-]{8,64}$/.test(given) ? given : newRequestId();
}
