import type { FieldInput, MethodUseOf } from "#contract";
import { enteredFields } from "./fields.js";
import { httpMethod } from "./httpMethod.js";
import type { Values } from "./method.js";
import type { Signature } from "./question.js";
import { fill as fillAnything, fillHeader, placeholders, TemplateError } from "./template.js";

const own: FieldInput[] = [{ name: "apiKey", role: "key", kind: "secret", clean: "key", autocomplete: "off" }];

/** A key that the system gave, in a header, the query, a cookie, the path, or among what is sent. */
export const apiKey = httpMethod<"apiKey">({
  kind: "apiKey",
  fields: (use, system) => enteredFields(system, use, own, placeholders(valueOf(use))),

  sign({ use, values }) {
    if (use.place === "path") return { signature: {}, inputs: { [use.name]: inPath(use, values) } };
    const signature = signatureOf(use, values);
    // "Token abc" has a scheme; a bare key in the same header has none.
    const scheme = /^(\S+) \S/.exec(signature.headers?.["authorization"] ?? "")?.[1]?.toLowerCase();
    return { signature, ...(scheme && { scheme }) };
  },
});

const valueOf = (use: MethodUseOf<"apiKey">): string => `${use.prefix ?? ""}${use.value ?? "{apiKey}"}`;

/** The value as it travels; `fill` is what its place allows. */
function filled(use: MethodUseOf<"apiKey">, values: Values, fill: typeof fillHeader): string {
  if (use.encode === "none") return fill(valueOf(use), values);
  return (use.prefix ?? "") + Buffer.from(fillAnything(use.value ?? "{apiKey}", values), "utf8").toString("base64");
}

/** A segment of a path, or a part of one; it cannot be dots alone, which lead elsewhere (RFC 3986, 5.2.4). */
function inPath(use: MethodUseOf<"apiKey">, values: Values): string {
  const value = filled(use, values, fillAnything);
  if (/^\.{1,2}$/.test(value)) throw new TemplateError(placeholders(valueOf(use))[0] ?? "apiKey");
  return value;
}

function signatureOf(use: MethodUseOf<"apiKey">, values: Values): Signature {
  const name = fillHeader(use.name, values);
  if (use.place === "query") return { query: { [name]: filled(use, values, fillAnything) } };
  if (use.place === "body") return { members: { [name]: filled(use, values, fillAnything) } };
  const value = filled(use, values, fillHeader);
  if (use.place === "header") return { headers: { [name.toLowerCase()]: value } };
  // RFC 6265, 4.1.1: a cookie's value has no blank, comma, semicolon, quote or backslash.
  if (/[\s",;\\]/.test(value)) throw new TemplateError(placeholders(valueOf(use))[0] ?? "apiKey");
  return { headers: { cookie: `${name}=${value}` } };
}
