import * as client from "openid-client";
import type { MethodUseOf } from "#contract";
import type { ConsentByCode } from "./consentWay.js";
import { because } from "./finding.js";
import { tokenParams } from "./grants.js";
import { authorizeParams, scopesOf } from "./oauth-endpoints.js";
import { isLocal, openProvider, understood } from "./provider.js";
import { ProviderError } from "./providerError.js";
import { grantedValues } from "./tokens.js";

const grant = "urn:ietf:params:oauth:grant-type:device_code";
const leastEvery = 1_000;
const longest = 30 * 60_000;

/**
 * Consent by a code that the person enters at the provider (device authorization, RFC 8628). The address that holds the
 * code already (`verification_uri_complete`) is never used: whoever is sent it would agree for somebody else.
 */
export const consentByCode: ConsentByCode<MethodUseOf<"oauth2">> = {
  by: "code",

  async begin(visit) {
    const provider = await openProvider(visit);
    const { use, values } = visit;
    if (provider.serverMetadata().device_authorization_endpoint === undefined) {
      throw new ProviderError(because("application_refused"));
    }
    const scope = scopesOf(use, values).join(use.scopeSeparator);
    const begun = await understood(use, () =>
      client.initiateDeviceAuthorization(provider, { ...authorizeParams(visit), ...(scope !== "" && { scope }) }),
    );
    // Both are shown to a person, who trusts what stands here.
    if (!/^[\x21-\x7e](?:[\x20-\x7e]{0,62}[\x21-\x7e])?$/.test(begun.user_code)) {
      throw new ProviderError(because("answer_not_understood"));
    }
    return {
      userCode: begun.user_code,
      url: pageOf(begun.verification_uri),
      lives: Math.min(begun.expires_in * 1000, longest),
      every: Math.max((begun.interval ?? 5) * 1000, leastEvery),
      secrets: { deviceCode: begun.device_code },
    };
  },

  async ask(visit, secrets) {
    const provider = await openProvider(visit);
    const { use, values } = visit;
    const params = { device_code: secrets["deviceCode"] ?? "", ...tokenParams(visit) };
    const answer = await understood(use, async () => {
      try {
        return await client.genericGrantRequest(provider, grant, params);
      } catch (error) {
        return stillWaiting(error);
      }
    });
    return typeof answer === "string" ? answer : grantedValues(use, scopesOf(use, values), answer);
  },
};

/** Errors that say only that the person has not decided yet (RFC 8628, 3.5). Throws all others on. */
function stillWaiting(error: unknown): "waiting" | "slower" {
  if (error instanceof client.ResponseBodyError) {
    if (error.error === "authorization_pending") return "waiting";
    if (error.error === "slow_down") return "slower";
    if (error.error === "expired_token") throw new ProviderError(because("consent_expired"));
  }
  throw error;
}

/** The provider's page, as an address that a person may open. Throws ProviderError. */
function pageOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const fit = url && (url.protocol === "https:" || isLocal(url)) && !url.username && !url.password;
  if (!fit || url.href.length > 500) throw new ProviderError(because("answer_not_understood"));
  return url.href;
}
