import type { HttpAnswer } from "./answer.js";
import { because, type Finding } from "./finding.js";

/** Names of the fields that a problem can point at. */
export interface OAuth1Fields {
  readonly key: string | undefined;
  readonly secret: string | undefined;
  readonly token: string | undefined;
}

/**
 * What a server has against a signature, in the words of OAuth's problem reporting extension
 * (https://wiki.oauth.net/w/page/12238543/ProblemReporting): in the challenge, where some call it `error`, or in the body.
 */
export function problemIn({ key, secret, token }: OAuth1Fields): (answer: HttpAnswer) => Finding | undefined {
  return ({ status, headers, text }) => {
    if (status < 400 || status >= 500) return undefined;
    const challenge = headers.get("www-authenticate") ?? "";
    const told = /\b(?:oauth_problem|error)="?([a-z_]{4,40})/i.exec(challenge)?.[1];
    const problem = told ?? /\boauth_problem["']?\s*(?:=|:|%3D)\s*["']?([a-z_]{4,40})/i.exec(text.slice(0, 4096))?.[1];
    switch (problem?.toLowerCase()) {
      case "timestamp_refused":
        return because("clock_differs");
      case "consumer_key_unknown":
      case "consumer_key_rejected":
      case "consumer_key_invalid":
        return because("credentials_wrong", { field: key });
      case "consumer_key_refused":
        return because("account_suspended", { field: key });
      case "signature_invalid":
      case "invalid_signature":
        return because("credentials_wrong", { field: secret });
      case "token_rejected":
      case "token_used":
        return because("credentials_wrong", { field: token });
      case "token_expired":
        return because("credentials_expired", { field: token });
      case "token_revoked":
      case "token_revoke":
        return because("credentials_revoked", { field: token });
      case "permission_denied":
      case "permission_unknown":
        return because("permission_missing");
      default:
        return undefined;
    }
  };
}
