/**
 * Punctuation and digits of other scripts as an address writes them: full-width letters, ideographic stops, every dash,
 * the digits of a port. Letters that are only drawn alike stay as they are: `homograph.ts` speaks of them.
 */
export function plainCharacters(text: string): { text: string; guessed: boolean } {
  if (/^[\x20-\x7e]*$/.test(text)) return { text, guessed: false };
  const plain = text
    .replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\u3002\uFF61\u2024\uFE52]/g, ".")
    .replace(/[\p{Pd}\u2043\u02D7\u2212]/gu, "-")
    .replace(/^( ?[a-z]{3,8}) ?[:\u2236\uA789\u02D0\uFE55\u0589\u05C3]([/\u2044\u2215\u29F8\u2571]{2})/i, "$1://")
    .replace(/:\p{Nd}{1,5}(?![\p{L}\p{N}])/gu, digits);
  const latin = /^[\x20-\x7e\p{Nd}]*$/u.test(plain) ? plain.replace(/\p{Nd}/gu, digits) : plain;
  const dotted = latin.replace(/[\u2025\u2026\u06D4\u0701\u0702\u201A](?<=[\p{L}\p{N}].)(?=[\p{L}\p{N}])/gu, ".");
  return { text: dotted, guessed: dotted !== latin };
}

/** Decimal digits of any script stand in blocks of ten, in order. */
const digits = (written: string): string =>
  Array.from(written.normalize("NFKC"), (digit) => {
    if (!/\p{Nd}/u.test(digit) || /\d/.test(digit)) return digit;
    const code = digit.codePointAt(0)!;
    let value = 0;
    while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value++;
    return String(value);
  }).join("");
