import type { Page, Paging } from "./page.js";

/** Who did what to what. Facts hold no secret. */
export interface AuditRecord {
  readonly id: string;
  readonly at: number;
  /** "host:key_…", "person:<end user>", "operator", "gangway". */
  readonly actor: string;
  /** "connection.created", "link.minted", … */
  readonly action: string;
  readonly subject: string;
  readonly facts: Record<string, unknown>;
}
export interface Audit {
  add(entry: Pick<AuditRecord, "actor" | "action" | "subject"> & { facts?: AuditRecord["facts"] }): Promise<void>;
  /** Newest first. */
  list(paging: Paging): Promise<Page<AuditRecord>>;
}
