import { faults, type FaultId, type Group } from "./faults.js";
import type { Measured } from "./measure.js";
import type { Column, Told } from "./row.js";

/** Faults of one kind as rows, the systems that have any of them as columns. */
export interface Matrix {
  readonly group: Group;
  readonly columns: readonly Column[];
  readonly rows: readonly { readonly fault: FaultId; readonly words: string; readonly cells: readonly Cell[] }[];
}

/** Undefined where a fault makes no sense for a system, or nobody has asked. */
export type Cell = Pick<Told, "ends" | "cause"> | undefined;

/** The table of what was measured; where a row was not run, of what it has to be. */
export function matricesOf(measured: readonly Measured[]): Matrix[] {
  return (Object.keys(faults) as Group[]).flatMap((group) => {
    const ids = Object.keys(faults[group]) as FaultId[];
    const all = measured.filter(({ row }) => ids.includes(row.fault));
    const columns = [...new Set(measured.map(({ column }) => column))].filter((column) =>
      all.some((one) => one.column === column),
    );
    const rows = ids
      .filter((fault) => all.some(({ row }) => row.fault === fault))
      .map((fault) => ({
        fault,
        words: faultWords(group, fault),
        cells: columns.map((column) => cell(all, column, fault)),
      }));
    return rows.length > 0 ? [{ group, columns, rows }] : [];
  });
}

const faultWords = (group: Group, fault: FaultId): string =>
  (faults[group] as Partial<Record<FaultId, { words: string }>>)[fault]?.words ?? fault;

function cell(all: readonly Measured[], column: Column, fault: FaultId): Cell {
  const one = all.find((candidate) => candidate.column === column && candidate.row.fault === fault);
  return one && (one.seen ?? one.row.told);
}

/** A cell in words: how it ends, and the cause that is told. */
export function cellText(cell: Cell, code: (cause: string) => string = String): string {
  if (!cell) return "·";
  if (cell.ends === "failed") return code(cell.cause ?? "?");
  return ["connected", ...(cell.cause ? [code(cell.cause)] : [])].join(", ");
}

/** For a terminal: one block for each kind of fault. */
export function printed(measured: readonly Measured[]): string {
  const blocks = matricesOf(measured).map(({ group, columns, rows }) => {
    const lines = [
      [group, ...columns.map(({ name }) => name)],
      ...rows.map(({ words, cells }) => [words, ...cells.map((one) => cellText(one))]),
    ];
    const widths = lines[0]!.map((_, at) => Math.max(...lines.map((line) => line[at]!.length)));
    return lines
      .map((line) =>
        line
          .map((text, at) => text.padEnd(widths[at]!))
          .join("  ")
          .trimEnd(),
      )
      .join("\n");
  });
  return blocks.join("\n\n");
}
