/** The target of a link that was pasted with its markup, and text without tags and entities. */
export function withoutMarkup(text: string): { text: string; guessed: boolean } {
  const inner = /[<[|]|^\s?(?:href|src)/i.test(text) ? linkOf(text) : undefined;
  const untagged = (inner ?? text)
    .replace(/<\/?(?:br|p|div|span|b|i|u|em|strong|li|td|code|font|pre)\b[^<>]*>/gi, " ")
    .replace(/&(amp|nbsp|quot|lt|gt|#\d{1,5}|#x[0-9a-f]{1,4});/gi, (whole, name: string) => entity(name) ?? whole)
    .replace(/^(https?)=3a/i, "$1:")
    .trim();
  // Quoted-printable writes every "=" as "=3D".
  const equal = /=(?!3D)/.test(untagged) ? untagged : untagged.replace(/=3D/g, "=");
  const plain = percentDecoded(equal);
  return { text: plain, guessed: inner !== undefined || plain !== text };
}

function linkOf(text: string): string | undefined {
  return (
    attribute(text, "href") ??
    markdown(text) ??
    after(text, /<https?:\/\//i, /^<(https?:\/\/[^\s|>]+)\|/i) ?? // chat: the address first
    after(text, /\|https?:\/\//i, /^\|(https?:\/\/[^\s|\]]+)/i) ?? // wiki: the words first
    after(text, /\[https?:\/\//i, /^\[(https?:\/\/[^\s|\]]+)\|/i) ??
    /^\[url=["']?([^\]"']+)/i.exec(text)?.[1] ??
    /^\[url\]([^[]+)/i.exec(text)?.[1] ??
    /^<url:\s?([^>]+)>$/i.exec(text)?.[1] ??
    attribute(text, "src")
  );
}

/** What stands at the first place that looks like the beginning: each text is walked once. */
function after(text: string, begins: RegExp, whole: RegExp): string | undefined {
  const at = text.search(begins);
  return at < 0 ? undefined : whole.exec(text.slice(at))?.[1];
}

function attribute(text: string, name: string): string | undefined {
  const lower = text.toLowerCase();
  for (let at = lower.indexOf(name); at >= 0; at = lower.indexOf(name, at + name.length)) {
    if (at > 0 && !/[\s<"'/]/.test(text[at - 1]!)) continue;
    const value = /^ ?= ?["']?([^"'\s>]+)/.exec(text.slice(at + name.length))?.[1];
    if (value !== undefined) return value;
  }
  return undefined;
}

/** `[words](address "title")`; brackets inside the address come in pairs. */
function markdown(text: string): string | undefined {
  const at = text.indexOf("](");
  if (at < 0 || !text.slice(0, at).includes("[")) return undefined;
  const target = text.slice(at + 2).replace(/^ ?<?/, "");
  let depth = 0;
  for (let end = 0; end < target.length; end++) {
    const mark = target[end]!;
    if (mark === "(") depth++;
    if (/[\s>]/.test(mark) || (mark === ")" && depth-- === 0)) return target.slice(0, end) || undefined;
  }
  return undefined;
}

function entity(name: string): string | undefined {
  const named: Record<string, string> = { amp: "&", nbsp: " ", quot: '"', lt: "<", gt: ">" };
  const known = named[name.toLowerCase()];
  if (known !== undefined) return known;
  const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code >= 32 && code < 0xd800 ? String.fromCharCode(code) : undefined;
}

/** An address that was encoded as a whole, once or twice: "https%253A%252F%252F…". */
function percentDecoded(text: string): string {
  let rest = text;
  for (let turn = 0; turn < 3 && /^https?%(?:25)*3a/i.test(rest); turn++) rest = decoded(rest);
  return rest;
}

/** Percent-encoding undone, where it can be. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Addresses with their scheme, wherever they stand in a text. */
export const addressesIn = (text: string): string[] => text.match(/https?:\/\/[^\s"'<>()[\]{}|\\^`,;]+/gi) ?? [];
