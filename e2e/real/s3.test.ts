import { expect, it } from "vitest";
import { whileRunning } from "./ground/whileRunning.js";
import { startS3 } from "./s3.js";

const s3 = whileRunning(startS3);

it("answers as S3 does, and lets nobody in without a signature", async () => {
  const { url, bucket } = s3();
  const answer = await fetch(`${url}/${bucket}?list-type=2`, {
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=x/20260101/eu-central-1/s3/aws4_request, SignedHeaders=host, Signature=${"0".repeat(64)}`,
      "x-amz-content-sha256": "UNSIGNED-PAYLOAD",
      "x-amz-date": "20260101T000000Z",
    },
  });
  expect(answer.status).toBe(403);
  expect(await answer.text()).toContain("<Code>");
});
