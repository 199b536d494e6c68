import { randomBytes } from "node:crypto";

const prefixes = {
  connection: "con",
  delivery: "dlv",
  endpoint: "end",
  event: "evt",
  flow: "flo",
  key: "key",
  link: "lnk",
  requestedSystem: "req",
  run: "run",
  audit: "aud",
  sealed: "sea",
  lease: "lea",
} as const;
export type IdKind = keyof typeof prefixes;

/** A new id, "lnk_…": 128 random bits in base64url. An id is no secret: it opens nothing. */
export const newId = (kind: IdKind): string => `${prefixes[kind]}_${randomBytes(16).toString("base64url")}`;
