import type { Farewell, Question } from "#contract";
import type { NetRequest } from "../net/index.js";
import { fill, fillHeader, fillJson, fillPath, fillXml, type Inputs } from "./template.js";

/** What signs a question: each method gives its own. */
export interface Signature {
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** Members of the form or the JSON that is sent; a question that sends neither bears none. */
  readonly members?: Readonly<Record<string, string>>;
  /** What stands for `{security}` in an envelope, made anew for each. */
  readonly security?: () => string;
  /** Signs a question as a whole, last of all: nothing of it changes afterwards. */
  readonly whole?: (rendered: Rendered) => Rendered;
}

export type Rendered = Required<Pick<NetRequest, "method" | "headers">> & { url: string; body?: string };

/**
 * A question with its values put in, each encoded for the place where it stands. Throws TemplateError where a value
 * cannot stand there. `address` has no slash at the end.
 */
export function render(
  question: Question | Farewell,
  address: string,
  inputs: Inputs,
  { headers = {}, signature = {} }: { headers?: Record<string, string>; signature?: Signature } = {},
): Rendered {
  const url = new URL(join(address, fillPath(question.path, inputs)));
  if (url.origin !== new URL(address).origin) throw new Error("a question leaves its address");
  for (const [name, template] of Object.entries(question.query ?? {})) {
    const value = fill(template, inputs);
    // An optional input that was left empty leaves no parameter behind.
    if (value !== "" || template === "") url.searchParams.append(name, value);
  }
  for (const [name, value] of Object.entries(signature.query ?? {})) url.searchParams.append(name, value);
  const content = body(question, inputs, signature);
  const rendered: Rendered = {
    url: url.href,
    method: question.method,
    headers: {
      accept: "application/json, */*;q=0.5",
      ...content.headers,
      ...filled(headers, inputs),
      ...filled(question.headers ?? {}, inputs),
      ...lowerCase(signature.headers ?? {}),
    },
    ...(content.body !== undefined && { body: content.body }),
  };
  return signature.whole ? signature.whole(rendered) : rendered;
}

function join(address: string, path: string): string {
  if (path === "" || path.startsWith("?")) return address + path;
  return address.replace(/\/+$/, "") + (path.startsWith("/") ? path : `/${path}`);
}

function filled(templates: Record<string, string>, inputs: Inputs): Record<string, string> {
  const values = Object.entries(templates).map(([name, template]) => [name, fillHeader(template, inputs)] as const);
  return lowerCase(Object.fromEntries(values.filter(([, value]) => value !== "")));
}

const lowerCase = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

function body(
  { json, form, xml }: Pick<Question, "json" | "form" | "xml">,
  inputs: Inputs,
  { members = {}, security }: Signature,
): { headers: Record<string, string>; body?: string } {
  if (json !== undefined) {
    const filled = fillJson(json, inputs);
    const whole = isObject(filled) ? { ...filled, ...members } : filled;
    return { headers: { "content-type": "application/json" }, body: JSON.stringify(whole) };
  }
  if (xml !== undefined) {
    const envelope = fillXml(xml, inputs, { security: security?.() ?? "" });
    return { headers: { "content-type": "text/xml; charset=utf-8" }, body: envelope };
  }
  if (!form) return { headers: {} };
  const values = Object.entries(form).map(([name, template]) => [name, fill(template, inputs)]);
  return {
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams([...values, ...Object.entries(members)]).toString(),
  };
}

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);
