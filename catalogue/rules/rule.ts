import type { System } from "#contract/system";

/** One promise of the catalogue. What is found says what is wrong and where, in one sentence each. */
export interface Rule {
  /** The file's own name. */
  readonly name: string;
  readonly description: string;
  check(system: System, all: readonly System[]): string[];
}
