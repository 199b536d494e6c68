import type { NetResponse } from "../net/index.js";

/** What an HTTP system said. Nothing of its text goes further than judgement and the excerpts that an entry names. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly url: string;
  readonly redirectTo?: string;
  /** Lower case, without parameters; empty where none was sent. */
  readonly mediaType: string;
  readonly text: string;
  /** Undefined where the body is no JSON in UTF-8 (RFC 8259, 8.1). */
  readonly json: unknown;
}

export function readAnswer(response: NetResponse): HttpAnswer {
  const { status, headers, url, redirectTo, body } = response;
  const text = new TextDecoder("utf-8").decode(body);
  let parsed: { json: unknown } | undefined;
  return {
    status,
    headers,
    url,
    ...(redirectTo !== undefined && { redirectTo }),
    mediaType: (headers.get("content-type") ?? "").split(";", 1)[0]!.trim().toLowerCase(),
    text,
    get json() {
      parsed ??= { json: parse(body) };
      return parsed.json;
    },
  };
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body)) as unknown;
  } catch {
    return undefined;
  }
}
