import type { HttpAnswer } from "./answer.js";
import { because, type Finding } from "./finding.js";

/**
 * What a SOAP fault says of the Security header, by the codes of SOAP Message Security 1.1 (12), in SOAP 1.1 and 1.2.
 * Apache's WSS4J says `SecurityError` for all of them, so that nobody learns more.
 */
export function faultIn({ status, text }: HttpAnswer): Finding | undefined {
  if (status < 400 || status > 500) return undefined;
  const codes = text
    .slice(0, 16_384)
    .matchAll(/<(?:[\w.-]{1,40}:)?(?:faultcode|Value)\b[^>]{0,200}>\s*(?:[\w.-]{1,40}:)?(\w{1,40})/g);
  for (const [, code] of codes) {
    switch (code) {
      case "FailedAuthentication":
      case "InvalidSecurityToken":
      case "FailedCheck":
      case "SecurityError":
        return because("credentials_wrong");
      case "MessageExpired":
        return because("clock_differs");
      case "UnsupportedSecurityToken":
      case "UnsupportedAlgorithm":
        return because("key_of_another_kind");
    }
  }
  return undefined;
}
