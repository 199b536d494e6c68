import type { Evidence, Excerpt } from "#contract";
import type { HttpAnswer } from "./answer.js";
import { firstGroup, occurs } from "./pattern.js";
import { at } from "./pointer.js";

/** Whether an answer looks as stated: everything stated has to hold. */
export function holds(evidence: Evidence, answer: HttpAnswer): boolean {
  const { status, contentType, header, json, text } = evidence;
  if (status !== undefined && ![status].flat().includes(answer.status)) return false;
  if (contentType !== undefined && !answer.mediaType.startsWith(contentType.toLowerCase())) return false;
  if (header && !holdsHeader(header, answer.headers)) return false;
  if (json && !(answer.json !== undefined && json.every((one) => holdsJson(one, answer.json)))) return false;
  return text === undefined || occurs(text, answer.text);
}

function holdsHeader({ name, matches }: NonNullable<Evidence["header"]>, headers: Headers): boolean {
  const value = headers.get(name);
  return value !== null && (matches === undefined || occurs(matches, value));
}

function holdsJson(one: NonNullable<Evidence["json"]>[number], json: unknown): boolean {
  const value = at(json, one.at);
  if ((value !== undefined) !== (one.exists ?? true)) return false;
  if (one.is !== undefined && value !== one.is) return false;
  if (one.type !== undefined && typeOf(value) !== one.type) return false;
  return one.matches === undefined || (isScalar(value) && occurs(one.matches, String(value)));
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

const isScalar = (value: unknown): value is string | number | boolean =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean";

/** What stands at a place of an answer, as its own type; undefined where nothing fit for words does. */
export function excerpt(where: Excerpt, answer: HttpAnswer): string | number | boolean | undefined {
  const value = found(where, answer);
  if (where.length) return Array.isArray(value) ? value.length : undefined;
  if (!isScalar(value)) return undefined;
  return where.text === undefined ? value : firstGroup(where.text, String(value));
}

/** All of them by name; undefined where one of them is not there. */
export function excerpts(
  wanted: Readonly<Record<string, Excerpt>>,
  answer: HttpAnswer,
): Record<string, string | number | boolean> | undefined {
  const taken = Object.entries(wanted).map(([name, where]) => [name, excerpt(where, answer)] as const);
  return taken.some(([, value]) => value === undefined)
    ? undefined
    : (Object.fromEntries(taken) as Record<string, string | number | boolean>);
}

function found(where: Excerpt, answer: HttpAnswer): unknown {
  if (where.header !== undefined) return answer.headers.get(where.header) ?? undefined;
  return where.at === undefined ? answer.text : at(answer.json, where.at);
}
