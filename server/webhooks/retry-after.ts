/**
 * Seconds to wait, from a `Retry-After` of seconds or of an HTTP date (RFC 9110, section 10.2.3).
 * `undefined` when it is absent or says neither. `now` in milliseconds.
 */
export function retryAfterSeconds(value: string | null | undefined, now: number): number | undefined {
  const text = value?.trim() ?? "";
  if (/^\d{1,15}$/.test(text)) return Number(text);
  // Date.parse alone would also read "1" or "soon 5" in its own way.
  if (!/^[A-Z][a-z]{2,8},? .*GMT$/.test(text)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - now) / 1000));
}
