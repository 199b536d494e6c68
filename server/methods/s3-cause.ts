import type { HttpAnswer } from "./answer.js";
import { because, type Finding } from "./finding.js";
import { generally, wait, type Phase } from "./general.js";
import { problemIn } from "./sigv4-problem.js";

const signature = problemIn({ key: "accessKeyId", secret: "secretAccessKey", region: "region" });

/** What an answer means that was not hoped for (https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html). */
export function s3Finding(answer: HttpAnswer, phase: Phase): Finding {
  const code = /<Error\b[^>]*>[\s\S]{0,2000}?<Code>\s*(\w{1,60})/.exec(answer.text.slice(0, 8192))?.[1];
  switch (code) {
    case "NoSuchBucket":
    case "InvalidBucketName":
      return because("folder_not_found", { field: "bucket" });
    case "NoSuchKey":
      return because("data_missing");
    case "PermanentRedirect":
    case "TemporaryRedirect":
    case "AuthorizationHeaderMalformed":
      return elsewhere(answer);
    case "InvalidToken":
      return because("credentials_wrong", { field: "sessionToken" });
    case "AllAccessDisabled":
      return because("account_suspended");
    case "SlowDown":
    case "ServiceUnavailable":
      return because("rate_limited", wait(answer));
    default:
      return signature(answer) ?? generally(answer, phase, "aws4-hmac-sha256");
  }
}

/** The bucket lies in another region; where that is named, it can be picked. */
function elsewhere({ text, headers }: HttpAnswer): Finding {
  const region = headers.get("x-amz-bucket-region") ?? /<Region>\s*([a-z0-9-]{2,40})\s*<\/Region>/.exec(text)?.[1];
  const named = region !== undefined && /^[a-z0-9-]{2,40}$/.test(region);
  return because("redirected_elsewhere", {
    field: "region",
    ...(named && { choices: { field: "region", values: [{ value: region }] } }),
  });
}
