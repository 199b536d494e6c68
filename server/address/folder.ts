import type { AddressReading } from "#contract";
import { changes, error } from "./reading.js";
import { holdsKey } from "./secret.js";
import { unwrap } from "./unwrap.js";
import { visible } from "./visible.js";

/** Reads the path of a folder: absolute, as the machine that reads it writes it. Blanks inside stay. */
export function readFolder(pasted: string): AddressReading {
  const text = unwrap(visible(pasted));
  const path = text.replace(/^file:\/{2,3}(?=\/|[a-z]:)/i, "").replace(/^file:\/\/(?=\/)/i, "");
  if (path === "") return error("empty");
  if (path.split(/[\\/]/).some(holdsKey)) return error("looks_like_secret");
  if (!/^(?:\/|[a-z]:[\\/]|\\\\[^\\]+\\)/i.test(path)) return error("not_an_address");
  let end = path.length;
  while (end > 1 && /[\\/]/.test(path[end - 1]!) && path[end - 2] !== ":") end--;
  const value = path.slice(0, end);
  return { answer: "ok", value, changed: changes({ cleaned: value !== pasted }), notices: [], takes: {} };
}
