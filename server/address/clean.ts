/** What was taken off a pasted text, and whether a person should look at the result. */
export interface Cleaned {
  readonly text: string;
  readonly cleaned: boolean;
  readonly unicode: boolean;
  /** Read out of words, a spelling or a markup: to be shown before it is used. */
  readonly guessed: boolean;
}

// Soft hyphen, joiners, direction marks, byte order mark, variation selectors, fillers, tags; and controls.
const invisible =
  /[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF9-\uFFFB\u{E0000}-\u{E007F}\u0000-\u0008\u000E-\u001F\u007F]/gu;
const openers = "\"'`“”„‟«»‹›‘’‚‛<([{「『【《〈*_~|";
const closers = "\"'`“”„‟«»‹›‘’‚‛>)]}」』】》〉*_~|";
const sentence = ".,;:!?…、·";
const partner: Record<string, string> = { ")": "(", "]": "[", "}": "{", ">": "<" };

/** Takes off what never belongs to an address: invisible characters, quotes, brackets, labels, markup, punctuation. */
export function clean(pasted: string): Cleaned {
  const visible = pasted
    .replace(/=\r?\n/g, "") // a line cut by quoted-printable
    .replace(invisible, "")
    .replace(/\p{Z}/gu, " ")
    .replace(/(?:%20|%0[9ad])+\s*$/i, "");
  const plain = visible
    .replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\u3002\uFF61\u2024\uFE52]/g, ".")
    .replace(/[\u2010-\u2015\u2212\uFE58\uFE63]/g, "-")
    .replace(/^(\s*[a-z]{4,6})[\u2236\uA789\u02D0\uFE55](?=\/\/)/i, "$1:");
  const markup = withoutMarkup(plain.trim());
  const bare = unwrap(markup.text);
  return {
    text: bare,
    cleaned: bare !== pasted,
    unicode: plain !== visible,
    guessed: markup.guessed,
  };
}

function withoutMarkup(text: string): { text: string; guessed: boolean } {
  const link =
    /(?:<a\b[^>]*\b|^)href\s*=\s*["']?([^"'\s>]+)/i.exec(text) ?? // HTML
    /^[^\]]*\[[^\]]*\]\(\s*<?([^\s)>]+(?:\([^\s)]*\)[^\s)]*)*)>?[^)]*\)/.exec(text) ?? // Markdown
    /<(https?:\/\/[^\s|>]+)\|[^>]*>/i.exec(text) ?? // chat
    /\[[^\]|]*\|(https?:\/\/[^\s|\]]+)[^\]]*\]/i.exec(text) ?? // wiki: words first
    /\[(https?:\/\/[^\s|\]]+)\|[^\]]*\]/i.exec(text) ??
    /^<url:\s*([^>]+)>$/i.exec(text);
  const inner = link?.[1] ?? text;
  const decoded = inner
    .replace(/<\/?(?:br|p|div|span|b|i|u|em|strong|li|td|code|font|pre)\b[^<>]*>/gi, " ")
    .replace(/&(amp|nbsp|quot|lt|gt|#\d{1,5}|#x[0-9a-f]{1,4});/gi, (whole, name: string) => entity(name) ?? whole)
    .trim();
  const plain = /^https?%3a(?:%2f){2}/i.test(decoded) ? percentDecoded(decoded) : decoded;
  return { text: plain, guessed: link !== null || plain !== text };
}

function entity(name: string): string | undefined {
  const named: Record<string, string> = { amp: "&", nbsp: " ", quot: '"', lt: "<", gt: ">" };
  const known = named[name.toLowerCase()];
  if (known !== undefined) return known;
  const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code >= 32 && code < 0xd800 ? String.fromCharCode(code) : undefined;
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Quotes, brackets, list marks and the punctuation of the sentence around an address. */
export function unwrap(text: string): string {
  for (let rest = text; ;) {
    const before = rest;
    rest = rest
      .trim()
      .replace(/^(?:[-•·→–>=]+|\d{1,3}[.)])\s+(?=\S)/, "")
      .replace(/^[=>•·→]+/, "");
    const first = rest[0];
    if (first !== undefined && openers.includes(first) && !isIpv6(rest) && !isTemplate(rest)) rest = rest.slice(1);
    const last = rest.at(-1);
    if (last !== undefined && (sentence.includes(last) || (closers.includes(last) && !belongs(rest, last, before)))) {
      rest = rest.slice(0, -1);
    }
    if (rest === before) return rest;
  }
}

/** A closing mark that was opened inside the address is part of it: `/(W(3))`. */
function belongs(text: string, last: string, before: string): boolean {
  if (last === "_" || last === "~") return !before.startsWith(last);
  const opener = partner[last];
  if (opener === undefined) return false;
  return isIpv6(text) || text.split(opener).length >= text.split(last).length;
}

const isIpv6 = (text: string) =>
  /^\[[0-9a-f:.]*:[0-9a-f:.]*\](?::|\/|$)/i.test(text) || /:\/\/\[[0-9a-f:.]+\]$/i.test(text);
const isTemplate = (text: string) => /^[<{[][\w -]+[>}\]]\./.test(text);
