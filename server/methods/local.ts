import { deadlineOf } from "./deadline.js";
import { enteredFields } from "./fields.js";
import { FolderError, type OpenFolder } from "./files-folder.js";
import { signInToFolder } from "./files-read.js";
import { because, type Finding } from "./finding.js";
import { findFolder, listFiles, readStart } from "./folder.js";
import type { Method, Reading, SignIn } from "./method.js";

const patience = 10_000;

/** Folders of this machine, under the roots that the operator allows. */
export const local: Method<"files"> = {
  kind: "files",
  reach: "local",
  built: () => true,
  consent: () => null,
  fields: (use, system) => enteredFields(system, use, []),

  async signIn({ values, settings, signal }) {
    return within(signal, async (): Promise<SignIn> => {
      const { finding, signedIn } = await signInToFolder(await open(values["folder"] ?? "", settings.roots));
      if (!signedIn) return { finding };
      return { finding, signedIn: { ...signedIn, read: (dataSet) => within(signal, () => signedIn.read(dataSet)) } };
    });
  },
};

async function open(text: string, roots: readonly string[]): Promise<OpenFolder> {
  const folder = await findFolder(text, roots);
  return {
    list: () => listFiles(folder),
    readStart: (name, bytes) => readStart(folder, name, bytes),
    close: async () => undefined,
  };
}

/** A share may hang for ever, and a call to the disk cannot be taken back: its answer is no longer waited for. */
async function within<T extends Reading | SignIn>(
  signal: AbortSignal,
  look: () => Promise<T>,
): Promise<T | { finding: Finding }> {
  const { signal: life, release } = deadlineOf(signal, patience);
  let stop: (() => void) | undefined;
  const over = new Promise<{ finding: Finding }>((resolve) => {
    stop = () => resolve({ finding: because(signal.aborted ? "cancelled" : "answer_timed_out") });
    life.addEventListener("abort", stop, { once: true });
    if (life.aborted) stop();
  });
  const looked = look().catch((error: unknown) => {
    if (error instanceof FolderError) return { finding: error.finding };
    throw error;
  });
  try {
    return await Promise.race([looked, over]);
  } finally {
    release();
    if (stop) life.removeEventListener("abort", stop);
    looked.catch(() => undefined);
  }
}
