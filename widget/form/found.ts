import type { Offer } from "#contract";

/** What the system says may be entered in a field. */
export interface Found {
  readonly values: readonly Offer[];
  /** What stands in the field. */
  readonly current: string;
  /** Nobody typed it: it was the only one. */
  readonly filled: boolean;
  readonly onPick: (value: string) => void;
}

/** As many stand open below the field, each as a button. */
export const mostButtons = 6;

/** What an offer is called: its label, with the value where another is called the same. */
export function nameOf({ value, label }: Offer, among: readonly Offer[]): string {
  if (label === undefined) return value;
  return among.some((other) => other.value !== value && other.label === label) ? `${label} (${value})` : label;
}
