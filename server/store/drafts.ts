import type { OutcomeLine } from "#contract";

/** What a link has proved so far and will become a connection. The secrets are sealed: owner kind `link`, the link's id. */
export interface DraftRecord {
  readonly link: string;
  readonly system: string;
  readonly method: string;
  /** The run that passed. */
  readonly run: string;
  readonly outcome: OutcomeLine;
  readonly address: string | null;
  readonly identity: string | null;
  readonly product: string | null;
  /** Typed values that are not secret, as they were checked. */
  readonly values: Record<string, string>;
  readonly passedAt: number;
}

export interface Drafts {
  /** Replaces the link's draft. */
  put(draft: Omit<DraftRecord, "passedAt">): Promise<DraftRecord>;
  get(link: string): Promise<DraftRecord | undefined>;
  remove(link: string): Promise<void>;
}
