import type { NetRequest } from "./request.js";

/** What holds for every request of one `fetch`. */
export type NetFetchDefaults = Pick<NetRequest, "tenant" | "trust" | "deadlines" | "limit" | "signal">;

/** The part of WHATWG fetch that libraries need: a url, not a Request; a body of text, bytes or form parameters. */
export type NetFetch = (
  url: string | URL,
  init?: {
    method?: string;
    headers?: HeadersInit;
    body?: string | Uint8Array | ArrayBuffer | URLSearchParams | null;
    redirect?: RequestRedirect;
    signal?: AbortSignal | null;
  },
) => Promise<Response>;
