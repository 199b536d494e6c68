import type { CheckLine, CheckName, DataSet, Field, MethodUse, OutcomeLine, System, Trust, Warning } from "#contract";
import type { HostIndex } from "../address/hosts.js";
import type { MethodSettings, Values, Visit } from "../methods/method.js";
import type { Net } from "../net/index.js";

/** Everything a run needs. One run asks one system with at most one attempt to sign in. */
export interface RunParameters {
  /** Id of the run, repeated in the outcome. */
  readonly run: string;
  readonly requestId: string;
  readonly system: System;
  readonly use: MethodUse;
  /** By field name, as typed, with what lies sealed already put in. */
  readonly values: Values;
  /** Data sets that the host asked for. */
  readonly data: readonly DataSet[];
  readonly tenant: string;
  readonly net: Net;
  readonly settings: MethodSettings;
  /** The whole catalogue: to name the product that answers when it is another one. */
  readonly systems: readonly System[];
  /** Host patterns of the catalogue, to know another system's address. */
  readonly hosts?: HostIndex;
  readonly trust?: Trust;
  /** Cancels the run; a newer run of the same link aborts the older one by it. */
  readonly signal: AbortSignal;
  /** Milliseconds for the whole run; 30,000 unless told. */
  readonly deadlineMs?: number;
  /** A preview: only the rungs that need no credentials, while the person types. Such a run never says connected. */
  readonly upTo?: CheckName;
  /** Called for every change, in order; never after the run has ended. */
  readonly emit: (line: CheckLine | OutcomeLine) => void;
  /** Told of what should never happen, for the log; the person is told that it is ours. */
  readonly onError?: (error: unknown) => void;
  /** Keeps values that the system renewed on the way (tokens), sealed. */
  readonly keep?: (values: Values) => Promise<void>;
  /** Nobody is there to answer what a system asks besides. */
  readonly unattended?: true;
  /** Renews while nobody else does. */
  readonly alone?: Visit["alone"];
}

/** What a run came to, for the draft and the connection. */
export interface RunOutcome {
  /** The last line, as it was emitted. */
  readonly line: OutcomeLine;
  /** Normalised address that was asked; null where a system has none, or it could not be read. */
  readonly address: string | null;
  /** Who signed in, as the system says. */
  readonly identity: string | null;
  /** Product and version, as recognised. */
  readonly product: string | null;
  /** Cleaned values with what stood in the address: what is to be sealed. */
  readonly values: Values;
  readonly fields: readonly Field[];
  /** What was trusted, to be kept with the connection; null where that were the public authorities. */
  readonly trust: Trust | null;
  readonly warnings: readonly Warning[];
}
