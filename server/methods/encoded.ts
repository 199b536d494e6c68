/** How a key was written down. */
export type KeyEncoding = "utf8" | "base64" | "hex";

/** Whether a text is what it is said to be. Node leaves out what it does not know, and would sign with half a key. */
export function decodes(text: string, encoding: KeyEncoding): boolean {
  switch (encoding) {
    case "utf8":
      return true;
    case "hex":
      return /^(?:[0-9a-f]{2})+$/i.test(text);
    case "base64":
      return /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/.test(text) && text !== "";
  }
}

/** Its bytes. */
export const decoded = (text: string, encoding: KeyEncoding): Buffer => Buffer.from(text, encoding);
