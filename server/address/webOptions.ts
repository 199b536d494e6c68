import type { AddressReading } from "#contract";
import type { Addressed, HostIndex } from "./hosts.js";

export interface WebOptions {
  readonly system: Addressed;
  readonly systems?: HostIndex;
  /** Whether an address that is not public may be reached, by the operator's rules. */
  readonly allowPrivate: (host: string, port: number) => boolean;
  /** Reads an address that was wrapped in another. */
  readonly again: (inner: string) => AddressReading;
}

/** An address whose scheme was read off, and what was done to it until here. */
export interface Opened {
  readonly rest: string;
  readonly secure: boolean | undefined;
  readonly cleaned: boolean;
  readonly unicode: boolean;
  /** How often it was put right; what needs more than a few is no address. */
  readonly mends?: number;
}
