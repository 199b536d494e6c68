import type { Values } from "./method.js";
import type { Moment } from "./moment.js";
import { percentEncoded, sortedQuery } from "./percent.js";
import type { Rendered } from "./question.js";
import type { ByOf, Scheme } from "./signed.js";
import { amzDate, authorizationV4, sha256 } from "./sigv4-canonical.js";
import { problemIn } from "./sigv4-problem.js";
import { fill, fillHeader, placeholders } from "./template.js";

const key = { clean: "key", autocomplete: "off" } as const;

/** What proxies on the way may change is not signed. */
const unsigned = new Set(["accept", "accept-encoding", "user-agent", "authorization"]);

/** AWS Signature Version 4, which others took over for what is like S3. */
export const sigv4: Scheme<"sigv4"> = {
  own: [
    { name: "accessKeyId", role: "key", kind: "secret", ...key, label: { en: "Access key ID", de: "Access-Key-ID" } },
    {
      name: "secretAccessKey",
      role: "secret",
      kind: "secret",
      ...key,
      label: { en: "Secret access key", de: "Secret Access Key" },
    },
    {
      name: "sessionToken",
      kind: "secret",
      optional: true,
      ...key,
      label: { en: "Session token", de: "Session-Token" },
    },
    {
      name: "region",
      public: true,
      pattern: "^[a-z0-9-]{2,40}$",
      clean: "trim",
      autocomplete: "off",
      label: { en: "Region", de: "Region" },
      example: "eu-central-1",
    },
  ],
  sign: signSigV4,
  sent: (by) => ({
    scheme: "aws4-hmac-sha256",
    means: problemIn({
      key: placeholders(by.accessKeyId)[0],
      secret: placeholders(by.secretAccessKey)[0],
      region: placeholders(by.region)[0],
    }),
  }),
};

function signSigV4(by: ByOf<"sigv4">, values: Values, rendered: Rendered, { at }: Moment): Rendered {
  const url = new URL(rendered.url);
  // Sent as it is signed: a blank is %20, never "+".
  url.search = sortedQuery(url.searchParams);
  if (by.service === "s3") url.pathname = encodedOnce(url.pathname);
  const time = amzDate(at);
  const hash = by.payload === "unsigned" ? "UNSIGNED-PAYLOAD" : sha256(rendered.body ?? "");
  const token = by.sessionToken === undefined ? "" : fillHeader(by.sessionToken, values);
  const headers = {
    ...rendered.headers,
    "x-amz-date": time,
    ...(by.service === "s3" && { "x-amz-content-sha256": hash }),
    ...(token !== "" && { "x-amz-security-token": token }),
  };
  const signed = Object.fromEntries(Object.entries(headers).filter(([name]) => !unsigned.has(name)));
  const authorization = authorizationV4(
    {
      method: rendered.method.toUpperCase(),
      path: url.pathname,
      query: url.searchParams,
      headers: { ...signed, host: url.host },
      payloadHash: hash,
    },
    {
      accessKeyId: fillHeader(by.accessKeyId, values),
      secretAccessKey: fill(by.secretAccessKey, values),
      region: fillHeader(by.region, values),
      service: by.service,
    },
    time,
  );
  return { ...rendered, url: url.href, headers: { ...headers, authorization } };
}

/** S3 decodes a path and encodes it by the rule that signatures follow. */
function encodedOnce(path: string): string {
  try {
    return path
      .split("/")
      .map((segment) => percentEncoded(decodeURIComponent(segment)))
      .join("/");
  } catch {
    return path;
  }
}
