const opens = /[\p{Ps}\p{Pi}\p{Pf}"'`´ʹʺ′″‴‵‶*_~|<>¿¡]/u;
const closes = /[\p{Pe}\p{Pi}\p{Pf}"'`´ʹʺ′″‴‵‶*_~|<>„‚.,;:!?…、。·،؛؟۔।॥\uFFFD]/u;
const picture = /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator})$/u;
const partner: Record<string, string> = { ")": "(", "]": "[", "}": "{", ">": "<" };
/** Marks around one address; more than that is not how people write. */
const most = 24;

/** Quotes, brackets, list marks, pictures and the punctuation of the sentence around an address. */
export function unwrap(text: string): string {
  let rest = text.trim();
  const tally = new Map<string, number>();
  for (let turn = 0; turn < most; turn++) {
    const before = rest;
    rest = rest
      .replace(/^(?:[-•·→–>=+]+|\d{1,3}[.)]|[a-z]\)|#+) (?=\S)/i, "")
      .replace(/^(?:\d{1,3}[.)]|#+) ?(?=https?:)/i, "")
      .replace(/^[=>•·→]+/, "");
    if (rest !== before) tally.clear();
    const first = String.fromCodePoint(rest.codePointAt(0) ?? 32);
    if (picture.test(first) || (opens.test(first) && !isIpv6(rest) && !isTemplate(rest))) {
      rest = rest.slice(first.length).trimStart();
      drop(tally, first);
    }
    const last = /[\uD800-\uDBFF][\uDC00-\uDFFF]$/.exec(rest.slice(-2))?.[0] ?? rest.slice(-1);
    if (picture.test(last) || (closes.test(last) && !belongs(rest, last, before, tally))) {
      rest = rest.slice(0, -last.length).trimEnd();
      drop(tally, last);
    }
    if (rest === before) return rest;
  }
  return rest;
}

/** A closing mark that was opened inside the address is part of it: `/(W(3))`; so are the dots of a path. */
function belongs(text: string, last: string, before: string, tally: Map<string, number>): boolean {
  if (last === "_" || last === "~") return !before.startsWith(last);
  if (last === ".") return /\/\.{1,2}$/.test(text.slice(-3));
  const opener = partner[last];
  if (opener === undefined) return false;
  return isIpv6(text) || count(text, opener, tally) >= count(text, last, tally);
}

/** How often a mark stands in a text; counted once, and kept while marks are taken off its ends. */
function count(text: string, mark: string, tally: Map<string, number>): number {
  const known = tally.get(mark);
  if (known !== undefined) return known;
  let found = 0;
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) found++;
  tally.set(mark, found);
  return found;
}

function drop(tally: Map<string, number>, mark: string): void {
  const known = tally.get(mark);
  if (known !== undefined) tally.set(mark, known - 1);
}

const isIpv6 = (text: string) =>
  /^\[[0-9a-f:.]*:[0-9a-f:.]*\](?::|\/|$)/i.test(text) || /:\/\/\[[0-9a-f:.]{2,45}\]$/i.test(text);
const isTemplate = (text: string) => /^[<{[][\w -]{1,40}[>}\]]\./.test(text);
