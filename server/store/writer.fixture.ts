/*
 * A process of its own that writes until it is killed: node --import tsx writer.fixture.ts '<StoreOptions as JSON>'.
 * Prints the id of each link once its transaction was acknowledged.
 */
import { openStore } from "./open.js";
import { newTenant } from "./world.fixture.js";

const store = await openStore(JSON.parse(process.argv[2]!));
const { id } = await newTenant(store, "writer");
const write = async (): Promise<never> => {
  for (;;) {
    const link = await store.transaction(async (tx) => {
      const own = tx.tenant(id);
      const made = await own.links.create({ endUser: { id: "x", name: null }, expiresAt: Date.now() + 60_000 });
      await own.events.add({ type: "link.ended", subject: made.id, version: 1, data: {} });
      return made.id;
    });
    process.stdout.write(`${link}\n`);
  }
};
// Several at once, so that they share commits.
await Promise.all([1, 2, 3, 4, 5].map(write));
