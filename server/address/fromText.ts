import { parse } from "tldts";

/** One address found in a text, or why there is none. */
export type Found =
  | { readonly text: string; readonly guessed: boolean; readonly odd: boolean }
  | { readonly several: true }
  | { readonly email: true };

const blanksInside =
  /^(?:[a-z]{3,7}\s*[:;.]?\s*[/\\]\s*[/\\]+\s*)?[\p{L}\p{N}_-]+(?:\s*[.,]\s*[\p{L}\p{N}_-]+)+\s*(?::\s*\d{1,5})?(?:[/?#]\S*)?$/iu;
const portInWords = /^(\S+?)[,;]?\s+(?:\(?(?:on\s+)?(?:tcp[ -])?port\s*[:=]?\s*|(\(?))(\d{2,5})\)?$/i;
const email = /^(?:mailto:)?[^\s@/:<>]+@[^\s@/:]+\.[^\s@/:]+$/i;

/** Finds the one address in a text of several words. */
export function fromText(text: string): Found {
  const apart = text
    .split(/[\s,;|]+/)
    .map(unquoted)
    .filter((word) => word !== "");
  if (
    !/[?#]/.test(text) &&
    new Set(apart.filter((word) => isAddress(word) && hostOf(word).includes(".")).map(hostOf)).size > 1
  ) {
    return { several: true };
  }
  if (!/\s/.test(text)) return joined(text);
  const port = portInWords.exec(text);
  if (port !== null && isAddress(port[1]!)) {
    return { text: withPort(port[1]!, port[3]!), guessed: true, odd: !/port/i.test(text) };
  }
  if (blanksInside.test(text)) return { text: text.replace(/\s+/g, ""), guessed: true, odd: false };
  const beforeSlashes = text.replace(/^([a-z]{2,7})\s*:\s*([/\\])\s*([/\\])\s*/i, "$1:$2$3");
  const words = beforeSlashes
    .split(/[\s,;|]+/)
    .map(unquoted)
    .filter((word) => word !== "");
  const addresses = words.filter(isAddress);
  const hosts = new Set(addresses.map(hostOf));
  if (hosts.size > 1) return { several: true };
  if (addresses.length === 0) {
    return words.some((word) => email.test(word)) ? { email: true } : { text, guessed: false, odd: false };
  }
  const [first] = addresses;
  // A word right before a bare host may be its first half: "acme shop.odoo.com".
  const halves = words.length === 2 && words[1] === first && !/:\/\//.test(first!) && /^[\p{Ll}\d-]+$/u.test(words[0]!);
  return { text: halves ? words.join("-") : first!, guessed: true, odd: halves };
}

/** Two addresses without anything between them: the same twice, or two. */
function joined(text: string): Found {
  const [, first, second] = /^((?:https?:\/\/)?[^/?#]+\.[^?#]*?)\/?(https?:\/\/.+)$/i.exec(text) ?? [];
  if (first === undefined || second === undefined) return { text, guessed: false, odd: false };
  return hostOf(first) === hostOf(second) ? { text: first, guessed: true, odd: true } : { several: true };
}

const unquoted = (word: string) => word.replace(/^["'<([{«„“‘`*]+|["'>)\]}»”“’`*.,;:!?]+$/gu, "");

const isAddress = (word: string): boolean => {
  if (/^[a-z]{3,7}:[/\\]{1,2}[^\s/\\]/i.test(word)) return true;
  if (word.includes("@")) return false;
  const host = hostOf(word);
  return parse(host, { allowPrivateDomains: false }).isIcann === true && host.includes(".") && !host.startsWith(".");
};

const hostOf = (word: string): string =>
  word
    .replace(/^[a-z]{3,7}:[/\\]*/i, "")
    .split(/[/\\?#:]/)[0]!
    .toLowerCase()
    .replace(/\.$/, "");

function withPort(address: string, port: string): string {
  const [, head = "", tail = ""] = /^([a-z]*:?[/\\]{0,2}[^/\\?#]*)(.*)$/i.exec(address) ?? [];
  return `${head.replace(/:$/, "")}:${port}${tail}`;
}
