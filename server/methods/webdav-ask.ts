import type { MethodUseOf } from "#contract";
import { signInDeadlines, type NetResponse } from "../net/index.js";
import { readAnswer, type HttpAnswer } from "./answer.js";
import { FolderError } from "./files-folder.js";
import { generally, type Phase } from "./general.js";
import { isFirewallPage } from "./page.js";
import type { Visit } from "./method.js";

export type DavVisit = Visit<MethodUseOf<"files">>;

/** About ten thousand files; each takes some 400 bytes of the answer. */
const longestList = 4 * 1024 * 1024;
// All that is needed, so that the answer stays short (RFC 4918, 9.1).
const wanted =
  '<?xml version="1.0" encoding="utf-8"?><propfind xmlns="DAV:"><prop><resourcetype/><getcontentlength/></prop></propfind>';

/** Asks what lies at an address: it itself (depth 0), or with its members (1). */
export async function askDav(
  visit: DavVisit,
  url: string,
  { depth, anonymous = false }: { depth: 0 | 1; anonymous?: boolean },
): Promise<HttpAnswer> {
  const headers = { depth: String(depth), "content-type": "application/xml; charset=utf-8", accept: "*/*" };
  return readAnswer(
    await send(visit, { url, method: "PROPFIND", headers, body: wanted, limit: longestList, anonymous }),
  );
}

/** The first bytes of a file. A server that knows no parts answers with all of it, which may be too much. */
export function askFile(visit: DavVisit, url: string, bytes: number): Promise<NetResponse> {
  // Parts are counted in what is sent, so nothing may be packed.
  const headers = { range: `bytes=0-${bytes - 1}`, "accept-encoding": "identity", accept: "*/*" };
  return send(visit, { url, method: "GET", headers, limit: bytes, anonymous: false });
}

interface Sent {
  readonly url: string;
  readonly method: "PROPFIND" | "GET";
  readonly headers: Record<string, string>;
  readonly body?: string;
  readonly limit: number;
  readonly anonymous: boolean;
}

function send(visit: DavVisit, { anonymous, headers, ...sent }: Sent): Promise<NetResponse> {
  const { net, tenant, trust, signal, values } = visit;
  const pair = `${values["username"] ?? ""}:${values["password"] ?? ""}`;
  const authorization = `Basic ${Buffer.from(pair, "utf8").toString("base64")}`;
  return net.request({
    ...sent,
    headers: anonymous ? headers : { ...headers, authorization },
    tenant,
    signal,
    redirect: "manual",
    deadlines: signInDeadlines,
    ...(trust && { trust }),
  });
}

/** What an answer means that was not hoped for. */
export function refusal(answer: HttpAnswer, phase: Phase): FolderError {
  if (answer.status === 403 && !isFirewallPage(answer)) return new FolderError("folder_forbidden");
  const { cause = "answer_not_understood", facts } = generally(answer, phase, "basic");
  return new FolderError(cause, facts && { facts });
}
