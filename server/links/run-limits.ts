import type { CauseCode } from "#contract";
import { Refusal } from "../call/refusal.js";
import type { RunRecord } from "../store/runs.js";
import type { Store } from "../store/store.js";

/**
 * A link's budget, and how many runs may be under way. A run is over after 30 s, whatever became of its process.
 * Previews have a budget of their own and leave room in flight, so that typing never stands in the way of a press.
 */
const budget = {
  windowMs: 10 * 60_000,
  runs: 10,
  previews: 30,
  hosts: 3,
  ofTenant: 5,
  previewsBeside: 3,
  ofServer: 200,
  longestRunMs: 35_000,
};

export interface WantedRun {
  readonly tenant: string;
  readonly link: string;
  readonly host: string | null;
  readonly preview: boolean;
}

/** Refuses a run beyond the budget: we are nobody's port scanner and nobody's password guesser. In the transaction that begins it. */
export async function admitRun(store: Store, { tenant, link, host, preview }: WantedRun): Promise<void> {
  await store.work.holdRuns();
  const own = store.tenant(tenant);
  const before = await own.runs.ofLink(link, store.now() - budget.windowMs);
  const alike = before.filter((run) => run.preview === preview);
  const most = preview ? budget.previews : budget.runs;
  if (alike.length >= most) throw tooMany(store.now(), alike.at(-most));
  const hosts = lastAsked(before);
  if (host !== null && !hosts.has(host) && hosts.size >= budget.hosts)
    throw tooMany(store.now(), [...hosts.values()].at(-budget.hosts));

  const since = store.now() - budget.longestRunMs;
  const mostInFlight = preview ? budget.previewsBeside : budget.ofTenant;
  if ((await own.runs.inFlight(since)) >= mostInFlight) throw new Refusal("rate_limited", { retryAfter: 5 });
  if ((await store.work.runsInFlight(since)) >= budget.ofServer) throw new Refusal("rate_limited", { retryAfter: 10 });
}

type Before = Pick<RunRecord, "host" | "preview" | "startedAt" | "cause">;

/** Nothing was sent to the host by a run that came to this: half a name is typed on the way to every other. */
const neverAsked: ReadonlySet<CauseCode | null> = new Set<CauseCode>([
  "address_not_understood",
  "address_forbidden",
  "port_forbidden",
  "name_not_found",
  "name_timed_out",
]);

/** The last run of each host that was asked, longest ago first. */
function lastAsked(runs: readonly Before[]): Map<string, Before> {
  const hosts = new Map<string, Before>();
  for (const run of runs) {
    if (run.host === null || neverAsked.has(run.cause)) continue;
    hosts.delete(run.host);
    hosts.set(run.host, run);
  }
  return hosts;
}

/** Refused until this one no longer counts. */
function tooMany(now: number, inTheWay: Before | undefined): Refusal {
  const until = (inTheWay?.startedAt ?? now) + budget.windowMs;
  return new Refusal("rate_limited", { retryAfter: Math.max(1, Math.ceil((until - now) / 1000)) });
}

/** The host that a run will ask, as far as the typed address tells. */
export function askedHost(address: string | null): string | null {
  if (address === null) return null;
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `https://${address}`;
  return (URL.canParse(text) ? new URL(text).host : address).slice(0, 200);
}
