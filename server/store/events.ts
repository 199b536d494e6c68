import type { EventType } from "#contract";
import type { Page, Paging } from "./page.js";

export interface EventRecord {
  readonly id: string;
  readonly tenant: string;
  /** Grows within the tenant in the order of commits: a reader that goes on after a seq misses nothing. */
  readonly seq: number;
  readonly type: EventType;
  /** Id of the connection or link that it is about. */
  readonly subject: string;
  readonly version: number;
  /** The event as the contract has it, the very text that is signed and sent. */
  readonly body: string;
  readonly createdAt: number;
}

export interface Events {
  /** Writes the event (id and timestamp are made here) and one delivery for each enabled endpoint. In the transaction of what it tells. */
  add(event: { type: EventType; subject: string; version: number; data: unknown }): Promise<EventRecord>;
  get(id: string): Promise<EventRecord | undefined>;
  /** Oldest first. */
  list(paging: Paging): Promise<Page<EventRecord>>;
}
