import { NetError } from "../net/index.js";
import { readAnswer, type HttpAnswer } from "./answer.js";
import { FolderError, listed, mostFiles, type OpenFolder } from "./files-folder.js";
import { askDav, askFile, refusal, type DavVisit } from "./webdav-ask.js";
import { readMultistatus, type Resource } from "./webdav-multistatus.js";

/** The folder that was named, below the address. */
export function davFolder(visit: DavVisit): OpenFolder {
  const url = folderUrl(visit);
  return {
    list: async () => listed(namesIn(await members(visit, url), url)),
    readStart: (name, bytes) => readStart(visit, url + encodeURIComponent(name), bytes),
    close: async () => undefined,
  };
}

/** Where the folder lies: never above the address. */
export function folderUrl({ address, values }: DavVisit, text = values["folder"] ?? ""): string {
  const parts: string[] = [];
  for (const part of text.trim().split(/[\\/]+/)) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `${[(address ?? "").replace(/\/+$/, ""), ...parts.map(encodeURIComponent)].join("/")}/`;
}

async function members(visit: DavVisit, url: string): Promise<Resource[]> {
  const answer = await askDav(visit, url, { depth: 1 });
  if (answer.status === 207) return resources(answer);
  const isGone = [404, 405, 409, 410].includes(answer.status);
  // Whether it is the folder that is missing, or all of it, the address itself can tell.
  if (isGone && url !== folderUrl(visit, "") && (await answers(visit))) throw new FolderError("folder_not_found");
  throw refusal(answer, "signIn");
}

const answers = async (visit: DavVisit): Promise<boolean> =>
  (await askDav(visit, folderUrl(visit, ""), { depth: 0 })).status === 207;

async function resources(answer: HttpAnswer): Promise<Resource[]> {
  const found = await readMultistatus(answer.text, 2 * mostFiles);
  if (found === undefined) throw new FolderError("answer_not_understood");
  return found;
}

/**
 * Names of the files among the members of a folder. The folder itself is told along with them; behind a front its path
 * may be another than the one that was asked for, so it is known by being the shortest.
 */
function namesIn(found: readonly Resource[], url: string): string[] {
  const placed = found.map((one) => ({ ...one, path: pathOf(one.href, url) }));
  const shortest = Math.min(...placed.map(({ path }) => path.length));
  const self = placed.find(({ path }) => path.length === shortest);
  if (!self) throw new FolderError("answer_not_understood");
  if (!self.collection) throw new FolderError("folder_not_found");
  return placed
    .filter(({ path, collection }) => path.length === shortest + 1 && !collection)
    .map(({ path }) => path.at(-1)!);
}

function pathOf(href: string, url: string): string[] {
  const { pathname } = URL.canParse(href, url) ? new URL(href, url) : { pathname: href };
  return pathname
    .split("/")
    .filter((part) => part !== "")
    .map(decoded);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

async function readStart(visit: DavVisit, url: string, bytes: number): Promise<{ start: Uint8Array; size: number }> {
  try {
    const response = await askFile(visit, url, bytes);
    const { status, headers, body } = response;
    const whole = /^bytes \d+-\d+\/(\d{1,15})$/.exec(headers.get("content-range") ?? "")?.[1];
    if (status === 206) return { start: body, size: whole === undefined ? Infinity : Number(whole) };
    if (status === 200) return { start: body, size: body.length };
    // No part of a file without any bytes can be had (RFC 9110, 15.5.17).
    if (status === 416) return { start: new Uint8Array(), size: 0 };
    throw refusal(readAnswer(response), "read");
  } catch (error) {
    if (error instanceof NetError && error.code === "body_too_large")
      return { start: new Uint8Array(), size: Infinity };
    throw error;
  }
}
