/**
 * Reading a body as JSON, strictly (RFC 8259, I-JSON RFC 7493): UTF-8 without a byte order mark, no member
 * twice, none called `__proto__` (but for a label), no deeper than 32, only text that can be stored: no lone surrogates, no NUL.
 */

export type JsonReading =
  { ok: true; value: unknown } | { ok: false; why: "syntax" | "rule"; path: string; message: string };

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const mostDepth = 32;
const not = (why: "syntax" | "rule", message: string, path = ""): JsonReading => ({ ok: false, why, path, message });

export function readJson(bytes: Uint8Array): JsonReading {
  let text: string;
  let value: unknown;
  try {
    text = utf8.decode(bytes);
    value = JSON.parse(text);
  } catch {
    return not("syntax", "is not JSON in UTF-8");
  }
  const structure = judgeStructure(text);
  if (structure) return not("rule", structure);
  // Only an escape can bring in what UTF-8 and the grammar have kept out.
  const bad = text.includes("\\u") ? unstorable(value, "") : undefined;
  if (bad !== undefined) return not("rule", "has a character that cannot be kept (NUL, or half of a pair)", bad);
  return { ok: true, value };
}

/** One pass over text whose grammar JSON.parse has already accepted. */
function judgeStructure(text: string): string | undefined {
  const open: { names: Set<string> | null; of: string }[] = [];
  let last = "";
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === 0x7b || char === 0x5b) {
      if (open.push({ names: char === 0x7b ? new Set() : null, of: last }) > mostDepth) return "is nested too deep";
    } else if (char === 0x7d || char === 0x5d) {
      open.pop();
    } else if (char === 0x22) {
      const end = stringEnd(text, at);
      const { names, of } = open.at(-1) ?? { names: null, of: "" };
      if (names && isName(text, end)) {
        const name = JSON.parse(text.slice(at, end + 1)) as string;
        // A host's labels may be called anything; nothing else has a member of that name.
        if (name === "__proto__" && !(of === "metadata" && open.length === 2))
          return "has a member that is never taken";
        if (names.has(name)) return "has a member twice";
        names.add(name);
        last = name;
      }
      at = end;
    }
  }
  return undefined;
}

function stringEnd(text: string, start: number): number {
  let at = start + 1;
  while (text.charCodeAt(at) !== 0x22) at += text.charCodeAt(at) === 0x5c ? 2 : 1;
  return at;
}

function isName(text: string, end: number): boolean {
  let at = end + 1;
  while (/\s/.test(text.charAt(at))) at++;
  return text.charCodeAt(at) === 0x3a;
}

const unstorableText = /\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Path of the first member whose name or text cannot be kept. */
function unstorable(value: unknown, path: string): string | undefined {
  if (typeof value === "string") return unstorableText.test(value) ? path : undefined;
  if (typeof value !== "object" || value === null) return undefined;
  for (const [name, member] of Object.entries(value)) {
    const inside = path === "" ? name : `${path}.${name}`;
    if (unstorableText.test(name)) return path;
    const bad = unstorable(member, inside);
    if (bad !== undefined) return bad;
  }
  return undefined;
}
