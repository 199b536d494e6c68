import type { MethodUseOf } from "#contract";
import { signInDeadlines, type NetResponse } from "../net/index.js";
import type { Visit } from "./method.js";
import { percentEncoded, sortedQuery } from "./percent.js";
import { amzDate, authorizationV4, sha256 } from "./sigv4-canonical.js";

export type S3Visit = Visit<MethodUseOf<"files">>;

/** A thousand names of the longest kind, each told with all that is known of it. */
const longestList = 4 * 1024 * 1024;

/** One page of the names below a prefix, folders within it left out. */
export function askPage(visit: S3Visit, prefix: string, from: string | undefined): Promise<NetResponse> {
  const query = new URLSearchParams({
    "list-type": "2",
    prefix,
    delimiter: "/",
    "encoding-type": "url",
    "max-keys": "1000",
  });
  if (from !== undefined) query.set("continuation-token", from);
  return ask(visit, "", query, { limit: longestList });
}

/** The first bytes of an object. */
export function askObject(visit: S3Visit, key: string, bytes: number): Promise<NetResponse> {
  return ask(visit, key, new URLSearchParams(), {
    limit: bytes,
    // Parts are counted in what is sent, so nothing may be packed.
    headers: { range: `bytes=0-${bytes - 1}`, "accept-encoding": "identity" },
  });
}

/** Signed for this moment (AWS Signature Version 4). The bucket stands in the path, which servers of every make understand. */
async function ask(
  { address, values, net, tenant, trust, signal }: S3Visit,
  key: string,
  query: URLSearchParams,
  { limit, headers = {} }: { limit: number; headers?: Record<string, string> },
): Promise<NetResponse> {
  const url = new URL(address ?? "");
  const parts = [values["bucket"] ?? "", ...key.split("/")].map(percentEncoded);
  url.pathname = `${url.pathname.replace(/\/+$/, "")}/${parts.join("/")}`;
  url.search = sortedQuery(query);
  const time = amzDate(new Date());
  const payloadHash = sha256("");
  const token = values["sessionToken"] ?? "";
  const own = {
    "x-amz-date": time,
    "x-amz-content-sha256": payloadHash,
    ...(token !== "" && { "x-amz-security-token": token }),
  };
  const authorization = authorizationV4(
    { method: "GET", path: url.pathname, query, headers: { host: url.host, ...own }, payloadHash },
    {
      accessKeyId: values["accessKeyId"] ?? "",
      secretAccessKey: values["secretAccessKey"] ?? "",
      region: values["region"] ?? "us-east-1",
      service: "s3",
    },
    time,
  );
  return net.request({
    url,
    headers: { ...headers, ...own, authorization },
    tenant,
    signal,
    limit,
    redirect: "manual",
    deadlines: signInDeadlines,
    ...(trust && { trust }),
  });
}
