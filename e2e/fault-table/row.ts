import type { CauseCode, CheckLine, Culprit, OutcomeLine } from "#contract";
import type { FaultId } from "./faults.js";
import type { World } from "./world.js";

/** What a person is told of a fault. */
export interface Told {
  readonly ends: "connected" | "warnings" | "failed" | "nothing";
  readonly cause?: CauseCode;
  /** Name of the field that is marked. */
  readonly field?: string;
  /** Kinds of facts that have to stand beside it. */
  readonly facts?: readonly string[];
}

/** What a system, or the product around it, really said. */
export interface Seen extends Omit<Told, "facts"> {
  /** All that the person's browser was sent. */
  readonly lines: readonly (CheckLine | OutcomeLine)[];
  /** The same as text, where it was no lines. */
  readonly shown?: string;
  /** What must not stand in it. */
  readonly secrets: readonly string[];
  /** How often credentials reached the system, counted there; undefined where nobody can listen. */
  readonly attempts?: number;
}

/** One cell of the table: a fault of one system, and what the person has to be told of it. */
export interface Row {
  readonly fault: FaultId;
  readonly told: Told;
  /** Whose doing it is, where this system cannot tell as much as the person sees. */
  readonly culprit?: Culprit;
  /** Waits rather than works: it stands in nobody's way. */
  readonly waits?: true;
  /** Really asks. Throws `NotHere` where a system cannot be had on this machine. */
  ask(world: World): Promise<Seen>;
}

/** A column of the table. */
export interface Column {
  /** Its heading. */
  readonly name: string;
  /** What answers, for readers. */
  readonly what: string;
  readonly rows: readonly Row[];
}

export const connected = (cause?: CauseCode): Told => ({ ends: "connected", ...(cause && { cause }) });
export const limited = (cause: CauseCode): Told => ({ ends: "warnings", cause });
export const refused = (cause: CauseCode, field?: string, ...facts: string[]): Told => ({
  ends: "failed",
  cause,
  ...(field && { field }),
  ...(facts.length > 0 && { facts }),
});
