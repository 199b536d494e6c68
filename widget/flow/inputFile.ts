import type { InputFile } from "#contract";
import { mostFileBytes } from "#contract/fileSize";

export type FileRefused = "too_large" | "not_readable" | "another_product" | "nothing_in_it";
export type FileRead = { readonly values: Readonly<Record<string, string>> } | { readonly refused: FileRefused };

/**
 * Reads the file that a vendor hands out, here in the browser, and gives what it holds for the fields. What is not for
 * a field goes no further than this.
 */
export function readInputFile({ expects, takes }: InputFile, text: string): FileRead {
  if (text.length > mostFileBytes) return { refused: "too_large" };
  let content: unknown;
  try {
    content = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return { refused: "not_readable" };
  }
  if (typeof content !== "object" || content === null) return { refused: "not_readable" };
  const strange = expects.some(({ at, is }) => {
    const found = pointed(content, at);
    return found === undefined || (is !== undefined && found !== is);
  });
  if (strange) return { refused: "another_product" };
  const values = Object.entries(takes).flatMap(([field, at]) => {
    const found = pointed(content, at);
    return typeof found === "string" && found !== "" ? [[field, found] as const] : [];
  });
  return values.length === 0 ? { refused: "nothing_in_it" } : { values: Object.fromEntries(values) };
}

/** What a JSON Pointer (RFC 6901) names. */
function pointed(content: unknown, pointer: string): unknown {
  const names = pointer.split("/").slice(1);
  return names.reduce<unknown>((at, name) => {
    const key = name.replaceAll("~1", "/").replaceAll("~0", "~");
    return typeof at === "object" && at !== null && Object.hasOwn(at, key)
      ? (at as Record<string, unknown>)[key]
      : undefined;
  }, content);
}
