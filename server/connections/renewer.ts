import type { House } from "../call/house.js";
import { errorFields } from "../call/log.js";
import { createDueWork, type DueWork } from "../store/due-work.js";
import { leaseMs, renewDue } from "./renew.js";

/** Renews what is due, before it is over. Many providers are asked at once; a slow one keeps one place, not all. */
export function createRenewer(house: House, concurrency = 100): DueWork {
  const { work, now } = house.store;
  return createDueWork({
    claim: (limit) => work.claimRenewals({ limit, leaseMs }),
    nextAt: () => work.nextRenewalAt(),
    now,
    run: (claim) => renewDue(house, claim),
    concurrency,
    onError: (error) => house.log.error("a connection could not be renewed", errorFields(error)),
  });
}
