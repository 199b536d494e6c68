import type { House } from "../call/house.js";
import { errorFields } from "../call/log.js";
import { end } from "./end.js";

const batch = 50;

/** Ends links whose time is over, until none is left. How many. */
export async function expireLinks(house: House): Promise<number> {
  let ended = 0;
  for (;;) {
    const due = await house.store.transaction(async (store) => {
      const links = await store.work.claimExpiredLinks(batch);
      for (const link of links) await end(store.tenant(link.tenant), link.id, { status: "expired" });
      return links.length;
    });
    ended += due;
    if (due < batch || house.stopping.aborted) break;
  }
  return ended;
}

/** Looks every so many milliseconds, until the server stops; and throws away what nobody can use any more. */
export function keepExpiring(house: House, everyMs: number): void {
  const look = async () => {
    try {
      await expireLinks(house);
      await house.store.work.purge();
    } catch (error) {
      house.log.error("links could not be expired", errorFields(error));
    }
  };
  let looking: Promise<void> | undefined;
  const timer = setInterval(() => {
    looking ??= look().finally(() => (looking = undefined));
  }, everyMs);
  timer.unref();
  house.stopping.addEventListener("abort", () => clearInterval(timer), { once: true });
}
