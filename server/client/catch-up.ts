import type { Event } from "#contract";
import type { Inbox } from "./inbox.js";
import { toReceived } from "./incoming.js";

/** The one call of the host's client that polling needs. */
export interface EventSource {
  listEvents(query: { after?: string; limit?: string }): Promise<{ items: readonly Event[]; next: string | null }>;
}

/**
 * Asks for every event after the last one seen, oldest first, and keeps what is new: the fallback where webhooks
 * cannot come in, and the net below them where they can. The place is kept together with what was found.
 */
export async function catchUp<Tx>(source: EventSource, inbox: Inbox<Tx>, now: () => number): Promise<number> {
  let found = 0;
  for (;;) {
    const after = await inbox.cursor();
    const page = await source.listEvents({ limit: "100", ...(after && { after }) });
    const received = page.items.map((event) => toReceived(event.id, Buffer.from(JSON.stringify(event)), now()));
    // The last page has no `next`: it is asked for again the next time, and what is known of it stays known.
    const outcomes = await inbox.add(received, page.next ?? undefined);
    found += outcomes.filter((outcome) => outcome === "new").length;
    if (page.next === null) return found;
  }
}
