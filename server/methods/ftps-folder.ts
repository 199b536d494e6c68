import type { FileInfo } from "basic-ftp";
import { FolderError, listed, mostFiles, type OpenFolder } from "./files-folder.js";
import { replyCode } from "./ftps-cause.js";
import type { FtpVisit, Line } from "./ftps-line.js";
import { transfer } from "./ftps-transfer.js";

/** About ten thousand files. */
const longestList = 2 * 1024 * 1024;
/** Links are followed one by one; those beyond are left out. */
const mostLinks = 200;

/** The folder that was named, or the one where the person arrives. */
export async function openFtpFolder(visit: FtpVisit, line: Line): Promise<OpenFolder> {
  const path = (visit.values["folder"] ?? "").trim().replace(/(?<=[^/])\/+$/, "");
  if (path !== "") await enter(visit, line, path);
  return {
    list: async () => listed(await filesIn(visit, line)),
    readStart: (name, bytes) => readStart(visit, line, name, bytes),
    close: () => line.close(),
  };
}

async function enter(visit: FtpVisit, line: Line, path: string): Promise<void> {
  try {
    await line.client.cd(path);
  } catch (error) {
    if (replyCode(error) !== 550) throw error;
    throw new FolderError((await isThere(visit, line, path)) ? "folder_forbidden" : "folder_not_found");
  }
}

/** Servers say the same of a folder that is missing and of one that may not be entered: where it should be, the list tells. */
async function isThere(visit: FtpVisit, line: Line, path: string): Promise<boolean> {
  const [, parent = "", name = ""] = /^(.*?\/?)([^/]+)$/.exec(path) ?? [];
  try {
    if (parent !== "") await line.client.cd(parent);
    return (await list(visit, line)).some((entry) => entry.name === name && entry.isDirectory);
  } catch (error) {
    if (replyCode(error) === undefined) throw error;
    return false;
  }
}

async function filesIn(visit: FtpVisit, line: Line): Promise<string[]> {
  const entries = await list(visit, line);
  const links = entries.filter(({ isSymbolicLink }) => isSymbolicLink).slice(0, mostLinks);
  const led: string[] = [];
  for (const { name } of links) if ((await sizeOf(line, name)) !== undefined) led.push(name);
  return [...entries.filter(({ isFile }) => isFile).map(({ name }) => name), ...led];
}

/** In the form that machines read (RFC 3659, 7) where the server knows it, else as it lists for people. */
async function list(visit: FtpVisit, line: Line): Promise<FileInfo[]> {
  const { parseList } = await import("basic-ftp");
  const [command = "LIST"] = line.client.availableListCommands;
  const { bytes, cut } = await transfer(visit, line, command, longestList);
  const text = new TextDecoder("utf-8").decode(bytes);
  try {
    return parseList(cut ? text.slice(0, text.lastIndexOf("\n")) : text).slice(0, mostFiles);
  } catch {
    throw new FolderError("answer_not_understood");
  }
}

/** Undefined where it is no file, or the server does not say. */
async function sizeOf({ client }: Line, name: string): Promise<number | undefined> {
  try {
    return await client.size(name);
  } catch (error) {
    if (replyCode(error) === undefined && !/parse/i.test((error as Error).message)) throw error;
    return undefined;
  }
}

async function readStart(visit: FtpVisit, line: Line, name: string, most: number) {
  const size = await sizeOf(line, name);
  try {
    const { bytes, cut } = await transfer(visit, line, `RETR ${name}`, most);
    return { start: bytes, size: size ?? (cut ? Infinity : bytes.length) };
  } catch (error) {
    // It was listed a moment ago: what is refused now may not be read.
    if (replyCode(error) === 550) throw new FolderError("folder_forbidden");
    throw error;
  }
}
