import type { Address, AddressReading } from "#contract";
import { error } from "./reading.js";
import { looksLikeSecret, namesSecret } from "./secret.js";
import { readServer } from "./server.js";
import { takesOf } from "./takes.js";
import { unwrap } from "./unwrap.js";
import { visible } from "./visible.js";

// `\\server\share`, doubled where it was copied out of code; `//server/share`, `smb://…`, `file://server/…` of a browser.
const written = /^(?:(smb|cifs):[\\/]{2}|file:(?:\/{2}|\/{4,5})|[\\/]{2,4})(?!\s)([^\\/]+)(?:[\\/]+(.*))?$/is;

/**
 * Reads a path into the network as Windows and others write it, for a server whose entry takes a share out of it. Blanks and
 * signs in its folders are their own. Undefined where it is none.
 */
export function readNetworkPath(
  pasted: string,
  address: Address,
  allowPrivate: (host: string, port: number) => boolean,
): AddressReading | undefined {
  if (address.kind !== "server" || !address.takes) return undefined;
  const text = unwrap(visible(pasted)).replace(/^\\\\[?.]\\UNC\\/i, "\\\\");
  if (/^file:\/{3}(?:[^/]|$)/i.test(text)) return error("file_path");
  const [, scheme, server, path = ""] = written.exec(text) ?? [];
  if (server === undefined) return undefined;
  if (namesSecret(text)) return error("looks_like_secret");
  if (/^[a-z]:$/i.test(server)) return error("file_path");
  // Windows' way to write a WebDAV server.
  if (/@ssl\b/i.test(server)) return error("unsupported_scheme");
  const reading = readServer(server, address, allowPrivate, text !== pasted);
  if (reading.answer === "error") return reading;
  const slashed = path.replace(/[\\/]+/g, "/");
  // What is no address has nothing encoded.
  const encoded = scheme === undefined ? slashed.replaceAll("%", "%25") : slashed;
  const takes = path.split(/[\\/]/).some(looksLikeSecret)
    ? {}
    : takesOf("", { host: "", path: `/${encoded}`, query: "", fragment: "" }, address);
  return { ...reading, changed: [...new Set([...reading.changed, "cleaned" as const])], takes };
}
