import type { NetConnect, NetConnection } from "./connect.js";
import type { NetFetch, NetFetchDefaults } from "./fetch.js";
import type { NetRequest, NetResponse } from "./request.js";
import type { Resolve } from "./resolve.js";
import type { NetRules } from "./rules.js";

export interface NetOptions {
  rules?: NetRules;
  /** Name servers of the machine if not said. */
  resolve?: Resolve;
}

/** Each call opens its own connection: nothing is kept or shared between calls, tenants or runs. Throws `NetError`. */
export interface Net {
  request(request: NetRequest): Promise<NetResponse>;
  connect(connect: NetConnect): Promise<NetConnection>;
  fetch(defaults: NetFetchDefaults): NetFetch;
}

/** Throws TypeError when a rule cannot be read. */
export function createNet(_options: NetOptions = {}): Net {
  throw new Error("not built");
}
