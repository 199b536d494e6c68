import { parse } from "tldts";
import { isBare } from "./email.js";
import { inOnePiece } from "./scheme.js";

/** One address found in a text, or why there is none. */
export type Found =
  | { readonly text: string; readonly guessed: boolean; readonly odd: boolean }
  | { readonly several: true }
  | { readonly email: true };

/** What is known beforehand of a host. */
export interface Known {
  /** Whether it is in the system's own cloud. */
  own(host: string): boolean;
  /** Whether it belongs to a service that wraps addresses into its own. */
  wraps(host: string): boolean;
}

const blanksInside =
  /^(?:[a-z]{3,7} ?[:;.]? ?[/\\] ?[/\\] ?)?[\p{L}\p{N}_-]+(?:(?: ?\. ?|,)[\p{L}\p{N}_-]+)+ ?(?:: ?\d[\d ]{0,6})?(?:[/?#]\S*)?$/iu;
const portInWords = /^(\S+?)[,;]? (?:\(?(?:on |auf )?(?:tcp[ -])?port ?[:=]? ?|(\(?))(\d{2,5})\)?$/i;
const portFirst = /^(?:tcp[ -])?port ?[:=]? ?(\d{2,5}),? (?:on|of|at|auf|von|bei) (\S+)$/i;
/** Words that are looked at; nobody's address is told in more. */
const most = 64;
const command =
  /^(?:curl|wget|ping|ssh|telnet|nslookup|dig|tracert|open|visit|see|get|post|link|url|host|server|at|under|unter|auf|bei|siehe|to|via|site|web|website|adresse|address|system|login)$/i;

/** Finds the one address in a text of several words. */
export function fromText(pasted: string, known: Known): Found {
  const text = inOnePiece(pasted);
  const words = text
    .split(/[\s,;|]+/, most)
    .map(unquoted)
    .filter((word) => word !== "");
  const addresses = words.filter(isAddress);
  const hosts = new Set(addresses.map(hostOf));
  const dotted = [...hosts].filter((host) => host.includes("."));
  if (!/[?#]/.test(text) && dotted.length > 1) return { several: true };
  if (!text.includes(" ")) return joined(text, known);

  const port = portInWords.exec(text);
  if (port !== null && isAddress(port[1]!) && !/:\d+$/.test(port[1]!)) {
    return { text: withPort(port[1]!, port[3]!), guessed: true, odd: !/port/i.test(text) };
  }
  const [, number, before] = portFirst.exec(text) ?? [];
  if (before !== undefined && isAddress(before)) return { text: withPort(before, number!), guessed: true, odd: false };
  if (blanksInside.test(text)) return { text: text.replaceAll(" ", ""), guessed: true, odd: false };

  const together = put(text, words, known);
  if (together !== undefined) return { text: together, guessed: true, odd: true };
  const [first] = addresses;
  if (first === undefined) return words.some(isBare) ? { email: true } : { text, guessed: false, odd: false };
  if (hosts.size > 1) return { several: true };
  return whole(text, first);
}

/** The address, with what a blank cut off its path: "https://erp.example.com/a b/". */
function whole(text: string, first: string): Found {
  const cut = /^([a-z]+:\/\/[^\s/?#]+\/[^\s?#]*[\w/]) (?:[\w-]+\/\S*|[\w-]{1,20})$/i.test(text);
  return { text: cut ? text.replace(" ", "%20") : first, guessed: true, odd: false };
}

/** Blanks where dots were meant, or none: "acme odoo com", "https://ac me.odoo.com", "acme shop.odoo.com". */
function put(text: string, words: readonly string[], { own }: Known): string | undefined {
  if (words.length > 6) return undefined;
  const bare = text.replaceAll(" ", "");
  if (/^[a-z]+:[/\\]+[\w-]+ /i.test(text) && own(hostOf(bare))) return bare;
  if (/[/\\]/.test(text) || words.some((word) => command.test(word))) return undefined;
  const dotted = text.replace(/^w{3,4} /i, "").replaceAll(" ", ".");
  if (own(hostOf(dotted))) return dotted;
  const halves = words.length === 2 && /^[\p{Ll}\d-]+$/u.test(words[0]!) ? words.join("-") : "";
  return own(hostOf(halves)) ? halves : undefined;
}

/** Two addresses without anything between them: the same twice, or two. */
function joined(text: string, known: Known): Found {
  const plain = { text, guessed: false, odd: false };
  const second =
    text
      .toLowerCase()
      .slice(1)
      .search(/https?:\/\//) + 1;
  const first = text.slice(0, second).replace(/\/$/, "");
  if (second === 0 || /[?#]/.test(first) || !isAddress(first) || known.wraps(hostOf(first))) return plain;
  if (!hostOf(first).includes(".")) return plain;
  return hostOf(first) === hostOf(text.slice(second)) ? { text: first, guessed: true, odd: true } : { several: true };
}

function unquoted(word: string): string {
  let from = 0;
  let to = word.length;
  while (from < to && "\"'<([{«„“‘`*".includes(word[from]!)) from++;
  while (to > from && "\"'>)]}»”“’`*.,;:!?".includes(word[to - 1]!)) to--;
  return word.slice(from, to);
}

const isAddress = (word: string): boolean => {
  if (/^[a-z]{3,7}:[/\\]{1,2}[^\s/\\]/i.test(word)) return true;
  if (word.includes("@")) return false;
  const host = hostOf(word);
  if (!host.includes(".") || host.startsWith(".") || host.length > 253) return false;
  return parse(host, { allowPrivateDomains: false }).isIcann === true;
};

/** Where an address leads, read without care. */
export const hostOf = (word: string): string =>
  word
    .replace(/^[a-z]{3,7}:[/\\]*/i, "")
    .split(/[/\\?#:]/, 1)[0]!
    .toLowerCase()
    .replace(/\.$/, "");

function withPort(address: string, port: string): string {
  const [, head = "", tail = ""] = /^([a-z]*:?[/\\]{0,2}[^/\\?#]*)(.*)$/i.exec(address) ?? [];
  return `${head.replace(/:$/, "")}:${port}${tail}`;
}
