/** One line of the table. Ratios are of medians within this run; nothing here is asserted but sizes, in `sizes.ts`. */
export interface Row {
  what: string;
  is: string;
  /** What we aim at. */
  target: string;
  /** How it was measured, in a few words. */
  of: string;
}

/** A row of the table in `run.ts`. */
export type Bench = () => Promise<Row[]>;

export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? NaN;
}
export const median = (values: readonly number[]): number => quantile(values, 0.5);
