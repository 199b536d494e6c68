import type { HttpAnswer } from "./answer.js";
import { because, type Finding } from "./finding.js";

/**
 * What AWS, and what is like it, has against a signature: by a code in XML or JSON, or in a header
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html,
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/CommonErrors.html).
 */
export function problemIn(fields: {
  readonly key: string | undefined;
  readonly secret: string | undefined;
  readonly region: string | undefined;
}): (answer: HttpAnswer) => Finding | undefined {
  return ({ status, headers, text }) => {
    if (status < 400 || status >= 500) return undefined;
    const start = text.slice(0, 8192);
    const code =
      /<Code>\s*(\w{1,60})/.exec(start)?.[1] ??
      /^(\w{1,60})/.exec(headers.get("x-amzn-errortype") ?? "")?.[1] ??
      /"(?:__type|code)"\s*:\s*"(?:[\w.]*#)?(\w{1,60})"/i.exec(start)?.[1];
    switch (code) {
      case "RequestTimeTooSkewed":
      case "RequestExpired":
        return because("clock_differs");
      case "InvalidAccessKeyId":
      case "InvalidClientTokenId":
      case "UnrecognizedClientException":
      case "UnrecognizedClient":
        return because("credentials_wrong", { field: fields.key });
      case "SignatureDoesNotMatch":
      case "InvalidSignatureException":
        // The same code tells of a clock, and then says so in words.
        if (/Signature (?:expired|not yet current)/.test(start)) return because("clock_differs");
        return because("credentials_wrong", { field: fields.secret });
      case "AuthorizationHeaderMalformed":
      case "IllegalLocationConstraintException":
        return because("credentials_wrong", { field: fields.region ?? fields.key });
      case "ExpiredToken":
      case "ExpiredTokenException":
        return because("credentials_expired");
      case "AccountProblem":
      case "OptInRequired":
        return because("account_suspended");
      case "AccessDenied":
      case "AccessDeniedException":
        return because("permission_missing");
      case "SlowDown":
      case "Throttling":
      case "ThrottlingException":
        return because("rate_limited");
      default:
        return undefined;
    }
  };
}
