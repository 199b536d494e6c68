import { createHash, createHmac } from "node:crypto";
import { percentEncoded, sortedQuery } from "./percent.js";

/** What of a question is signed. */
export interface Canonical {
  readonly method: string;
  /** As it is sent. */
  readonly path: string;
  readonly query: Iterable<readonly [string, string]>;
  /** Names in lower case; all of them are signed. */
  readonly headers: Readonly<Record<string, string>>;
  readonly payloadHash: string;
}

export interface SigV4Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
  readonly service: string;
}

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Time as it is signed: 20150830T123600Z. */
export const amzDate = (at: Date): string => at.toISOString().replace(/[-:]|\.\d+/g, "");

/** The Authorization header of Signature Version 4 (https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html). */
export function authorizationV4(asked: Canonical, keys: SigV4Keys, time: string): string {
  const names = Object.keys(asked.headers).sort();
  const headers = names.map((name) => `${name}:${asked.headers[name]!.trim().replace(/ +/g, " ")}\n`).join("");
  const path = keys.service === "s3" ? asked.path : encodedAgain(asked.path);
  const signedHeaders = names.join(";");
  const canonical = [asked.method, path, sortedQuery(asked.query), headers, signedHeaders, asked.payloadHash].join(
    "\n",
  );
  const day = time.slice(0, 8);
  const scope = `${day}/${keys.region}/${keys.service}/aws4_request`;
  const text = ["AWS4-HMAC-SHA256", time, scope, sha256(canonical)].join("\n");
  const key = [day, keys.region, keys.service, "aws4_request"].reduce<Buffer | string>(
    (before, part) => createHmac("sha256", before).update(part).digest(),
    `AWS4${keys.secretAccessKey}`,
  );
  const signature = createHmac("sha256", key).update(text).digest("hex");
  return `AWS4-HMAC-SHA256 Credential=${keys.accessKeyId}/${scope}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
}

/** All services but s3 sign the path as it is sent, each segment encoded once more, without empty ones. */
const encodedAgain = (path: string): string =>
  path
    .replace(/\/{2,}/g, "/")
    .split("/")
    .map(percentEncoded)
    .join("/");
