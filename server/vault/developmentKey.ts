import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface DevelopmentKey {
  /** As GANGWAY_KEYS takes it. */
  readonly keys: string;
  readonly file: string;
  /** False when an earlier start had made it. */
  readonly made: boolean;
}

/**
 * A key for trying Gangway out, kept in a file of the data folder that only its owner may read, so that what was
 * sealed yesterday opens today. Not for production: there the key must not lie beside the data. Say so to the operator.
 */
export function developmentKey(folder: string): DevelopmentKey {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, "development.key");
  try {
    // wx: of two starts at once one makes it, the other reads it.
    const keys = `development:${randomBytes(32).toString("base64")}`;
    writeFileSync(file, `${keys}\n`, { flag: "wx", mode: 0o600 });
    return { keys, file, made: true };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return { keys: readFileSync(file, "utf8").trim(), file, made: false };
  }
}
