import { NetError } from "../net/index.js";
import { readAnswer } from "./answer.js";
import { FolderError, listed, mostFiles, type OpenFolder } from "./files-folder.js";
import { Refused } from "./starttls.js";
import { askObject, askPage, type S3Visit } from "./s3-ask.js";
import { s3Finding } from "./s3-cause.js";
import { readPage } from "./s3-list.js";

/** The folder that was named: what the names begin with, up to a slash. */
export function s3Folder(visit: S3Visit): OpenFolder {
  const path = (visit.values["folder"] ?? "")
    .trim()
    .replaceAll("\\", "/")
    .replace(/^\/+|\/+$/g, "");
  const prefix = path === "" ? "" : `${path}/`;
  return {
    list: async () => listed(await names(visit, prefix)),
    readStart: (name, bytes) => readStart(visit, prefix + name, bytes),
    close: async () => undefined,
  };
}

async function names(visit: S3Visit, prefix: string): Promise<string[]> {
  const found: string[] = [];
  let exists = prefix === "";
  let from: string | undefined;
  do {
    const response = await askPage(visit, prefix, from);
    const answer = readAnswer(response);
    const page = answer.status === 200 ? await readPage(answer.text) : undefined;
    if (!page) throw new Refused(s3Finding(answer, "signIn"));
    if (page.keys.length > 0 || page.deeper) exists = true;
    // What ends with a slash stands for a folder.
    found.push(
      ...page.keys.map((key) => key.slice(prefix.length)).filter((name) => name !== "" && !name.endsWith("/")),
    );
    // A server that goes round in a circle is not followed.
    from = page.next === from ? undefined : page.next;
  } while (from !== undefined && found.length < mostFiles);
  // There are no folders, only names: one below which there is no name is not there.
  if (!exists) throw new FolderError("folder_not_found");
  return found;
}

async function readStart(visit: S3Visit, key: string, bytes: number): Promise<{ start: Uint8Array; size: number }> {
  try {
    const response = await askObject(visit, key, bytes);
    const { status, headers, body } = response;
    const whole = /^bytes \d+-\d+\/(\d{1,15})$/.exec(headers.get("content-range") ?? "")?.[1];
    if (status === 206) return { start: body, size: whole === undefined ? Infinity : Number(whole) };
    if (status === 200) return { start: body, size: body.length };
    // No part of an object without any bytes can be had (RFC 9110, 15.5.17).
    if (status === 416) return { start: new Uint8Array(), size: 0 };
    const { cause = "answer_not_understood", facts } = s3Finding(readAnswer(response), "read");
    throw new FolderError(cause, facts && { facts });
  } catch (error) {
    if (error instanceof NetError && error.code === "body_too_large")
      return { start: new Uint8Array(), size: Infinity };
    throw error;
  }
}
