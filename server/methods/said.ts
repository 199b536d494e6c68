import type { CauseCode } from "#contract";
import type { HttpAnswer } from "./answer.js";

/** Members in which systems put a word for machines. */
const places = ["error", "code", "error_code", "errorCode", "type", "reason"];

/** A word for machines, not a sentence: sentences are for people, and in their language. */
const word = /^[\w.:-]{3,80}$/;

/** Marks of such words, in small letters with `_` between. The first that fits counts. */
const meanings: readonly [RegExp, CauseCode][] = [
  [/(?:^|_)(?:mfa|otp|totp|2fa|two_?factor|second_?factor|multi_?factor)(?:_|$)/, "second_factor_required"],
  [
    /(?:account|user|login)_(?:is_)?locked|(?:^|_)lockout|locked_out|too_many_(?:failed_)?(?:attempts|logins)/,
    "account_locked",
  ],
  [/(?:account|user)_(?:is_)?(?:suspended|disabled|deactivated|inactive)/, "account_suspended"],
  [
    /(?:password|credentials?|token|key)_(?:is_|has_)?expired|expired_(?:password|credentials?|token|key)/,
    "credentials_expired",
  ],
  [/(?:token|key|credentials?|access)_(?:is_)?revoked/, "credentials_revoked"],
  [/(?:^|_)ip_(?:address_)?(?:is_)?(?:not_\w+|blocked|denied|restricted|forbidden)/, "address_not_allowed"],
  [/(?:insufficient|missing|invalid)_scope/, "scope_missing"],
  [/subscription|payment_required|licen[cs]e_|(?:feature|plan)_not_/, "plan_without_api"],
  [/api_(?:access_)?(?:is_)?(?:disabled|not_enabled)/, "api_disabled"],
];

/** What a refusal (401, 403) says of its reason in JSON, where it is a word that can mean one thing only. */
export function said({ json }: HttpAnswer): CauseCode | undefined {
  const words = objectsIn(json)
    .flatMap((object) => places.map((place) => (Object.hasOwn(object, place) ? object[place] : undefined)))
    .filter((value) => typeof value === "string" && word.test(value))
    .map((value) => (value as string).replace(/(?<=[a-z0-9])(?=[A-Z])|[.:-]/g, "_").toLowerCase());
  return meanings.find(([mark]) => words.some((one) => mark.test(one)))?.[1];
}

/** The answer itself, its `error`, and the first of its `errors`. */
function objectsIn(json: unknown): Record<string, unknown>[] {
  if (!isObject(json)) return [];
  const errors = Array.isArray(json["errors"]) ? (json["errors"] as unknown[])[0] : undefined;
  return [json, json["error"], errors].filter(isObject);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
