import type { CauseCode } from "#contract";
import type { FlowRecord } from "../store/flows.js";
import { closingUrl, flowCookies } from "./claim.js";
import { callbackUrl, causeOf, hashOf, patience, type ConsentHouse } from "./consent.js";
import { failFlow, faultOf, grantFlow, isLinkOpen, openFlow, type OpenFlow } from "./consentFlow.js";
import type { AnswerFault, OpenProvider } from "./consentWay.js";

/** Why a callback is turned away, with nothing done and the flow as it was. For the log, not for a person. */
export type CallbackFault =
  AnswerFault | "too_long" | "state_missing" | "state_unknown" | "browser_mismatch" | "context_mismatch" | "expired";

/** `location` is a clean page of ours for a 303; a callback that was turned away gets a plain 400 instead. */
export type CallbackResult =
  | { readonly outcome: "granted"; readonly location: string; readonly flow: FlowRecord }
  | { readonly outcome: "failed"; readonly cause: CauseCode; readonly location: string; readonly flow: FlowRecord }
  | { readonly outcome: "rejected"; readonly fault: CallbackFault };

const longest = 16 * 1024;

/**
 * The provider has sent the browser back. `search` is the raw query; `cookie` the raw Cookie header. Send the answer
 * with `no-store` and `no-referrer`, and refuse before: other verbs than GET, another Host, frames, prefetching.
 */
export async function consentCallback(
  house: ConsentHouse,
  { context, search, cookie }: { context: string; search: string; cookie: string | undefined },
): Promise<CallbackResult> {
  const read = readQuery(search);
  if ("fault" in read) return { outcome: "rejected", fault: read.fault };
  const { parameters, state } = read;
  const flow = await flowOf(house, { context, cookie, stateHash: hashOf(state) });
  if ("fault" in flow) return { outcome: "rejected", fault: flow.fault };
  const open = await openFlow(house, flow);
  if (open?.way.by !== "browser") return fail(house, flow, "internal");
  if (flow.status === "waiting" && !(await isLinkOpen(house, flow))) return fail(house, flow, "consent_expired");

  const of = { redirectUrl: callbackUrl(house.publicUrl, flow.context), secrets: open.secrets };
  const provider = await open.way.open(open.visit, of).catch((error: unknown) => ({ cause: causeOf(error) }));
  const fault = "judge" in provider ? provider.judge(parameters) : undefined;
  if (fault) return { outcome: "rejected", fault };

  const taken = await house.store.tenant(flow.tenant).flows.take(flow.id);
  if (!taken) return settled(house, flow);
  if ("cause" in provider) return fail(house, flow, provider.cause);
  return exchange(house, open, provider, parameters);
}

const once = ["state", "code", "iss", "error", "oauth_token", "oauth_verifier", "denied"];

function readQuery(search: string): { parameters: URLSearchParams; state: string } | { fault: CallbackFault } {
  if (search.length > longest) return { fault: "too_long" };
  const parameters = new URLSearchParams(search);
  if (once.some((name) => parameters.getAll(name).length > 1)) return { fault: "duplicate_parameter" };
  // OAuth 1.0 has no state: the temporary token comes back, whether she agreed or not.
  const state = ["state", "oauth_token", "denied"].map((name) => parameters.get(name)).find((value) => value !== null);
  return state ? { parameters, state } : { fault: "state_missing" };
}

/** The flow of which this browser holds the cookie, whose path this is, and whose state came back: all of one flow. */
async function flowOf(
  { store }: ConsentHouse,
  { context, cookie, stateHash }: { context: string; cookie: string | undefined; stateHash: string },
): Promise<FlowRecord | { fault: CallbackFault }> {
  const found = await Promise.all(flowCookies(cookie).map((value) => store.lookup.flowByCookie(hashOf(value))));
  const flows = found.filter((flow) => flow !== undefined);
  const meant = flows.find((flow) => flow.stateHash === stateHash);
  if (meant) return meant.context === context ? meant : { fault: "context_mismatch" };
  return { fault: flows.some((flow) => flow.context === context) ? "state_unknown" : "browser_mismatch" };
}

async function exchange(
  house: ConsentHouse,
  open: OpenFlow,
  provider: OpenProvider,
  answer: URLSearchParams,
): Promise<CallbackResult> {
  const { flow } = open;
  try {
    if (!(await grantFlow(house, open, await provider.exchange(answer))))
      return await fail(house, flow, "consent_expired");
    return { outcome: "granted", location: closingUrl(house.publicUrl, flow.mode), flow };
  } catch (error) {
    return fail(house, flow, faultOf(error));
  }
}

async function fail(house: ConsentHouse, flow: FlowRecord, cause: CauseCode): Promise<CallbackResult> {
  await failFlow(house, flow, cause);
  return { outcome: "failed", cause, location: closingUrl(house.publicUrl, flow.mode), flow };
}

/** The same callback again: sees what the first one came to, and does nothing. */
async function settled(house: ConsentHouse, flow: FlowRecord): Promise<CallbackResult> {
  const location = closingUrl(house.publicUrl, flow.mode);
  const { flows } = house.store.tenant(flow.tenant);
  for (const end = Date.now() + patience; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 100))) {
    const now = await flows.get(flow.id);
    if (!now || now.expiresAt <= house.store.now()) return { outcome: "rejected", fault: "expired" };
    if (now.status === "granted") return { outcome: "granted", location, flow };
    if (now.status === "failed") return { outcome: "failed", cause: now.cause ?? "consent_failed", location, flow };
  }
  return { outcome: "rejected", fault: "expired" };
}
