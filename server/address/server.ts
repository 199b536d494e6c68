import type { Address, AddressReading } from "#contract";
import { readHost } from "./host.js";
import { changes, confirm, error } from "./reading.js";
import { looksLikeSecret } from "./secret.js";
import { takesOf } from "./takes.js";

/** Reads host and port of a server that is not asked over http: "db.example.com:5432", a connection string. */
export function readServer(
  text: string,
  address: Address,
  allowPrivate: (host: string, port: number) => boolean,
  cleaned: boolean,
): AddressReading {
  const rest = text.replace(/^jdbc:/i, "").replace(/^[a-z][a-z0-9+]*:\/\//i, "");
  const [, userinfo, host = "", typed, path = ""] =
    /^(?:(.*)@)?(\[[^\]]*\]|[^:/?#\s]*)(?::([^/?#]*))?(?:\/([^?#]*))?/s.exec(rest) ?? [];
  const reading = readHost(host);
  if ("code" in reading) return error(reading.code === "not_an_address" && text === "" ? "empty" : reading.code);
  if (
    typed !== undefined &&
    typed !== "" &&
    !(/^\d{1,5}$/.test(typed) && Number(typed) >= 1 && Number(typed) <= 65535)
  ) {
    return error("bad_port");
  }
  const number = typed === undefined || typed === "" ? address.port : Number(typed);
  if (number === undefined) return error("bad_port");
  const allowed = allowPrivate(reading.host, number);
  if (reading.kind === "single" && !allowed)
    return error(reading.host === "localhost" ? "private_address" : "single_label");
  if (reading.private && !allowed) return error("private_address");
  if (reading.unknownEnding) return error("not_an_address");
  const found: AddressReading = {
    answer: "ok",
    value: `${reading.host}:${number}`,
    changed: changes({ cleaned: cleaned || rest !== text, unicode_normalised: reading.unicode }),
    notices: [
      ...(reading.private ? (["private_address"] as const) : []),
      ...(reading.kind === "single" ? (["single_label"] as const) : []),
    ],
    takes: looksLikeSecret(path) ? {} : takenFrom(text, path, address),
  };
  return userinfo === undefined ? found : confirm(found, "credentials_in_url");
}

/** What stands behind host and port: what the entry says, a folder where files are asked for, else a database. */
function takenFrom(text: string, path: string, address: Address): AddressReading["takes"] {
  if (address.takes) {
    const parts = { host: "", path: `/${path}`, query: "", fragment: "" };
    return path.split("/").some(looksLikeSecret) ? {} : takesOf("", parts, address);
  }
  if (/^(?:sftp|ftps?|scp|ssh):/i.test(text)) return /^[^\p{C}%]+$/u.test(path) ? { folder: `/${path}` } : {};
  const database = /^[\w$-]+$/.exec(path)?.[0];
  return database === undefined ? {} : { database };
}
