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
    // `next` is null on the last page; the last event's own id goes on from there.
    const cursor = page.next ?? page.items.at(-1)?.id;
    const outcomes = await inbox.add(received, cursor);
    found += outcomes.filter((outcome) => outcome === "new").length;
    if (page.next === null) return found;
  }
}
