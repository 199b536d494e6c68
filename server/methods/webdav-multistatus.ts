/** One resource of an answer 207. */
export interface Resource {
  readonly href: string;
  /** A folder. */
  readonly collection: boolean;
}

const dav = "DAV:";
/** Six are needed; names of open elements are compared at each, so a hostile depth would cost its square. */
const deepest = 32;

/**
 * Resources of a multistatus (RFC 4918, 13), at most `most`; undefined where it is none. Prefixes are chosen freely by
 * servers, so names are read with their namespaces: by saxes, which keeps one path of open elements and no tree, and
 * resolves no entities but XML's own.
 */
export async function readMultistatus(xml: string, most: number): Promise<Resource[] | undefined> {
  // Loaded by who needs it: a start does not.
  const { SaxesParser } = await import("saxes");
  const found: Resource[] = [];
  const open: string[] = [];
  const inside = (...path: string[]) => open.join() === path.join();
  let isMultistatus = false;
  let text = "";
  let one: { href?: string; collection: boolean } = { collection: false };

  const parser = new SaxesParser({ xmlns: true });
  parser.on("opentag", ({ uri, local }) => {
    if (open.push(uri === dav ? local : "") > deepest) throw new Error("too deep");
    text = "";
    if (inside("multistatus")) isMultistatus = true;
    if (inside("multistatus", "response")) one = { collection: false };
    if (inside("multistatus", "response", "propstat", "prop", "resourcetype", "collection")) one.collection = true;
  });
  parser.on("text", (more) => (text += more));
  parser.on("cdata", (more) => (text += more));
  parser.on("closetag", () => {
    if (inside("multistatus", "response", "href")) one.href ??= text.trim();
    if (inside("multistatus", "response") && one.href && found.length < most) found.push({ ...one, href: one.href });
    open.pop();
    text = "";
  });
  try {
    parser.write(xml.replace(/^\ufeff/, "")).close();
  } catch {
    return undefined;
  }
  return isMultistatus ? found : undefined;
}
