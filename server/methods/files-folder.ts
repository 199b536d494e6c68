import type { CauseCode } from "#contract";
import { because, type Finding } from "./finding.js";

/** A folder that was opened, by whichever protocol. Throws FolderError and NetError. */
export interface OpenFolder {
  /** Names of the files in it, as `listed` gives them. */
  list(): Promise<string[]>;
  /** The first bytes of a file, and how many there are in all. */
  readStart(name: string, bytes: number): Promise<{ start: Uint8Array; size: number }>;
  /** Nothing is open any more afterwards. */
  close(): Promise<void>;
}

/** A folder or file cannot be used; `code` says why. Paths are not repeated: they may tell about the machine. */
export class FolderError extends Error {
  override readonly name = "FolderError";
  constructor(
    readonly code: CauseCode,
    readonly more: Pick<Finding, "facts"> = {},
  ) {
    super(code);
  }

  /** What a person is told; a folder at fault is the one that was entered. */
  get finding(): Finding {
    return because(this.code, { ...(this.code.startsWith("folder_") && { field: "folder" }), ...this.more });
  }
}

/** Files that are looked at in one folder; the rest is left out. */
export const mostFiles = 10_000;

/** Names in order of the alphabet, without hidden ones. */
export const listed = (names: readonly string[]): string[] =>
  names
    .filter((name) => !name.startsWith("."))
    .slice(0, mostFiles)
    .sort((one, other) => (one < other ? -1 : 1));
