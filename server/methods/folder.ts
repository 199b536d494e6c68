import { constants } from "node:fs";
import { open, opendir, realpath, stat, type FileHandle } from "node:fs/promises";
import path from "node:path";
import { FolderError, listed, mostFiles } from "./files-folder.js";

/** A folder under one of the operator's roots, links resolved. */
export interface Folder {
  readonly path: string;
  readonly root: string;
}

/**
 * Finds a folder under the roots. What lies outside is refused before the disk is asked, so that nobody learns what
 * exists there; links are resolved and judged again.
 */
export async function findFolder(text: string, roots: readonly string[]): Promise<Folder> {
  const wanted = readPath(text);
  const known = await Promise.all(
    roots.map(async (root) => ({ written: path.resolve(root), real: await realpath(root).catch(() => undefined) })),
  );
  const near = known.find(({ written, real }) => isWithin(wanted, written) || (real && isWithin(wanted, real)));
  if (!near) throw new FolderError("folder_outside_roots");
  const real = await realpath(wanted).catch(fail);
  const root = known.find((candidate) => candidate.real && isWithin(real, candidate.real))?.real;
  if (!root) throw new FolderError("folder_outside_roots");
  if (!(await stat(real).catch(fail)).isDirectory()) throw new FolderError("folder_not_found");
  return { path: real, root };
}

/** An absolute path of this machine, as text. Paths of another one (`C:\`, `\\server`), of a shell (`~`) and addresses are refused. */
function readPath(text: string): string {
  const trimmed = text.trim().replace(/^(["'])(.*)\1$/s, "$2");
  if (!path.posix.isAbsolute(trimmed) || /[\p{Cc}\\]|^\/\//u.test(trimmed)) throw new FolderError("folder_not_found");
  return path.resolve(trimmed);
}

function isWithin(inner: string, outer: string): boolean {
  const way = path.relative(outer, inner);
  return way === "" || (way !== ".." && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way));
}

/** Names of the files in a folder; links that lead out of the root are no files of it. */
export async function listFiles(folder: Folder): Promise<string[]> {
  const names: string[] = [];
  const entries = await opendir(folder.path).catch(fail);
  for await (const entry of entries) {
    if (entry.isFile() || (entry.isSymbolicLink() && (await leadsToFile(folder, entry.name)))) names.push(entry.name);
    if (names.length >= mostFiles) break;
  }
  return listed(names);
}

async function leadsToFile(folder: Folder, name: string): Promise<boolean> {
  const real = await realpath(path.join(folder.path, name)).catch(() => undefined);
  if (!real || !isWithin(real, folder.root)) return false;
  return (await stat(real).catch(() => undefined))?.isFile() ?? false;
}

/**
 * The start of a file. The file may be exchanged for a link between looking and opening, so the open file is compared
 * with what stands at its resolved path afterwards.
 */
export async function readStart(folder: Folder, name: string, bytes: number): Promise<{ start: Buffer; size: number }> {
  const real = await realpath(path.join(folder.path, name)).catch(fail);
  if (!isWithin(real, folder.root)) throw new FolderError("folder_outside_roots");
  // Not blocking: a named pipe would keep us waiting for its other end.
  const file = await open(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(fail);
  try {
    const size = await judgeOpen(file, real, folder);
    const buffer = Buffer.alloc(Math.min(bytes, size));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
    return { start: buffer.subarray(0, bytesRead), size };
  } finally {
    await file.close();
  }
}

async function judgeOpen(file: FileHandle, expected: string, folder: Folder): Promise<number> {
  const [opened, now] = await Promise.all([file.stat(), realpath(expected).catch(fail)]);
  const there = await stat(now).catch(fail);
  const same = opened.dev === there.dev && opened.ino === there.ino;
  if (!same || !isWithin(now, folder.root)) throw new FolderError("folder_outside_roots");
  if (!opened.isFile()) throw new FolderError("folder_not_found");
  return opened.size;
}

function fail(error: unknown): never {
  const code = (error as NodeJS.ErrnoException).code;
  throw new FolderError(code === "EACCES" || code === "EPERM" ? "folder_forbidden" : "folder_not_found");
}
