/** One page of a bucket's list (https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html). */
export interface Page {
  readonly keys: readonly string[];
  /** There is something below: folders within the folder. */
  readonly deeper: boolean;
  /** Where the next page goes on; undefined on the last. */
  readonly next: string | undefined;
}

/** Deeper than any list; names of open elements are kept, so a hostile depth would cost. */
const deepest = 16;

/** Undefined where it is no such list. Loaded by who needs it: a start does not read saxes. */
export async function readPage(xml: string): Promise<Page | undefined> {
  const { SaxesParser } = await import("saxes");
  const open: string[] = [];
  const keys: string[] = [];
  let isList = false;
  let deeper = false;
  let more = false;
  let next: string | undefined;
  let encoded = false;
  let text = "";
  const parser = new SaxesParser();
  parser.on("opentag", ({ name }) => {
    if (open.push(name) > deepest) throw new Error("too deep");
    if (open.length === 1) isList = name === "ListBucketResult";
    text = "";
  });
  parser.on("text", (piece) => (text += piece));
  parser.on("cdata", (piece) => (text += piece));
  parser.on("closetag", () => {
    const at = open.slice(1).join("/");
    if (at === "Contents/Key") keys.push(text);
    else if (at === "CommonPrefixes/Prefix") deeper = true;
    else if (at === "IsTruncated") more = text.trim() === "true";
    else if (at === "NextContinuationToken") next = text.trim();
    else if (at === "EncodingType") encoded = text.trim() === "url";
    open.pop();
    text = "";
  });
  try {
    parser.write(xml.replace(/^\ufeff/, "")).close();
  } catch {
    return undefined;
  }
  if (!isList) return undefined;
  return { keys: encoded ? keys.map(decoded) : keys, deeper, next: more ? next : undefined };
}

// Asked for because XML has no way to say some letters that keys may hold.
function decoded(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll("+", " "));
  } catch {
    return key;
  }
}
