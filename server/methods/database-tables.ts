import type { MethodUseOf } from "#contract";
import { because, yes } from "./finding.js";
import type { Reading, Visit } from "./method.js";

export type DatabaseVisit = Visit<MethodUseOf<"database">>;

/** What a database says about its tables and views: those that can be seen, those of them that may be read, the first of these. */
export interface Tables {
  readonly all: number;
  readonly readable: number;
  readonly first: string | null;
}

/** A database knows tables, not data sets: whichever is asked for, the answer is which tables may be read. */
export function readingOf({ all, readable, first }: Tables): Reading {
  if (readable === 0) return { finding: because(all > 0 ? "permission_missing" : "table_missing") };
  return { finding: yes([{ kind: "count", value: String(readable) }]), first };
}
