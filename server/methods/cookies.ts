/**
 * Cookies that an answer sets, as the value of a Cookie header, with those of an earlier one (`before`) that it leaves
 * alone. They go back to the same origin only, so their scope does not matter.
 */
export function cookieHeader(headers: Headers, before = ""): string | undefined {
  const pairs = new Map(before.split("; ").flatMap((pair) => (pair === "" ? [] : [split(pair)])));
  for (const line of headers.getSetCookie().slice(0, 50)) {
    const [, name, value] =
      /^\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)=([\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*)/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) pairs.set(name, value);
  }
  return pairs.size > 0 ? [...pairs].map(([name, value]) => `${name}=${value}`).join("; ") : undefined;
}

const split = (pair: string): [string, string] => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)];
