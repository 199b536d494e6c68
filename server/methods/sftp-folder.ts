import type { FileEntryWithStats, SFTPWrapper } from "ssh2";
import type { CauseCode } from "#contract";
import { NetError } from "../net/index.js";
import { deadlineOf } from "./deadline.js";
import { FolderError, listed, mostFiles, type OpenFolder } from "./files-folder.js";
import { overdue, type SftpVisit, type Wire } from "./sftp-wire.js";

const patience = 10_000;
/** Links are followed one by one; those beyond are left out. */
const mostLinks = 200;

type Done<T> = (error: Error | null | undefined, value: T) => void;
/** One question and its answer, which is not waited for longer than the run lasts. */
type Ask = <T = void>(put: (done: Done<T>) => void) => Promise<T>;

/** The folder that was named, or the one where the person arrives. */
export async function openSftpFolder(wire: Wire, { values, signal }: SftpVisit): Promise<OpenFolder> {
  const ask: Ask = (put) => answered(put, signal);
  const sftp = await ask<SFTPWrapper>((done) => wire.client.sftp(done)).catch((error: unknown) => {
    // Signed in, and this account may not transfer files, or nobody may.
    throw error instanceof FolderError ? new FolderError("api_disabled") : error;
  });
  // What breaks it off is told by the question that was open.
  sftp.on("error", () => undefined);
  const path = values["folder"]?.trim() || ".";
  const inside = (name: string) => `${path.replace(/\/+$/, "")}/${name}`;
  return {
    list: async () => listed(await filesOf(sftp, ask, path, inside)),
    readStart: (name, bytes) => readStart(sftp, ask, inside(name), bytes),
    close: () => wire.close(),
  };
}

async function filesOf(sftp: SFTPWrapper, ask: Ask, path: string, inside: (name: string) => string): Promise<string[]> {
  const handle = await ask<Buffer>((done) => sftp.opendir(path, done));
  const entries: FileEntryWithStats[] = [];
  while (entries.length < mostFiles) {
    const more = await ask<FileEntryWithStats[]>((done) => sftp.readdir(handle, done)).catch(atEnd);
    if (more.length === 0) break;
    entries.push(...more);
  }
  await ask((done) => sftp.close(handle, done));
  const links = entries.filter(({ attrs }) => attrs.isSymbolicLink()).slice(0, mostLinks);
  const led = await Promise.all(
    links.map(async (link) => ((await leadsToFile(sftp, ask, inside(link.filename))) ? [link] : [])),
  );
  return [...entries.filter(isFile), ...led.flat()].map(({ filename }) => filename);
}

// Some servers tell no kind of a file, but a line as `ls -l` prints it.
const isFile = ({ attrs, longname }: FileEntryWithStats): boolean =>
  attrs.mode === undefined ? !longname.startsWith("d") : attrs.isFile();

const leadsToFile = (sftp: SFTPWrapper, ask: Ask, path: string): Promise<boolean> =>
  ask<{ isFile(): boolean }>((done) => sftp.stat(path, done)).then(
    (stats) => stats.isFile(),
    (error: unknown) => {
      if (error instanceof FolderError) return false;
      throw error;
    },
  );

async function readStart(
  sftp: SFTPWrapper,
  ask: Ask,
  path: string,
  bytes: number,
): Promise<{ start: Buffer; size: number }> {
  const handle = await ask<Buffer>((done) => sftp.open(path, "r", done));
  try {
    // Servers need not know a size.
    const { size = Infinity } = await ask<{ size?: number }>((done) => sftp.fstat(handle, done));
    const start = Buffer.alloc(Math.min(bytes, size));
    let filled = 0;
    while (filled < start.length) {
      const read = await ask<number>((done) => sftp.read(handle, start, filled, start.length - filled, filled, done));
      if (read === 0) break;
      filled += read;
    }
    return { start: start.subarray(0, filled), size: filled < start.length ? filled : size };
  } finally {
    await ask((done) => sftp.close(handle, done)).catch(() => undefined);
  }
}

function answered<T>(put: (done: Done<T>) => void, run: AbortSignal): Promise<T> {
  const { signal, release } = deadlineOf(run, patience);
  return new Promise<T>((resolve, reject) => {
    const late = () => reject(overdue(run));
    signal.addEventListener("abort", late, { once: true });
    if (signal.aborted) return late();
    put((error, value) => (error ? reject(refused(error)) : resolve(value)));
  }).finally(release);
}

class EndOfList extends Error {}

function atEnd(error: unknown): FileEntryWithStats[] {
  if (error instanceof EndOfList) return [];
  throw error;
}

// The server's answers (draft-ietf-secsh-filexfer-02, 7).
const statuses: Readonly<Record<number, CauseCode>> = { 2: "folder_not_found", 3: "folder_forbidden" };

function refused(error: Error & { code?: unknown }): Error {
  if (error.code === 1) return new EndOfList();
  if (typeof error.code === "number") return new FolderError(statuses[error.code] ?? "server_error");
  return /no response|not connected|closed/i.test(error.message)
    ? new NetError("connection_lost")
    : new FolderError("server_error");
}
