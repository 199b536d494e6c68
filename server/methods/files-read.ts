import type { CauseCode, DataSet, Fact } from "#contract";
import { readCsv } from "./csv.js";
import { FolderError, type OpenFolder } from "./files-folder.js";
import { because, yes, type Finding } from "./finding.js";
import type { Reading, SignIn } from "./method.js";

const start = 1024 * 1024;

/** Signed in, by looking into the folder. `known` is what the protocol itself told. */
export async function signInToFolder(folder: OpenFolder, known: readonly Fact[] = []): Promise<SignIn> {
  const names = await folder.list();
  return {
    finding: yes([...known, { kind: "count", value: String(names.length) }]),
    signedIn: { read: (dataSet) => read(folder, names, dataSet), close: () => folder.close() },
  };
}

/** `files` are all of them; another data set is the CSV file that bears its name: `purchase_orders.csv`, `Purchase Orders 2026.csv`. */
async function read(folder: OpenFolder, names: readonly string[], dataSet: DataSet): Promise<Reading> {
  const tables = names.filter((name) => /\.(?:csv|tsv)$/i.test(name));
  if (dataSet === "files") return { finding: counted(names.length), first: await anyRecord(folder, names, tables[0]) };
  const table = tables.find((name) => letters(name).includes(letters(dataSet)));
  if (table === undefined) return { finding: because("data_missing") };
  try {
    const { count, first } = await readTable(folder, table);
    return { finding: counted(count), ...(first !== undefined && { first }) };
  } catch (error) {
    if (!(error instanceof FolderError)) throw error;
    return { finding: because(ofFile[error.code] ?? error.code, error.more) };
  }
}

/** A record where there is one that may be read, else a name. */
async function anyRecord(
  folder: OpenFolder,
  names: readonly string[],
  table: string | undefined,
): Promise<string | null> {
  const { first } = table === undefined ? {} : await readTable(folder, table).catch(unreadable);
  return first ?? table ?? names[0] ?? null;
}

function unreadable(error: unknown): { first?: string | null } {
  if (error instanceof FolderError) return {};
  throw error;
}

// The folder is open: what is missing or forbidden now is the file.
const ofFile: Partial<Record<CauseCode, CauseCode>> = {
  folder_not_found: "data_missing",
  unknown_path: "data_missing",
  folder_forbidden: "permission_missing",
};

const counted = (count: number | undefined): Finding =>
  yes(count === undefined ? [] : [{ kind: "count", value: String(count) }]);

const letters = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, "");

/** First record under the header, null where there is none, and how many there are where the file is small enough to be read whole. */
async function readTable(folder: OpenFolder, name: string): Promise<{ count?: number; first?: string | null }> {
  const { start: bytes, size } = await folder.readStart(name, start);
  // Larger than may be taken, and not to be had in part.
  if (bytes.length === 0 && size > 0) return {};
  const text = new TextDecoder("utf-8").decode(bytes);
  const whole = size <= start;
  const [, first, ...rest] = readCsv(text, whole ? Infinity : 2);
  return {
    ...(whole && { count: first ? rest.length + 1 : 0 }),
    first: first ? `${name}: ${first.filter((field) => field.trim() !== "").join(", ")}` : null,
  };
}
