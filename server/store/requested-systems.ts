import type { Page, Paging } from "./page.js";

/** What a person looked for and did not find. */
export interface RequestedSystemRecord {
  readonly id: string;
  readonly link: string;
  readonly name: string;
  readonly address: string | null;
  readonly createdAt: number;
}
export interface RequestedSystems {
  add(request: Pick<RequestedSystemRecord, "link" | "name" | "address">): Promise<RequestedSystemRecord>;
  /** Newest first. */
  list(paging: Paging): Promise<Page<RequestedSystemRecord>>;
}
