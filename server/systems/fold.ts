/** Words of a text as they are compared: lower case, without accents or punctuation ("Büro-Plus 2" → büro plus 2 → buro plus 2). */
export function words(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The same in one piece, so that "net suite", "Net-Suite" and "NetSuite" are one. */
export const compact = (text: string): string => words(text).join("");

const fold = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/ß/g, "ss")
    .replace(/ø/g, "o")
    .replace(/æ/g, "ae")
    .replace(/ł/g, "l");
