import type { DataSet } from "#contract";
import { readCsv } from "./csv.js";
import { deadlineOf } from "./deadline.js";
import { enteredFields } from "./fields.js";
import { because, yes } from "./finding.js";
import { findFolder, FolderError, listFiles, readStart, type Folder } from "./folder.js";
import type { Method, Reading, SignIn } from "./method.js";

const start = 1024 * 1024;
const patience = 10_000;

/** Files of a folder. Built for folders of this machine, under the roots that the operator allows. */
export const files: Method<"files"> = {
  kind: "files",
  reach: "local",
  built: (use) => use.protocol === "local",
  consent: () => false,
  fields: (use, system) => enteredFields(system, use, []),

  async signIn({ values, settings, signal }) {
    const folder = values["folder"] ?? "";
    return within(signal, async (): Promise<SignIn> => {
      const found = await findFolder(folder, settings.roots);
      const names = await listFiles(found);
      return {
        finding: yes([{ kind: "count", value: String(names.length) }]),
        signedIn: {
          read: (dataSet) => within(signal, () => read(found, names, dataSet)),
          close: async () => undefined,
        },
      };
    });
  },
};

/** `files` are all of them; another data set is the CSV file that bears its name: `purchase_orders.csv`, `Purchase Orders 2026.csv`. */
async function read(folder: Folder, names: readonly string[], dataSet: DataSet): Promise<Reading> {
  const tables = names.filter((name) => /\.(?:csv|tsv)$/i.test(name));
  if (dataSet === "files") {
    const first = tables[0] ?? names[0];
    const table = tables[0] === undefined ? undefined : await readTable(folder, tables[0]);
    return { finding: yes([{ kind: "count", value: String(names.length) }]), first: table?.first ?? first ?? null };
  }
  const name = tables.find((table) => letters(table).includes(letters(dataSet)));
  if (name === undefined) return { finding: because("data_missing") };
  const { count, first } = await readTable(folder, name);
  return { finding: yes(count === undefined ? [] : [{ kind: "count", value: String(count) }]), first: first ?? null };
}

const letters = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, "");

/** First record under the header, and how many there are where the file is small enough to be read whole. */
async function readTable(folder: Folder, name: string): Promise<{ count?: number; first?: string }> {
  const { start: bytes, size } = await readStart(folder, name, start);
  const text = new TextDecoder("utf-8").decode(bytes);
  const [, first, ...rest] = readCsv(text, size > start ? 2 : Infinity);
  return {
    ...(size <= start && { count: first ? rest.length + 1 : 0 }),
    ...(first && { first: `${name}: ${first.filter((field) => field.trim() !== "").join(", ")}` }),
  };
}

/** A share may hang for ever, and a call to the disk cannot be taken back: its answer is no longer waited for. */
async function within<T extends Reading | SignIn>(
  signal: AbortSignal,
  look: () => Promise<T>,
): Promise<T | { finding: ReturnType<typeof because> }> {
  const { signal: life, release } = deadlineOf(signal, patience);
  let stop: (() => void) | undefined;
  const over = new Promise<{ finding: ReturnType<typeof because> }>((resolve) => {
    stop = () => resolve({ finding: because(signal.aborted ? "cancelled" : "answer_timed_out") });
    life.addEventListener("abort", stop, { once: true });
    if (life.aborted) stop();
  });
  const looked = look().catch((error: unknown) => {
    if (error instanceof FolderError) return { finding: because(error.code, { field: "folder" }) };
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
