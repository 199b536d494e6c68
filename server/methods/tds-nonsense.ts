import type { Readable } from "node:stream";
import type { Connection } from "tedious";
import type { TdsRelay } from "./tds-relay.js";

interface TokenParser {
  readonly parser: Readable;
}
type Handler = Record<string, unknown>;

/**
 * The driver reads what a server says within events of a stream, where nothing catches what it stumbles over; it must not
 * take the process with it. It ends the connection instead, as a broken line does.
 */
export function surviveNonsense(driver: Connection, relay: TdsRelay): void {
  const stumbled = (error: unknown) => void relay.destroy(error instanceof Error ? error : new Error("stumbled"));
  const careful = (handler: Handler) =>
    new Proxy(handler, {
      get(of, name) {
        const value: unknown = Reflect.get(of, name);
        if (typeof value !== "function") return value;
        return (...said: unknown[]): unknown => {
          try {
            return Reflect.apply(value, of, said);
          } catch (error) {
            stumbled(error);
            return undefined;
          }
        };
      },
    });
  const own = driver as unknown as { createTokenStreamParser(message: unknown, handler: Handler): TokenParser };
  const create = own.createTokenStreamParser.bind(driver);
  own.createTokenStreamParser = (message, handler) => {
    const made = create(message, careful(handler));
    made.parser.on("error", stumbled);
    return made;
  };
}
