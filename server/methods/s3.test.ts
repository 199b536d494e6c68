import { afterEach, describe, expect, it } from "vitest";
import type { CauseCode, MethodUseOf } from "#contract";
import { whileRunning } from "../../e2e/real/ground/whileRunning.js";
import { startS3 } from "../../e2e/real/s3.js";
import { filesSuite } from "./files.suite.js";
import type { Values, Visit } from "./method.js";
import { methodSuite } from "./method.suite.js";
import { s3 } from "./s3.js";
import { pretend, systemWith, visitTo, type Answer, type Pretend } from "./world.fixture.js";

type Use = MethodUseOf<"files">;
const system = systemWith({ kind: "files", protocol: "s3" });
const server = whileRunning(startS3);
const as = (who: "anna" | "clerk", more: Values = {}): Values => ({
  bucket: server().bucket,
  region: server().region,
  accessKeyId: server().accounts[who].user,
  secretAccessKey: server().accounts[who].password,
  folder: "export",
  ...more,
});
const anna = (more: Values = {}) => as("anna", more);
const visit = (values: Values, more: Partial<Visit> = {}, address: string = server().url) =>
  visitTo<Use>(system, values, address, more);
const failing = (name: string, cause: CauseCode, field: string | undefined, values: () => Values) => ({
  name,
  cause,
  ...(field && { field }),
  signIn: () => s3.signIn(visit(values())),
});

methodSuite("files in S3", {
  system: () => system,
  fields: ["address", "bucket", "region", "accessKeyId", "secretAccessKey", "sessionToken", "folder"],
  sealed: ["accessKeyId", "secretAccessKey", "sessionToken"],
  values: () => anna({ sessionToken: "not-asked-for-here" }),
  visit: (values, more) => visit(values, more),
  failing: [
    failing("a wrong secret", "credentials_wrong", "secretAccessKey", () => anna({ secretAccessKey: "wrong" })),
    failing("an unknown bucket", "folder_not_found", "bucket", () => anna({ bucket: "none-of-ours" })),
    failing("another region", "redirected_elsewhere", "region", () => anna({ region: "us-west-2" })),
    failing("a missing folder", "folder_not_found", "folder", () => anna({ folder: "none" })),
    failing("keys without a right to the bucket", "permission_missing", undefined, () => as("clerk")),
  ],
});

filesSuite("an S3 bucket", { open: (folder) => s3.signIn(visit(anna({ folder }))) });

describe("S3", () => {
  let other: Pretend | undefined;
  afterEach(() => other?.stop());

  it("offers the region that it should be", async () => {
    const { finding } = await s3.signIn(visit(anna({ region: "us-west-2" })));
    expect(finding.choices).toEqual({ field: "region", values: [{ value: server().region }] });
  });

  const xml =
    (code: string, more = ""): Answer =>
    (_seen, response) =>
      void response
        .writeHead(403, { "content-type": "application/xml" })
        .end(
          `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>secret words</Message>${more}</Error>`,
        );
  it.each([
    ["RequestTimeTooSkewed", "clock_differs", undefined],
    ["InvalidAccessKeyId", "credentials_wrong", "accessKeyId"],
    ["SignatureDoesNotMatch", "credentials_wrong", "secretAccessKey"],
    ["ExpiredToken", "credentials_expired", undefined],
    ["InvalidToken", "credentials_wrong", "sessionToken"],
    ["AllAccessDisabled", "account_suspended", undefined],
    ["SlowDown", "rate_limited", undefined],
    ["AccessDenied", "permission_missing", undefined],
  ] as const)("knows %s, and does not pass its words on", async (code, cause, field) => {
    other = await pretend(xml(code));
    const { finding } = await s3.signIn(visit(anna(), {}, other.url));
    expect(finding).toMatchObject({ cause, ...(field && { field }) });
    expect(JSON.stringify(finding)).not.toContain("secret words");
  });

  it("is not taken in by a page", async () => {
    other = await pretend((_seen, response) =>
      response.writeHead(200, { "content-type": "text/html" }).end("<p>Hello"),
    );
    expect((await s3.signIn(visit(anna(), {}, other.url))).finding.answer).not.toBe("yes");
  });

  it("does not follow a list that goes round in a circle", async () => {
    const page = "<Contents><Key>export/a.csv</Key></Contents><IsTruncated>true</IsTruncated>";
    other = await pretend((_seen, response) =>
      response
        .writeHead(200)
        .end(`<ListBucketResult>${page}<NextContinuationToken>again</NextContinuationToken></ListBucketResult>`),
    );
    expect((await s3.signIn(visit(anna(), {}, other.url))).finding.answer).toBe("yes");
    expect(other.seen).toHaveLength(2);
  });
});
