import type { MethodKind, MethodUse, MethodUseOf } from "#contract";
import { apiKey } from "./apiKey.js";
import { basic } from "./basic.js";
import { bearer } from "./bearer.js";
import { clientCert } from "./clientCert.js";
import { compositeOf } from "./composite.js";
import { database } from "./database.js";
import { files } from "./files.js";
import { login } from "./login.js";
import type { Method } from "./method.js";
import { none } from "./none.js";
import { oauth1 } from "./oauth1.js";
import { oauth2 } from "./oauth2.js";
import { signed } from "./signed.js";
import { wsse } from "./wsse.js";

type Row<K extends MethodKind> = Method<K> | ((use: MethodUseOf<K>) => Method<K> | null) | null;

/**
 * Every kind: its method, or the method of a use, where protocols within a kind are reached in ways of their own.
 * Null where it is not built yet.
 */
export const methods: { readonly [K in MethodKind]: Row<K> } = {
  apiKey,
  basic,
  bearer,
  oauth2,
  login,
  database,
  files,
  oauth1,
  signed,
  wsse,
  clientCert,
  composite: (use) => compositeOf(use, methodOf),
  agent: null,
  none,
};

/** The method of a use, or null where it, or this engine, protocol or grant of it, is not built yet. */
export function methodOf<U extends MethodUse>(use: U): Method<U["kind"]> | null {
  const row = methods[use.kind as U["kind"]] as Row<U["kind"]>;
  const own = use as unknown as MethodUseOf<U["kind"]>;
  const method = typeof row === "function" ? row(own) : row;
  return method?.built(own) ? method : null;
}

/** How a use is named within its entry. */
export const idOf = (use: MethodUse): string => use.id ?? use.kind;
