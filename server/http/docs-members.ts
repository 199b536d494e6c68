import * as z from "zod";
import type { Endpoint } from "#contract";

interface Schema {
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  additionalProperties?: Schema | boolean;
  description?: string;
}
interface Member {
  readonly name: string;
  readonly type: string;
  readonly needed: boolean;
  readonly says: string;
}
// Deeper than this the document for machines reads better.
const deepest = 3;

/** What goes into an endpoint and what comes out, as tables to read; nothing where there is nothing. */
export function memberTables(endpoint: Endpoint, escaped: (text: string) => string): string {
  const parts: [string, z.ZodType | undefined, "input" | "output"][] = [
    ["In the path", endpoint.params, "input"],
    ["In the query", endpoint.query, "input"],
    ["In the body", endpoint.body, "input"],
    [endpoint.stream ? "In each line" : "In the answer", endpoint.answer, "output"],
  ];
  return parts
    .map(([title, schema, io]) => {
      const members = schema ? membersOf(z.toJSONSchema(schema, { io, unrepresentable: "any" }) as Schema) : [];
      return members.length === 0 ? "" : `<details><summary>${title}</summary>${table(members, escaped)}</details>`;
    })
    .join("");
}

function table(members: readonly Member[], escaped: (text: string) => string): string {
  const rows = members.map(
    ({ name, type, needed, says }) =>
      `<tr><td><code>${escaped(name)}</code><td>${escaped(type)}<td>${needed ? "needed" : "may be left out"}<td>${escaped(says)}</tr>`,
  );
  return `<div class="wide"><table><tr><th>Member<th>Type<th><th></tr>${rows.join("")}</table></div>`;
}

function membersOf(schema: Schema, before = "", depth = 0): Member[] {
  if (depth >= deepest) return [];
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices && !schema.properties) {
    const seen = new Map(
      choices.flatMap((one) => membersOf(one, before, depth)).map((member) => [member.name, member]),
    );
    return [...seen.values()];
  }
  if (schema.items) return membersOf(schema.items, `${before}[].`.replace(".[]", "[]"), depth);
  return Object.entries(schema.properties ?? {}).flatMap(([name, member]) => [
    {
      name: before + name,
      type: typeOf(member),
      needed: schema.required?.includes(name) ?? false,
      says: member.description ?? "",
    },
    ...membersOf(member.items ?? member, `${before}${name}${member.items ? "[]." : "."}`, depth + 1),
  ]);
}

function typeOf(schema: Schema): string {
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" or ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return [...new Set(choices.map(typeOf))].join(" or ");
  if (schema.type === "array") return `list of ${schema.items ? typeOf(schema.items) : "anything"}`;
  return [schema.type ?? "anything"].flat().join(" or ");
}
