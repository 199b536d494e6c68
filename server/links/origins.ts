import { originAllowed } from "../call/origin.js";
import type { LinkRecord } from "../store/links.js";
import type { Store } from "../store/store.js";

/** Whether a page may use a link: its own origins, or all of its tenant's. */
export async function linkAllows(
  store: Store,
  { tenant, origins }: Pick<LinkRecord, "tenant" | "origins">,
  origin: string | null,
): Promise<boolean> {
  const ofTenant = await store.tenant(tenant).origins.list();
  return originAllowed(ofTenant, origin) && (origins === null || originAllowed(origins, origin));
}
