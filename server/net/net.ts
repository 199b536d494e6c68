import { createAdmission } from "./admission.js";
import { connect, type NetConnect, type NetConnection } from "./connect.js";
import { createFetch, type NetFetch, type NetFetchDefaults } from "./fetch.js";
import { request, type NetRequest, type NetResponse } from "./request.js";
import { systemResolve, type Resolve } from "./resolve.js";
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
export function createNet({ rules = {}, resolve = systemResolve }: NetOptions = {}): Net {
  const guard = { admission: createAdmission(rules), resolve };
  const ask = (options: NetRequest) => request(options, guard);
  return {
    request: ask,
    connect: (options) => connect(options, guard),
    fetch: (defaults) => createFetch(ask, defaults),
  };
}
