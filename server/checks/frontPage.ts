import { ask } from "../methods/http.js";
import type { HttpAnswer } from "../methods/answer.js";
import type { Finding } from "../methods/finding.js";
import { generally } from "../methods/general.js";
import { isPage } from "../methods/page.js";
import { NetError } from "../net/index.js";
import { strangerVisit, type Climb } from "./climb.js";

/**
 * What kind of page stands where the product was not found: of a proxy, for sale, for signing in, or ordinary. The
 * question may have been one that pages do not answer, a POST for one; then the front page itself is asked for.
 */
export async function frontPage(climb: Climb, first: HttpAnswer): Promise<Finding | undefined> {
  const page = first.status >= 400 ? await fetchPage(climb) : first;
  if (!page || !isPage(page) || page.status !== 200) return undefined;
  return generally(page, "recognise");
}

async function fetchPage(climb: Climb): Promise<HttpAnswer | undefined> {
  try {
    return await ask(strangerVisit(climb, {}), { method: "GET", path: "" });
  } catch (error) {
    if (!(error instanceof NetError) || climb.signal.aborted) throw error;
    return undefined;
  }
}
