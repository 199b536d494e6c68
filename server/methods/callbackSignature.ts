import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * Whether a callback was signed by the provider with the application's secret: HMAC-SHA256, in hex, over all other
 * parameters in order of their names, as Shopify does
 * (https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/authorization-code-grant).
 */
export function isSignedCallback(answer: URLSearchParams, parameter: string, secret: string): boolean {
  const [given = "", ...more] = answer.getAll(parameter);
  if (more.length > 0 || !/^[0-9a-f]{64}$/i.test(given)) return false;
  const others = [...answer].filter(([name]) => name !== parameter);
  const text = others
    .sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
  return timingSafeEqual(createHmac("sha256", secret).update(text).digest(), Buffer.from(given, "hex"));
}
