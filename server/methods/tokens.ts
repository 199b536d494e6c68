import type { TokenEndpointResponse, TokenEndpointResponseHelpers } from "openid-client";
import { because } from "./finding.js";
import type { Values } from "./method.js";
import { ProviderError } from "./provider.js";

/** Names under which a method keeps what a provider gave; all of them are sealed. */
export const tokenNames = ["accessToken", "refreshToken", "expiresAt", "scope"] as const;

/** What is kept of a token answer. Throws ProviderError where the token cannot be sent in a header. */
export function tokenValues(answer: TokenEndpointResponse & TokenEndpointResponseHelpers, before: Values = {}): Values {
  if (!/^[\x21-\x7e]{1,65536}$/.test(answer.access_token)) throw new ProviderError(because("answer_not_understood"));
  const seconds = answer.expiresIn();
  // Without a new refresh token the old one stays good (RFC 6749, 6).
  const refreshToken = answer.refresh_token ?? before["refreshToken"];
  const scope = answer.scope ?? before["scope"];
  return {
    accessToken: answer.access_token,
    ...(refreshToken !== undefined && { refreshToken }),
    ...(seconds !== undefined && { expiresAt: String(Date.now() + Math.max(0, seconds) * 1000) }),
    ...(scope !== undefined && { scope }),
  };
}

/** Whether a kept access token is over, or will be before it is used. A token without an end is not. */
export function isOver({ expiresAt }: Values, now = Date.now()): boolean {
  return expiresAt !== undefined && Number(expiresAt) - 30_000 < now;
}
