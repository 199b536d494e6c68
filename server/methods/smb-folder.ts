import { FolderError, listed, mostFiles, type OpenFolder } from "./files-folder.js";
import { NotUnderstood, cut, u16, understood } from "./smb-bytes.js";
import { SmbRefusal, statuses } from "./smb-cause.js";
import { closeFile, listQuestion, openFile, readQuestion, type SmbFile } from "./smb-file.js";
import { mostAtOnce } from "./smb-frames.js";
import { filesIn } from "./smb-listing.js";
import { headerLength, type Answer } from "./smb-message.js";
import type { SmbWire } from "./smb-wire.js";

/** What is open on the server, and how much may be read at once. */
export interface Share {
  readonly wire: SmbWire;
  readonly tree: number;
  readonly most: number;
}

/** A folder below a share; an empty path is the share itself. */
export function smbFolder(share: Share, path: string): OpenFolder {
  const inside = (name: string) => (path === "" ? name : `${path}\\${name}`);
  return {
    list: () => asked(async () => listed(await list(share, path))),
    readStart: (name, bytes) => asked(() => readStart(share, inside(name), bytes)),
    close: () => leave(share),
  };
}

/** What the server says no to is the folder's fault, or the file's. */
async function asked<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw error instanceof SmbRefusal ? new FolderError(error.code) : error;
  }
}

const leave = ({ wire, tree }: Share): Promise<void> =>
  wire.close(async () => {
    await wire.ask("treeDisconnect", u16(4, 0), { tree });
    await wire.ask("logoff", u16(4, 0));
  });

async function whileOpen<T>(
  { wire, tree }: Share,
  path: string,
  kind: "folder" | "file",
  use: (file: SmbFile) => Promise<T>,
): Promise<T> {
  const file = await openFile(wire, tree, path, kind);
  try {
    return await use(file);
  } finally {
    await closeFile(wire, tree, file).catch(() => undefined);
  }
}

const list = (share: Share, path: string): Promise<string[]> =>
  whileOpen(share, path, "folder", async (folder) => {
    const question = listQuestion(folder, atOnce(share));
    const accept = [statuses.noMoreFiles, statuses.noSuchFile];
    const names: string[] = [];
    for (let looked = 0; looked < 2 * mostFiles && names.length < mostFiles;) {
      const answer = await share.wire.ask("list", question, { tree: share.tree, accept });
      if (answer.status !== statuses.success) break;
      const page = filesIn(answer);
      names.push(...page.names);
      looked += page.entries;
    }
    return names;
  });

const readStart = (share: Share, path: string, most: number): Promise<{ start: Buffer; size: number }> =>
  whileOpen(share, path, "file", async (file) => {
    const wanted = Math.min(most, file.size);
    const start = Buffer.alloc(wanted);
    let filled = 0;
    while (filled < wanted) {
      const length = Math.min(wanted - filled, atOnce(share));
      const answer = await share.wire.ask("read", readQuestion(file, filled, length), {
        tree: share.tree,
        accept: [statuses.endOfFile],
      });
      if (answer.status === statuses.endOfFile) break;
      filled += dataIn(answer, length).copy(start, filled);
    }
    return { start: start.subarray(0, filled), size: filled < wanted ? filled : file.size };
  });

const atOnce = ({ most }: Share): number => {
  if (most < 4_096) throw new NotUnderstood();
  return Math.min(most, mostAtOnce);
};

/** MS-SMB2, 2.2.20: something, and no more than was asked for. */
function dataIn({ message }: Answer, most: number): Buffer {
  const data = understood(() =>
    cut(message, message.readUInt8(headerLength + 2), message.readUInt32LE(headerLength + 4)),
  );
  if (data.length === 0 || data.length > most) throw new NotUnderstood();
  return data;
}
