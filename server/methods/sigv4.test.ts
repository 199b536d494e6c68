import { describe, expect, it } from "vitest";
import { SignedUse } from "#contract";
import { asked, httpMethodSuite, reads } from "./http.suite.js";
import type { Method } from "./method.js";
import { methodOf } from "./methods.js";
import type { Rendered } from "./question.js";
import type { ByOf } from "./signed.js";
import { sigv4 } from "./sigv4.js";
import { authorizationV4, sha256 } from "./sigv4-canonical.js";
import { pretend, systemWith, visitTo, type Seen } from "./world.fixture.js";

const suiteKeys = {
  accessKeyId: "AKIDEXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
  region: "us-east-1",
  service: "service",
};
const time = "20150830T123600Z";
const token = "6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267";
const unreserved = "-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const form = {
  "content-type": "application/x-www-form-urlencoded",
  "content-length": "13",
  "x-amz-content-sha256": "9095672bbd1f56dfc5b65f3e153adc8731a4a654192329106275f4c7b24d0b6e",
};

// https://github.com/awslabs/aws-c-auth/tree/main/tests/aws-signing-test-suite/v4
const cases: [string, string, [string, string][], Record<string, string>, string, string?][] = [
  ["get-vanilla", "GET /", [], {}, "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"],
  [
    "get-vanilla-query-order-key-case",
    "GET /",
    [
      ["Param2", "value2"],
      ["Param1", "value1"],
    ],
    {},
    "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
  ],
  [
    "get-vanilla-query-order-encoded",
    "GET /",
    [
      ["Param-3", "Value3"],
      ["Param", "Value2"],
      ["ሴ", "Value1"],
    ],
    {},
    "371d3713e185cc334048618a97f809c9ffe339c62934c032af5a0e595648fcac",
  ],
  [
    "get-vanilla-query-unreserved",
    "GET /",
    [[unreserved, unreserved]],
    {},
    "9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197",
  ],
  [
    "get-vanilla-utf8-query",
    "GET /",
    [["ሴ", "bar"]],
    {},
    "2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04",
  ],
  ["get-utf8", "GET /ሴ", [], {}, "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85"],
  ["get-unreserved", `GET /${unreserved}`, [], {}, "07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f"],
  [
    "get-space-normalized",
    "GET /example space/",
    [],
    {},
    "652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741",
  ],
  [
    "get-slashes-normalized",
    "GET //example//",
    [],
    {},
    "9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84",
  ],
  [
    "get-header-value-trim",
    "GET /",
    [],
    { "my-header1": " value1", "my-header2": ' "a   b   c"' },
    "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736",
  ],
  [
    "get-vanilla-with-session-token",
    "GET /",
    [],
    { "x-amz-security-token": token },
    "07ec1639c89043aa0e3e2de82b96708f198cceab042d4a97044c66dd9f74e7f8",
  ],
  [
    "post-vanilla-query",
    "POST /",
    [["Param1", "value1"]],
    {},
    "28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11",
  ],
  [
    "post-x-www-form-urlencoded",
    "POST /",
    [],
    form,
    "d3875051da38690788ef43de4db0d8f280229d82040bfac253562e56c3f20e0b",
    "Param1=value1",
  ],
];

describe("AWS' own signing test suite", () => {
  it.each(cases)("%s", (_, line, query, more, signature, body = "") => {
    const [method, path] = [line.slice(0, line.indexOf(" ")), line.slice(line.indexOf(" ") + 1)];
    const headers = { host: "example.amazonaws.com", "x-amz-date": time, ...more };
    const header = authorizationV4({ method, path, query, headers, payloadHash: sha256(body) }, suiteKeys, time);
    expect(header).toBe(
      `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=${Object.keys(headers).sort().join(";")}, Signature=${signature}`,
    );
  });
});

const sign = (by: object, values: Record<string, string>, rendered: Rendered, at: string) => {
  const use = SignedUse.parse({ kind: "signed", by: { scheme: "sigv4", ...by } });
  return sigv4.sign(use.by as ByOf<"sigv4">, values, rendered, { at: new Date(at), nonce: "" });
};

// https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
describe("S3's documented examples", () => {
  const values = {
    accessKeyId: "AKIAIOSFODNN7EXAMPLE",
    secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    region: "us-east-1",
  };
  const host = "https://examplebucket.s3.amazonaws.com";
  const signatureOf = (rendered: Rendered) =>
    sign({ service: "s3" }, values, rendered, "2013-05-24T00:00:00Z").headers["authorization"]!.split("Signature=")[1];

  it.each<[string, Rendered, string]>([
    [
      "GET object, a part of it",
      { method: "GET", url: `${host}/test.txt`, headers: { range: "bytes=0-9" } },
      "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
    ],
    [
      "PUT object, a dollar in its name",
      {
        method: "PUT",
        url: `${host}/test$file.text`,
        headers: { date: "Fri, 24 May 2013 00:00:00 GMT", "x-amz-storage-class": "REDUCED_REDUNDANCY" },
        body: "Welcome to Amazon S3.",
      },
      "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
    ],
    [
      "GET bucket lifecycle, a name without a value",
      { method: "GET", url: `${host}/?lifecycle`, headers: {} },
      "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
    ],
    [
      "list objects",
      { method: "GET", url: `${host}/?prefix=J&max-keys=2`, headers: { accept: "text/xml" } },
      "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
    ],
  ])("%s", (_, rendered, signature) => expect(signatureOf(rendered)).toBe(signature));

  it("sends the path as it is signed, each byte encoded once", () => {
    const { url } = sign(
      { service: "s3" },
      values,
      { method: "GET", url: `${host}/a (1)/é+b.csv?q=a+b`, headers: {} },
      "2013-05-24T00:00:00Z",
    );
    expect(url).toBe(`${host}/a%20%281%29/%C3%A9%2Bb.csv?q=a%20b`);
  });

  it("may leave a body unsigned, and then says so", () => {
    const rendered = { method: "PUT", url: `${host}/x`, headers: {}, body: "x" };
    const { headers } = sign({ service: "s3", payload: "unsigned" }, values, rendered, "2013-05-24T00:00:00Z");
    expect(headers["x-amz-content-sha256"]).toBe("UNSIGNED-PAYLOAD");
  });

  it("sends and signs the token of temporary credentials", () => {
    const by = { service: "s3", sessionToken: "{sessionToken}" };
    const rendered = { method: "GET", url: `${host}/x`, headers: {} };
    const { headers } = sign(by, { ...values, sessionToken: "tok" }, rendered, "2013-05-24T00:00:00Z");
    expect(headers["x-amz-security-token"]).toBe("tok");
    expect(headers["authorization"]).toContain(";x-amz-security-token,");
    expect(sign(by, values, rendered, "2013-05-24T00:00:00Z").headers).not.toHaveProperty("x-amz-security-token");
  });
});

const values = {
  address: "https://example.com",
  accessKeyId: "AKIDEXAMPLE0",
  secretAccessKey: "secret/key+1",
  region: "eu-central-1",
};
/** As a server makes it again, from what arrived. */
function isSigned({ method, url, headers }: Seen): boolean {
  const names = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? "")?.[1]?.split(";") ?? [];
  if (!["host", "x-amz-date"].every((name) => names.includes(name))) return false;
  const { pathname, searchParams } = new URL(url, "http://x");
  const signed = Object.fromEntries(names.map((name) => [name, String(headers[name])]));
  const keys = { ...values, service: "execute-api" };
  const asked = { method, path: pathname, query: searchParams, headers: signed, payloadHash: sha256("") };
  return headers.authorization === authorizationV4(asked, keys, String(headers["x-amz-date"]));
}
const system = systemWith({ kind: "signed", by: { scheme: "sigv4", service: "execute-api" }, ...asked }, reads);

httpMethodSuite("signed by Signature Version 4", {
  system,
  fields: ["address", "accessKeyId", "secretAccessKey", "region"],
  sealed: ["accessKeyId", "secretAccessKey"],
  values,
  isSigned,
  wrong: { ...values, secretAccessKey: "wrong-secret" },
});

describe("Signature Version 4, refused", () => {
  it.each([
    ["<Error><Code>RequestTimeTooSkewed</Code></Error>", "clock_differs", undefined],
    ["<Error><Code>InvalidAccessKeyId</Code></Error>", "credentials_wrong", "accessKeyId"],
    ["<Error><Code>SignatureDoesNotMatch</Code></Error>", "credentials_wrong", "secretAccessKey"],
    ["<Error><Code>AuthorizationHeaderMalformed</Code><Region>x</Region></Error>", "credentials_wrong", "region"],
    ['{"__type":"com.amazon.coral.service#ExpiredTokenException"}', "credentials_expired", undefined],
    [
      '{"__type":"InvalidSignatureException","message":"Signature expired: 1 is now earlier than 2"}',
      "clock_differs",
      undefined,
    ],
    ["<Error><Code>AccessDenied</Code></Error>", "permission_missing", undefined],
    ["<Error><Code>SlowDown</Code></Error>", "rate_limited", undefined],
  ])("says why: %s", async (body, cause, field) => {
    const world = await pretend((_, response) => void response.writeHead(403).end(body));
    const { finding } = await (methodOf(system.methods[0]!) as Method).signIn(visitTo(system, values, world.url));
    await world.stop();
    expect([finding.cause, finding.field]).toEqual([cause, field]);
  });
});
