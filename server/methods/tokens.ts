import type { TokenEndpointResponse, TokenEndpointResponseHelpers } from "openid-client";
import type { OAuth2Use } from "#contract";
import { because } from "./finding.js";
import type { Values } from "./method.js";
import { at } from "./pointer.js";
import { ProviderError } from "./providerError.js";

/** Names under which a method keeps what a provider gave; all of them are sealed. */
export const tokenNames = ["accessToken", "refreshToken", "expiresAt", "scope"] as const;

/** Names of all that is kept for a use: tokens, and what the entry takes beside them. */
export const keptNames = ({ takes }: OAuth2Use): readonly string[] => [
  ...tokenNames,
  ...Object.keys(takes.token),
  ...Object.keys(takes.callback),
];

/** What is kept of a token answer. Throws ProviderError where the token cannot be sent in a header, or is bound to a key. */
export function tokenValues(
  use: OAuth2Use,
  answer: TokenEndpointResponse & TokenEndpointResponseHelpers,
  before: Values = {},
): Values {
  const sendable = answer.token_type === "bearer" && /^[\x21-\x7e]{1,65536}$/.test(answer.access_token);
  if (!sendable) throw new ProviderError(because("answer_not_understood"));
  const seconds = answer.expiresIn();
  // Without a new refresh token the old one stays good (RFC 6749, 6).
  const refreshToken = answer.refresh_token ?? before["refreshToken"];
  const scope = answer.scope ?? before["scope"];
  return {
    accessToken: answer.access_token,
    ...(refreshToken !== undefined && { refreshToken }),
    ...(seconds !== undefined && { expiresAt: String(Date.now() + Math.max(0, seconds) * 1000) }),
    ...(scope !== undefined && { scope }),
    ...carriedOver(use, before),
    ...takenFrom(use, answer),
  };
}

/** What is kept of what a person agreed to. Throws ProviderError too where that is less than was asked for. */
export function grantedValues(
  use: OAuth2Use,
  scopes: readonly string[],
  answer: TokenEndpointResponse & TokenEndpointResponseHelpers,
  before: Values = {},
): Values {
  const tokens = tokenValues(use, answer, before);
  const { scope } = answer;
  const granted = scope === undefined ? undefined : [...scope.split(use.scopeSeparator), ...scope.split(/[\s,]+/)];
  // Fewer than asked is a connection that will fail later; offline_access is answered by a refresh token.
  if (granted && scopes.some((one) => one !== "offline_access" && !granted.includes(one))) {
    throw new ProviderError(because("scope_missing"));
  }
  return tokens;
}

/** What only the callback or the first answer told stays as it was. */
const carriedOver = ({ takes }: OAuth2Use, before: Values): Values =>
  Object.fromEntries(
    Object.keys({ ...takes.callback, ...takes.token }).flatMap((name) =>
      before[name] === undefined ? [] : [[name, before[name]]],
    ),
  );

/** What the entry takes from an answer; what is not in it is left as it was. */
function takenFrom({ takes }: OAuth2Use, answer: unknown): Values {
  const found = Object.entries(takes.token).map(([name, pointer]) => [name, at(answer, pointer)] as const);
  return Object.fromEntries(
    found.flatMap(([name, value]) =>
      typeof value === "string" || typeof value === "number" ? [[name, String(value)] as const] : [],
    ),
  );
}

/** Whether a kept access token is over, or will be before it is used. A token without an end is not. */
export function isOver({ expiresAt }: Values, now = Date.now()): boolean {
  return expiresAt !== undefined && Number(expiresAt) - 30_000 < now;
}

const longestBefore = 10 * 60_000;

/** When kept tokens are due to be renewed: half their life before the end, ten minutes at most; null where nothing can be. */
export function tokensDue({ expiresAt, refreshToken }: Values, now: number): number | null {
  if (expiresAt === undefined || refreshToken === undefined) return null;
  const life = Math.max(0, Number(expiresAt) - now);
  return Math.floor(Number(expiresAt) - Math.min(life / 2, longestBefore));
}
