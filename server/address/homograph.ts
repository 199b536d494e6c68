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

const scripts = {
  latin: /\p{Script=Latin}/u,
  other: /(?!\p{Script=Latin}|\p{Script=Common}|\p{Script=Inherited})\p{L}/u,
  japanese:
    /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Latin}\p{N}ー-]+$/u,
};

/** As a reader sees it: look-alikes as Latin letters, accents gone. */
export const skeleton = (host: string): string =>
  [...host.normalize("NFKD").replace(/\p{M}/gu, "")]
    .map((letter) => alike[letter] ?? letter)
    .join("")
    .toLowerCase();

/**
 * Whether a host is written to look like another: two alphabets in one label, a whole label of look-alikes, or marks
 * that stand for an address's own punctuation. Names honestly written in one alphabet are not.
 */
export function isHomograph(host: string): boolean {
  const labels = host.toLowerCase().split(".");
  const ascii = (text: string) => /^[\x00-\x7f]*$/.test(text);
  return labels.some((label) => {
    if (ascii(label)) return false;
    if (/[⁄∕⧸／∶꞉։׃ː․·ᛰ⸱‧・]/u.test(label) || /[/\\?#@:%]/.test(label.normalize("NFKC"))) return true;
    if (scripts.latin.test(label) && scripts.other.test(label) && !scripts.japanese.test(label)) return true;
    const seen = skeleton(label);
    if ([...label].some((letter) => alike[letter] !== undefined) && ascii(seen))
      return ascii(labels.at(-1)!) || label === labels.at(-1);
    return false;
  });
}
