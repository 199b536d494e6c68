import type { MethodKind, MethodUse, MethodUseOf } from "#contract";
import { apiKey } from "./apiKey.js";
import { basic } from "./basic.js";
import { bearer } from "./bearer.js";
import { database } from "./database.js";
import { files } from "./files.js";
import { login } from "./login.js";
import type { Method } from "./method.js";
import { oauth2 } from "./oauth2.js";

/** Every kind, and null where it is not built yet. */
export const methods: { readonly [K in MethodKind]: Method<K> | null } = {
  apiKey,
  basic,
  bearer,
  oauth2,
  login,
  database,
  files,
  oauth1: null,
  signed: null,
  wsse: null,
  clientCert: null,
  agent: null,
  none: null,
};

/** The method of a use, or null where it, or this engine, protocol or grant of it, is not built yet. */
export function methodOf<U extends MethodUse>(use: U): Method<U["kind"]> | null {
  const method = methods[use.kind as U["kind"]] as Method<U["kind"]> | null;
  return method?.built(use as unknown as MethodUseOf<U["kind"]>) ? method : null;
}

/** How a use is named within its entry. */
export const idOf = (use: MethodUse): string => use.id ?? use.kind;
