import { inspect } from "node:util";

const placeholder = "[secret]";

/**
 * A secret text that does not show itself: JSON, String(), template literals, util.inspect and loggers print a
 * placeholder. Only `reveal()` gives it away, so that every place where it is used in clear can be found by that word.
 */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return placeholder;
  }

  toJSON(): string {
    return placeholder;
  }

  [Symbol.toPrimitive](): string {
    return placeholder;
  }

  [inspect.custom](): string {
    return placeholder;
  }
}
