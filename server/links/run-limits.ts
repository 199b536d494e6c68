import { Refusal } from "../call/refusal.js";
import type { Store, TenantStore } from "../store/store.js";

/** A link's budget, and how many runs may be under way. A run is over after 30 s, whatever became of its process. */
const budget = { windowMs: 10 * 60_000, runs: 10, hosts: 3, ofTenant: 5, ofServer: 200, longestRunMs: 35_000 };

/** Refuses a run beyond the budget: we are nobody's port scanner and nobody's password guesser. */
export async function admitRun(store: Store, own: TenantStore, link: string, host: string | null): Promise<void> {
  const { runs, hosts } = await own.runs.ofLink(link, store.now() - budget.windowMs);
  const tooManyHosts = host !== null && !hosts.includes(host) && hosts.length >= budget.hosts;
  if (runs >= budget.runs || tooManyHosts) throw new Refusal("rate_limited", { retryAfter: 60 });
  const since = store.now() - budget.longestRunMs;
  if ((await own.runs.inFlight(since)) >= budget.ofTenant) throw new Refusal("rate_limited", { retryAfter: 5 });
  if ((await store.work.runsInFlight(since)) >= budget.ofServer) throw new Refusal("rate_limited", { retryAfter: 10 });
}

/** The host that a run will ask, as far as the typed address tells. */
export function askedHost(address: string | null): string | null {
  if (address === null) return null;
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `https://${address}`;
  return (URL.canParse(text) ? new URL(text).host : address).slice(0, 200);
}
