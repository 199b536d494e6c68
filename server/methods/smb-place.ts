import type { Values } from "./method.js";
import type { Account } from "./ntlm-proof.js";

export interface Place {
  readonly share: string;
  /** Below the share, as Windows writes it; empty for the share itself. */
  readonly folder: string;
}

/** Where the files lie, however it was written: `files`, `files\export`, `\\server\files\export`, with slashes of either kind. */
export function placeOf({ share = "", folder = "" }: Values): Place {
  const parts = (text: string) => text.trim().split(/[\\/]+/);
  const [first = "", ...more] = parts(share.trim().replace(/^[\\/]{2,}[^\\/]+(?=[\\/])/, "")).filter(
    (one) => one !== "",
  );
  return { share: first, folder: [...more, ...parts(folder)].filter((one) => one !== "" && one !== ".").join("\\") };
}

/** The field of what can be no share or folder at all: nobody climbs out of a share, and a drive's letter is of another machine. */
export function impossible({ share, folder }: Place): "share" | "folder" | undefined {
  const isNone = (one: string) => one === ".." || /[\p{Cc}:*?"<>|]/u.test(one);
  if (share === "" || isNone(share)) return "share";
  return folder.split("\\").some(isNone) ? "folder" : undefined;
}

/** `anna`, `PLANT\anna`, `anna@plant.example`; `.\anna` is one of the server itself. */
export function accountOf(username: string): Account {
  const [, domain = "", user = username] = /^([^\\]*)\\(.*)$/s.exec(username) ?? [];
  return { user, domain: domain === "." ? "" : domain };
}
