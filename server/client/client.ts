import {
  endpoints,
  type Answer,
  type BodyInput,
  type Endpoint,
  type EndpointName,
  type Endpoints,
  type Params,
  type Query,
} from "#contract";
import { call, defaultCallSettings, type CallOptions, type CallSettings } from "./call.js";

type Named<Caller> = { [N in EndpointName]: Endpoints[N] extends { caller: Caller } ? N : never }[EndpointName];
/** Parts that an endpoint does not have, or that are empty, add nothing. */
type Part<T> = [T] extends [undefined] ? unknown : string extends keyof T ? unknown : T;
/** Path, query and body members, in one object. */
export type CallInput<N extends EndpointName> = Part<Params<N>> & Part<Query<N>> & Part<BodyInput<N>>;
type Method<N extends EndpointName> =
  Partial<CallInput<N>> extends CallInput<N>
    ? (input?: CallInput<N>, options?: CallOptions) => Promise<Answer<N>>
    : (input: CallInput<N>, options?: CallOptions) => Promise<Answer<N>>;

/** One method for each endpoint that a connection's access token may call. */
export type ConnectionClient = { [N in Named<"connection">]: Method<N> };
/** One method for each endpoint of the host's backend; see /openapi.json. */
export type Client = { [N in Named<"host">]: Method<N> } & {
  /** The calls of one connection, with the access token that `exchange` gave. */
  connection(accessToken: string): ConnectionClient;
};

export interface ClientOptions extends Partial<Omit<CallSettings, "token" | "url">> {
  /** Of the server, such as `https://connect.example.com`. */
  url: string;
  /** `gw_key_…`, from the operator. For a backend only: never send it to a browser. */
  key: string;
}

/**
 * The host's side of Gangway:
 *
 *     const gangway = createClient({ url: 'https://connect.example.com', key: process.env.GANGWAY_KEY });
 *     const { token } = await gangway.mintLink({ endUser: { id: 'anna' } });
 *     const { accessToken, connection } = await gangway.exchange({ publicToken });
 *
 * Every method throws `GangwayError`; what is safe to repeat has been repeated by then.
 */
export function createClient({ url, key, ...settings }: ClientOptions): Client {
  if (!URL.canParse(url))
    throw new TypeError("createClient needs the url of the server, such as https://connect.example.com");
  if (!key?.startsWith("gw_key_"))
    throw new TypeError("createClient needs a key; it begins with gw_key_ (gangway key new)");
  const all: CallSettings = { ...defaultCallSettings, fetch: globalThis.fetch, ...settings, url, token: key };
  return {
    ...(methodsOf("host", all) as unknown as { [N in Named<"host">]: Method<N> }),
    connection: (token) => methodsOf("connection", { ...all, token }) as unknown as ConnectionClient,
  };
}

function methodsOf(caller: Endpoint["caller"], settings: CallSettings) {
  const named = Object.entries<Endpoint>(endpoints).filter(([, endpoint]) => endpoint.caller === caller);
  return Object.fromEntries(
    named.map(([name, endpoint]) => [
      name,
      (input: Record<string, unknown> = {}, options: CallOptions = {}) => call(endpoint, input, settings, options),
    ]),
  );
}
