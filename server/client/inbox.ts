/** A webhook, or a polled event, as it is kept before anything is done about it. */
export interface Received {
  /** `webhook-id`: the same event has the same one on every try. */
  id: string;
  /** What the event is about, such as `connection:con_1`; `null` when it carries no version. */
  object: string | null;
  /** Version of that object; grows by one with every change. */
  version: number | null;
  type: string;
  body: Uint8Array;
  /** Of the content, whatever the order of its members, so that a polled and a delivered event agree. */
  digest: string;
  /** Milliseconds. */
  receivedAt: number;
}

export type InboxStatus = "waiting" | "done" | "skipped" | "dead";

export interface InboxItem {
  id: string;
  type: string;
  body: Uint8Array;
  /** This try included. */
  attempts: number;
  /** A later version of the same object has had its effect already. */
  overtaken: boolean;
}

export interface DeadItem {
  id: string;
  type: string;
  attempts: number;
  reason: string;
}

/**
 * Where a receiver keeps events between answering 200 and having done something about them. Each method is one
 * transaction, and what it wrote is on disk when it answers. `Tx` is what an effect writes through.
 */
export interface Inbox<Tx = unknown> {
  /** Keeps what is not known yet. `reused`: the id is known, with another content; nothing is changed. */
  add(received: readonly Received[], cursor?: string): Promise<("new" | "known" | "reused")[]>;
  /**
   * Takes the next waiting item that is due until `until` (ms), never two of one object at a time, and counts the
   * attempt *before* it is made: an item that kills the process must not do so for ever.
   */
  claim(now: number, until: number): Promise<InboxItem | undefined>;
  /** Ends an item; `effect` commits together with it. Of two events with the same version the greater id stays. */
  settle(id: string, status: "done" | "skipped", now: number, effect?: (tx: Tx) => void): Promise<void>;
  retry(id: string, at: number, reason: string): Promise<void>;
  /** Parks an item where it blocks nobody and can be seen. */
  bury(id: string, reason: string, now: number): Promise<void>;
  /** Lets a dead item begin anew. False when there is none of that id. */
  revive(id: string, now: number): Promise<boolean>;
  dead(): Promise<DeadItem[]>;
  /** When something falls due next (ms). */
  nextDue(): Promise<number | undefined>;
  /** Where polling left off. */
  cursor(): Promise<string | undefined>;
  /** Drops the bodies of what was done or skipped before (ms). Ids and versions stay known for good. */
  forget(before: number): Promise<void>;
}
