/** What the system says may be entered in a field. */
export interface Found {
  readonly values: readonly string[];
  /** What stands in the field. */
  readonly current: string;
  /** Nobody typed it: it was the only one. */
  readonly filled: boolean;
  readonly onPick: (value: string) => void;
}

/** As many stand open below the field, each as a button. */
export const mostButtons = 6;
