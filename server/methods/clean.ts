import type { Field, MethodUse, System } from "#contract";
import { asked } from "./fields.js";
import { methodOf } from "./methods.js";
import type { Values } from "./method.js";
import { occurs } from "./pattern.js";
import type { Refusal, RefusalReason } from "./refusal.js";

export interface ReadValues {
  /** By field name, as they will be used. Fields left empty are not in it, but those with a default are. */
  readonly values: Values;
  /** Names of the fields whose value was cleaned. */
  readonly cleaned: readonly string[];
  /** Nothing may be sent while there is one. */
  readonly refused: readonly Refusal[];
}

const usualMost = 4096;

/**
 * Reads what was entered: keys are freed of what is copied along with them, passwords stay as they are to the byte,
 * and what cannot be sent is refused at its field. `address` and `folder` are left to the address reader.
 */
export function readValues(system: System, use: MethodUse, entered: Values): ReadValues {
  const method = methodOf(use);
  const fields = asked(method?.fields(use, system) ?? []);
  const values: Record<string, string> = {};
  const cleaned: string[] = [];
  const refused: Refusal[] = [];

  for (const [name, value] of Object.entries(entered)) {
    if (method?.keeps?.(use).includes(name)) values[name] = value;
    else if (!fields.some((field) => field.name === name)) refused.push({ field: name, reason: "not_expected" });
  }
  for (const field of fields) {
    const text = Object.hasOwn(entered, field.name) ? entered[field.name]! : "";
    const value = clean(field, text, "prefix" in use ? use.prefix : undefined);
    if (value !== text) cleaned.push(field.name);
    const used = value === "" ? (field.default ?? "") : value;
    const reason = refusal(field, used) ?? (used === "" ? undefined : method?.refuse?.(use, field.name, used));
    if (reason) refused.push({ field: field.name, reason });
    else if (used !== "") values[field.name] = used;
  }
  return { values, cleaned, refused };
}

const cleanOf = ({ clean, role, lines }: Field): NonNullable<Field["clean"]> =>
  clean ?? (lines ? "trim" : role === "key" ? "key" : "exact");

/** How a field is cleaned: as the entry says, else passwords and secrets not at all, keys as keys. */
function clean(field: Field, text: string, prefix: string | undefined): string {
  if (field.role === "address" || field.role === "folder") return text;
  switch (cleanOf(field)) {
    case "key":
      return cleanKey(text, prefix);
    case "trim":
      return trim(text);
    case "exact":
      return text;
  }
}

// Blanks and line ends, and signs that nobody sees and copying adds: soft hyphen, zero-width signs, byte order mark.
const edge = "[\\t-\\r \\u00a0\\u00ad\\u1680\\u2000-\\u200d\\u202f\\u205f\\u2060\\u3000\\ufeff]+";
const trim = (text: string): string => text.replace(new RegExp(`^${edge}|${edge}$`, "gu"), "");
// Only around what looks like a key: quotes may be part of anything else.
const keyLike = "(?:[\\w-]+:?\\s+){0,2}[\\w.~+/=:|@!$%^&*,#-]+";
const pairs = ['""', "''", "``", "“”", "„“", "„”", "‘’", "«»", "<>"];
const quotes = new RegExp(pairs.map(([open, close]) => `^${open}(${keyLike})${close}$`).join("|"), "u");
const assignment =
  /^(?:export\s+)?(?:x[-_])?(?:(?:api|access|auth|client|secret|private)[-_ ]?)?(?:key|token|secret)\s*[=:]\s*(?=[^=\s])/i;
const header = /^authorization\s*:\s*/i;
const scheme = /^(?:bearer|token|basic|api-?key)\s+(?=\S)/i;

/** A key as it was made: without what is copied along with it. A PEM block keeps its lines. */
export function cleanKey(text: string, prefix?: string): string {
  let key = trim(text);
  if (key.startsWith("-----BEGIN ")) return key;
  const word = prefix?.trim().toLowerCase();
  for (let before = ""; before !== key;) {
    before = key;
    const quoted = quotes
      .exec(key)
      ?.slice(1)
      .find((inner) => inner !== undefined);
    key = trim(quoted ?? key.replace(header, "").replace(assignment, "").replace(scheme, ""));
    if (word && key.toLowerCase().startsWith(`${word} `)) key = trim(key.slice(word.length));
  }
  return key;
}

function refusal(field: Field, value: string): RefusalReason | undefined {
  if (value === "") return field.optional ? undefined : "missing";
  if (value.length > (field.max ?? usualMost)) return "too_long";
  if (field.role === "address" || field.role === "folder") return undefined;
  if (isKey(field) && !value.startsWith("-----BEGIN ")) return unsendable(value);
  if (field.kind !== "secret" && !field.lines && isControlled(value)) return "control_characters";
  if (isName(field) && value.trim() !== value) return "blank_at_the_edge";
  if (field.kind === "number" && !/^\d{1,9}$/.test(value)) return "not_a_number";
  if (field.kind === "choice" && field.choices && !field.choices.some((choice) => choice.value === value)) {
    return "not_a_choice";
  }
  return field.pattern && !occurs(field.pattern, value) ? "does_not_match" : undefined;
}

const isKey = (field: Field): boolean => cleanOf(field) === "key";
const isName = (field: Field): boolean => field.role === "username" || field.role === "company";
const isControlled = (value: string): boolean => /\p{Cc}/u.test(value);

/** Keys travel in headers, where only visible ASCII is safe (RFC 9110, 5.5). */
function unsendable(value: string): RefusalReason | undefined {
  if (isControlled(value)) return "control_characters";
  if (!/^[\x20-\x7e]*$/.test(value)) return "not_ascii";
  return value.includes(" ") ? "blank_inside" : undefined;
}
