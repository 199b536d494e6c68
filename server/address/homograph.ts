// Letters of other alphabets that are drawn like Latin ones (a small part of Unicode's confusables, UTS 39).
const alike: Record<string, string> = Object.fromEntries(
  [
    "аa",
    "еe",
    "оo",
    "рp",
    "сc",
    "хx",
    "уy",
    "ѕs",
    "іi",
    "јj",
    "ԁd",
    "ԛq",
    "ԝw",
    "һh",
    "ӏl",
    "кk",
    "мm",
    "тt",
    "вb",
    "нh",
    "гr",
    "пn",
    "ьb",
    "ԍg",
    "ү" + "y",
    "αa",
    "οo",
    "ρp",
    "νv",
    "υu",
    "ιi",
    "κk",
    "ϲc",
    "ϳj",
    "τt",
    "ηn",
    "ωw",
    "γy",
    "εe",
    "χx",
    "σo",
    "βb",
    "օo",
    "ոn",
    "սu",
    "հh",
    "ցg",
    "զq",
    "ѵv",
    "ɑa",
    "ɡg",
    "ıi",
    "ɩi",
    "ʟl",
    "ɴn",
    "ʀr",
    "ꜱs",
    "ᴏo",
    "ᴄc",
    "ᴠv",
    "ᴢz",
    "ʏy",
    "ǃl",
    "ⅼl",
    "ⅰi",
    "ⅽc",
    "ⅾd",
    "ⅿm",
    "ƽs",
    "ɢg",
    "ꞵb",
    "ƅb",
    "℮e",
    "ⲟo",
    "ⲣp",
    "ᎥI",
    "ꓲl",
    "ןl",
  ].map((pair) => [...pair] as [string, string]),
);

// Latin letters with a stroke or a tail: honest in a name, but not in that of a vendor who has none.
const stroked: Record<string, string> = {
  ø: "o", ɵ: "o", đ: "d", ð: "d", ħ: "h", ł: "l", ƚ: "l", ɫ: "l", ŧ: "t", ƭ: "t", ɨ: "i", ɓ: "b", ƀ: "b", ƈ: "c", ɗ: "d",
  ɠ: "g", ƙ: "k", ɱ: "m", ŋ: "n", ɲ: "n", ƥ: "p", ɽ: "r", ʂ: "s", ʋ: "v", ƴ: "y", ʐ: "z", ƶ: "z", æ: "ae", œ: "oe", þ: "p",
}; // prettier-ignore

const scripts = {
  latin: /\p{Script=Latin}/u,
  other: /(?!\p{Script=Latin}|\p{Script=Common}|\p{Script=Inherited})\p{L}/u,
  japanese:
    /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Latin}\p{N}ー-]+$/u,
};

const isAscii = (text: string) => /^[\x00-\x7f]*$/.test(text);

/** As a reader sees it: look-alikes as Latin letters, accents gone. */
export const skeleton = (host: string): string =>
  isAscii(host)
    ? host.toLowerCase()
    : [...host.normalize("NFKD").replace(/\p{M}/gu, "")]
        .map((letter) => alike[letter] ?? letter)
        .join("")
        .toLowerCase();

/** As a hurried reader sees it: digits and pairs of letters too that are drawn like letters ("0doo", "c0rn"). */
export const drawn = (host: string): string =>
  [...skeleton(host)]
    .map((letter) => stroked[letter] ?? letter)
    .join("")
    .replace(/rn/g, "m")
    .replace(/vv/g, "w")
    .replace(/[0134589]/g, (digit) => ({ 0: "o", 1: "l", 3: "e", 4: "a", 5: "s", 8: "b", 9: "g" })[digit]!);

/**
 * Whether a host is written to look like another: two alphabets in one label, a whole label of look-alikes, or marks
 * that are no letters, of which some stand for an address's own punctuation. Names honestly written in one alphabet
 * are not.
 */
export function isHomograph(host: string): boolean {
  const labels = host.toLowerCase().split(".");
  return labels.some((label) => {
    if (isAscii(label)) return false;
    if (/[/\\?#@:%]/.test(label.normalize("NFKC"))) return true;
    if (/[^\p{L}\p{M}\p{N}_-]/u.test(label.normalize("NFKC")) || /[\u{1F100}-\u{1F1FF}]/u.test(label)) return true;
    if (/ー/.test(label) && !/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(label.replace(/ー/g, "")))
      return true;
    if (scripts.latin.test(label) && scripts.other.test(label) && !scripts.japanese.test(label)) return true;
    const seen = skeleton(label);
    if ([...label].some((letter) => alike[letter] !== undefined) && isAscii(seen))
      return isAscii(labels.at(-1)!) || label === labels.at(-1);
    return false;
  });
}
