import type { ConnectionStatus, DataSet, MethodKind, Warning } from "#contract";
import type { Person } from "./links.js";
import type { Page, Paging } from "./page.js";

/** The credentials are sealed: owner kind `connection`, its id. */
export interface ConnectionRecord {
  readonly id: string;
  readonly tenant: string;
  readonly link: string;
  readonly system: string;
  readonly systemName: string;
  readonly method: MethodKind;
  /** Id of the method within the entry. */
  readonly methodId: string;
  readonly status: ConnectionStatus;
  readonly address: string | null;
  readonly identity: string | null;
  readonly product: string | null;
  readonly endUser: Person;
  readonly organization: Person | null;
  readonly metadata: Record<string, string>;
  readonly data: DataSet[];
  /** Entered values that are not secret. */
  readonly values: Record<string, string>;
  readonly warnings: Warning[];
  readonly version: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}
export type NewConnection = Omit<
  ConnectionRecord,
  "id" | "tenant" | "status" | "version" | "createdAt" | "updatedAt"
> & { id?: string };
export type ConnectionChanges = Partial<
  Pick<ConnectionRecord, "status" | "address" | "identity" | "product" | "metadata" | "values" | "warnings">
>;

export interface Connections {
  /** Unclaimed, version 1. */
  create(connection: NewConnection): Promise<ConnectionRecord>;
  get(id: string): Promise<ConnectionRecord | undefined>;
  /** Newest first; removed ones are left out. */
  list(
    paging: Paging & { endUser?: string | undefined; organization?: string | undefined },
  ): Promise<Page<ConnectionRecord>>;
  /** Version grows by one. Undefined when there is none, it is removed, or `ifVersion` is no longer its version. */
  update(id: string, changes: ConnectionChanges, ifVersion?: number): Promise<ConnectionRecord | undefined>;
  /** Removed: status, credentials shredded, tokens ended. Undefined when it was removed before. */
  remove(id: string): Promise<ConnectionRecord | undefined>;
}
