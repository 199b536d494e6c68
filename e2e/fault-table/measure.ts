import { NotHere } from "./notHere.js";
import type { Column, Row, Seen } from "./row.js";
import type { World } from "./world.js";

/** One row, asked. */
export interface Measured {
  readonly column: Column;
  readonly row: Row;
  readonly seen?: Seen;
  /** Why it could not be asked on this machine. */
  readonly notRun?: string;
  /** What was thrown instead of an answer. */
  readonly broke?: unknown;
}

/** So many at once: systems, product and browser share this machine, and its deadlines are real. */
const atOnce = 5;

/** Asks every row of every column. Those that only wait go all at once; the others in turn, the columns mixed. */
export async function measure(world: World, columns: readonly Column[]): Promise<Measured[]> {
  const all = columns.flatMap((column) => column.rows.map((row) => ({ column, row })));
  const measured = new Map<Row, Measured>();
  const one = async ({ column, row }: (typeof all)[number]) => {
    measured.set(row, { column, row, ...(await askOne(world, row)) });
  };
  const waiting = all.filter(({ row }) => row.waits).map(one);
  const queue = all.filter(({ row }) => !row.waits);
  const workers = Array.from({ length: atOnce }, async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await one(next);
  });
  await Promise.all([...waiting, ...workers]);
  return all.map(({ row }) => measured.get(row)!);
}

async function askOne(world: World, row: Row): Promise<Pick<Measured, "seen" | "notRun" | "broke">> {
  try {
    return { seen: await row.ask(world) };
  } catch (error) {
    return error instanceof NotHere ? { notRun: error.message } : { broke: error };
  }
}
