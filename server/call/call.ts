import type { Answer, Body, EndpointName, Endpoints, Params, Query } from "#contract";
import type { House } from "./house.js";
import type { LinkRecord } from "../store/links.js";
import type { Store } from "../store/store.js";
import type { SessionRecord } from "../store/tokens.js";

/** Who calls, as the token proved. */
export interface HostCaller {
  readonly kind: "host";
  readonly tenant: string;
  /** Id of the key. */
  readonly key: string;
}
export interface PersonCaller {
  readonly kind: "person";
  readonly tenant: string;
  readonly session: SessionRecord;
  /** As it was when the request came in. */
  readonly link: LinkRecord;
}
export interface ConnectionCaller {
  readonly kind: "connection";
  readonly tenant: string;
  readonly connection: string;
}
export interface AnyCaller {
  readonly kind: "anyone";
}
export type CallerProof = HostCaller | PersonCaller | ConnectionCaller | AnyCaller;
export type CallerOf<N extends EndpointName> = Extract<CallerProof, { kind: Endpoints[N]["caller"] }>;

/** One request, read and found right. What an endpoint does not declare is undefined. */
export interface Call<N extends EndpointName> {
  readonly house: House;
  /** The store to use: inside a transaction where the endpoint is declared so. */
  readonly store: Store;
  readonly caller: CallerOf<N>;
  readonly params: Params<N>;
  readonly query: Query<N>;
  readonly body: Body<N>;
  readonly requestId: string;
  /** Value of the Origin header; null where there was none. */
  readonly origin: string | null;
  readonly cookies: Readonly<Record<string, string>>;
  setCookie(cookie: string): void;
  /** Ends when the caller goes away or the server must stop. */
  readonly signal: AbortSignal;
}

/** An endpoint: named steps from a call to an answer, or a Refusal thrown. */
export type Handler<N extends EndpointName> = (call: Call<N>) => Promise<Answer<N>>;
/** An endpoint that answers in lines, each handed to `emit` when it is there. */
export type StreamHandler<N extends EndpointName> = (call: Call<N>, emit: (line: Answer<N>) => void) => Promise<void>;
