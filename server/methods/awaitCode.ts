import { causes, type CauseCode } from "#contract";
import { NetError } from "../net/index.js";
import { patience, type ConsentHouse } from "./consent.js";
import { failFlow, faultOf, grantFlow, isLinkOpen, openFlow } from "./consentFlow.js";

/** What a provider that wants to be asked less often adds to the time between two questions (RFC 8628, 3.5). */
const slower = 5_000;

/**
 * Asks the provider how a code that was given out stands, where that is due, whichever session, tab or instance looks:
 * one at a time, for two questions at once are one too early. It goes on though the browser that looked is gone: an
 * answer that brings tokens comes once.
 */
export async function askAboutCode(
  house: ConsentHouse,
  { tenant, flow: id }: { tenant: string; flow: string },
): Promise<void> {
  const { store } = house;
  const { flows } = store.tenant(tenant);
  const flow = await flows.poll(id, store.now() + patience + slower);
  if (!flow) return;
  const every = flow.pollEvery ?? slower;
  const again = (wait: number) => flows.pollAgain(id, { at: store.now() + wait, every: wait });
  const open = await openFlow(house, flow);
  if (open?.way.by !== "code") return failFlow(house, flow, "internal");
  if (!(await isLinkOpen(house, flow))) return failFlow(house, flow, "consent_expired");
  try {
    const answer = await open.way.ask(open.visit, open.secrets);
    if (answer === "waiting") return await again(every);
    if (answer === "slower") return await again(every + slower);
    if (!(await grantFlow(house, open, answer))) await failFlow(house, flow, "consent_expired");
  } catch (error) {
    const cause = faultOf(error);
    // A provider that is away for a moment has forgotten nothing, and the person may be typing: it is asked less often.
    if (mayPass(error, cause)) return await again(Math.min(every * 2, 60_000));
    await failFlow(house, flow, cause);
  }
}

const mayPass = (error: unknown, cause: CauseCode): boolean =>
  cause === "server_error" || (error instanceof NetError && causes[cause].retry);
