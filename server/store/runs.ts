import type { CauseCode } from "#contract";

export interface RunRecord {
  readonly id: string;
  readonly link: string;
  readonly system: string;
  readonly method: string;
  /** The host that is asked; null where there is none (a local folder). */
  readonly host: string | null;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly outcome: "connected" | "warnings" | "failed" | "aborted" | null;
  readonly cause: CauseCode | null;
}

export interface Runs {
  start(run: Pick<RunRecord, "link" | "system" | "method" | "host"> & { id?: string }): Promise<RunRecord>;
  /** Undefined when it has ended before. */
  end(
    id: string,
    end: { outcome: NonNullable<RunRecord["outcome"]>; cause?: CauseCode | null | undefined },
  ): Promise<RunRecord | undefined>;
  get(id: string): Promise<RunRecord | undefined>;
  /** Of one link since a time: how many runs, and which hosts were asked. */
  ofLink(link: string, since: number): Promise<{ runs: number; hosts: string[] }>;
  /** Begun since a time and not ended, in the whole tenant. Say when a run must be over: a killed process ends none. */
  inFlight(since: number): Promise<number>;
}
