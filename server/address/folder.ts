import type { AddressReading } from "#contract";
import { changes, error } from "./reading.js";

/** Reads the path of a folder: absolute, as the machine that reads it writes it. Blanks inside stay. */
export function readFolder(text: string, pasted: string): AddressReading {
  const path = text.replace(/^file:\/{2,3}(?=\/|[a-z]:)/i, "").replace(/^file:\/\/(?=\/)/i, "");
  if (path === "") return error("empty");
  if (path.includes("\0")) return error("not_an_address");
  if (!/^(?:\/|[a-z]:[\\/]|\\\\[^\\]+\\)/i.test(path)) return error("not_an_address");
  const value = /^(?:\/|[a-z]:[\\/])$/i.test(path) ? path : path.replace(/[\\/]+$/, "");
  return { answer: "ok", value, changed: changes({ cleaned: value !== pasted }), notices: [], takes: {} };
}
