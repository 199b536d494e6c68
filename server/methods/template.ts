/** Values that stand for `{name}`: what was entered, and what an earlier answer gave, in its own type. */
export type Inputs = Readonly<Record<string, string | number | boolean>>;

/** A value cannot stand where the entry wants it. `input` is its name; its text is never repeated. */
export class TemplateError extends Error {
  override readonly name = "TemplateError";
  constructor(readonly input: string) {
    super("a value does not fit its place");
  }
}

const placeholder = /\{([a-zA-Z][a-zA-Z0-9_]*)\}/g;

/** Names that a text, or any text within a value, stands for. */
export function placeholders(template: unknown): string[] {
  return [...(JSON.stringify(template) ?? "").matchAll(placeholder)].map((match) => match[1]!);
}

/** Fills as it is, for text that is encoded later as a whole. What has no value is left empty. */
export const fill = (template: string, inputs: Inputs): string => replace(template, inputs, (value) => value);

/** Fills a header's value: visible ASCII and blanks only (RFC 9110, 5.5, without obs-text), and none at its edges: they would be lost. */
export function fillHeader(template: string, inputs: Inputs): string {
  const filled = replace(template, inputs, (value, name) => {
    if (!/^[\x20-\x7e]*$/.test(value)) throw new TemplateError(name);
    return value;
  });
  const atStart = /^\{([a-zA-Z][a-zA-Z0-9_]*)\}/.exec(template)?.[1];
  const atEnd = /\{([a-zA-Z][a-zA-Z0-9_]*)\}$/.exec(template)?.[1];
  if (atStart !== undefined && String(valueOf(inputs, atStart) ?? "").startsWith(" ")) throw new TemplateError(atStart);
  if (atEnd !== undefined && String(valueOf(inputs, atEnd) ?? "").endsWith(" ")) throw new TemplateError(atEnd);
  return filled;
}

/** Fills a path: a value is one segment; only where it is the whole path may it have several, and a query. */
export function fillPath(template: string, inputs: Inputs): string {
  const whole = /^\/?\{([a-zA-Z][a-zA-Z0-9_]*)\}$/.exec(template);
  if (whole) return wholePath(String(valueOf(inputs, whole[1]!) ?? ""), whole[1]!);
  return fillSegments(template, inputs);
}

/** Fills what comes after a host: a value is one segment. */
export const fillSegments = (template: string, inputs: Inputs): string =>
  replace(template, inputs, (value, name) => {
    // The URL parser takes %2e for a dot, so a segment of dots cannot be written at all.
    if (/^\.{1,2}$|\p{Surrogate}/u.test(value)) throw new TemplateError(name);
    return encodeURIComponent(value);
  });

function wholePath(value: string, name: string): string {
  const [path = "", ...query] = value.split("?");
  const climbs = path.split("/").some((segment) => /^(?:\.|%2e){1,2}$/i.test(segment));

  if (climbs || /[\\#\u0000-\u0020\u007f]|^[a-z][a-z0-9+.-]*:|^\/\//i.test(value)) throw new TemplateError(name);
  return [path, ...query].join("?");
}

/**
 * Fills an address: a value in the host is one DNS label (RFC 1035, 2.3.1, digits allowed first), elsewhere a segment.
 * Only what an entry says itself (`chosen`) may be a whole origin, at the beginning: "{api}/v2".
 */
export function fillAddress(template: string, inputs: Inputs, chosen: Inputs = {}): string {
  const origin = /^\{([a-zA-Z][a-zA-Z0-9_]*)\}/.exec(template);
  const known = origin && valueOf(chosen, origin[1]!);
  if (origin && known !== undefined) return String(known) + fillSegments(template.slice(origin[0].length), inputs);
  const [, scheme = "", host = "", rest = ""] = /^([a-z]+:\/\/)?([^/?#]*)(.*)$/s.exec(template) ?? [];
  const label = replace(host, inputs, (value, name) => {
    if (!/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i.test(value)) throw new TemplateError(name);
    return value.toLowerCase();
  });
  return scheme + label + fillSegments(rest, inputs);
}

/** Fills the strings within a JSON value; a string that is nothing but `{name}` becomes the bare value. */
export function fillJson(template: unknown, inputs: Inputs): unknown {
  if (typeof template === "string") {
    const bare = /^\{([a-zA-Z][a-zA-Z0-9_]*)\}$/.exec(template);
    return bare ? (valueOf(inputs, bare[1]!) ?? "") : fill(template, inputs);
  }
  if (Array.isArray(template)) return template.map((item) => fillJson(item, inputs));
  if (typeof template !== "object" || template === null) return template;
  return Object.fromEntries(Object.entries(template).map(([name, value]) => [name, fillJson(value, inputs)]));
}

/**
 * Fills an XML text: a value is character data, in an element or in an attribute (XML 1.0, 2.4 and 3.3.3). What is named
 * in `elements` is put in as it is.
 */
export function fillXml(template: string, inputs: Inputs, elements: Readonly<Record<string, string>> = {}): string {
  return replace(template, inputs, (value, name) => {
    if (Object.hasOwn(elements, name)) return elements[name]!;
    if (!fitsXml(value)) throw new TemplateError(name);
    return escapeXml(value);
  });
}

/** Whether a text can stand in XML: for other signs not even an escape can (XML 1.0, 2.2). */
export const fitsXml = (text: string): boolean =>
  !/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(text);

/** A text as character data. */
export const escapeXml = (text: string): string => text.replace(/[<>&"'\t\n\r]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const valueOf = (inputs: Inputs, name: string) => (Object.hasOwn(inputs, name) ? inputs[name] : undefined);

function replace(template: string, inputs: Inputs, encode: (value: string, name: string) => string): string {
  return template.replace(placeholder, (_, name: string) => encode(String(valueOf(inputs, name) ?? ""), name));
}
