import { plainCharacters } from "./characters.js";
import { withoutMarkup } from "./markup.js";
import { unwrap } from "./unwrap.js";
import { visible, withoutEncodedBlanks } from "./visible.js";

/** What was taken off a pasted text, and whether a person should look at the result. */
export interface Cleaned {
  readonly text: string;
  readonly cleaned: boolean;
  readonly unicode: boolean;
  /** Read out of words, a spelling or a markup: to be shown before it is used. */
  readonly guessed: boolean;
  /** Nothing can be seen in it at all. */
  readonly blank: boolean;
}

/** Takes off what never belongs to an address: invisible characters, quotes, brackets, markup, punctuation. */
export function clean(pasted: string): Cleaned {
  const seen = visible(pasted).replace(/ {2,}/g, " ").trim();
  const plain = plainCharacters(withoutEncodedBlanks(seen));
  const markup = withoutMarkup(plain.text);
  const text = unwrap(markup.text);
  return {
    text,
    cleaned: text !== pasted,
    unicode: plain.text !== seen && /[^\x20-\x7e]/.test(seen),
    guessed: markup.guessed || plain.guessed,
    blank: seen === "",
  };
}
