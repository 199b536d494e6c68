import type { CauseCode } from "#contract";
import { publicUrl } from "../../server/trial.setup.js";
import type { Answer } from "./oauth-callbacks.browser.js";
import { filled, type CallbackCase } from "./oauth-callbacks.case.js";
import { causesOf, faultsOf } from "./oauth-callbacks.codes.js";
import type { Played } from "./oauth-callbacks.play.js";
import { clientSecret } from "./oauth-callbacks.provider.js";
import type { World } from "./oauth-callbacks.world.js";

export const closing = `${publicUrl}/popup/done`;
const tooLong = [400, 413, 414, 431];

/** All that is wrong with how the callback itself was answered, and with what it did to the flow. */
export async function judgeAnswers(world: World, one: CallbackCase, played: Played): Promise<string[]> {
  const { expect } = one;
  const whys: string[] = [];
  const flow = await world.trial.store.tenant("acme").flows.get(played.mine.flow);
  const status = flow?.status ?? "none";
  for (const answer of played.answers) {
    whys.push(...judgeOutcome(one, answer, { status, cause: flow?.cause ?? null, logged: played.logged }));
    whys.push(...judgeAlways(answer));
    if (expect.status_in && !expect.status_in.includes(answer.status)) whys.push(`answered ${answer.status}`);
    if (expect.status_not?.includes(answer.status)) whys.push(`answered ${answer.status}`);
    if (expect.max_shown !== undefined && /A{100}/.test(answer.body)) whys.push("shows the provider's text");
    for (const [name, value] of Object.entries(expect.headers_required ?? {}))
      if (answer.headers[name] !== value) whys.push(`${name}: ${String(answer.headers[name])}`);
    if (expect.no_frame_header && !/frame-ancestors 'none'/.test(String(answer.headers["content-security-policy"])))
      whys.push("may be framed");
    if ((expect.url_cleaned || expect.final_location) && answer.location !== closing)
      whys.push(`leads to ${answer.location}`);
    for (const text of expect.body_not_contains ?? [])
      if (answer.body.includes(textOf(text, played))) whys.push(`the page has ${text}`);
  }
  whys.push(...judgeFlow(one, status));
  whys.push(...judgeRequests(world, one, played));
  if (expect.max_wait_s !== undefined && played.seconds > expect.max_wait_s) whys.push(`took ${played.seconds} s`);
  return [...whys, ...judgeLeaks(world, played)];
}

function judgeOutcome(
  { expect, flow: begun }: CallbackCase,
  { status: http, location }: Answer,
  { status, cause, logged }: { status: string; cause: CauseCode | null; logged: string },
): string[] {
  const led = http === 303 && location === closing;
  const fault = /"cause":"(\w+)"[^\n]*a callback was turned away|a callback was turned away[^\n]*"cause":"(\w+)"/.exec(
    logged,
  );
  const told = fault?.[1] ?? fault?.[2] ?? (tooLong.includes(http) ? "too_long" : "");
  const codes = expect.code_in ?? (expect.code === undefined ? [] : [expect.code]);
  const away = http >= 400 && http < 500;
  const awayRight = codes.length === 0 || codes.some((code) => (faultsOf[code] ?? [code]).includes(told));
  switch (expect.outcome) {
    case "connected":
      return led && status === "granted" ? [] : [`answered ${http}, flow ${status} (${cause ?? told})`];
    case "user_error": {
      const known = codes.flatMap((code) => causesOf[code] ?? []);
      if (led && status === "failed") return known.length === 0 || known.includes(cause!) ? [] : [`told ${cause}`];
      // What no parser lets through, and what has run out, is told by a page and leaves the flow's own window its way on.
      const quiet = begun !== undefined || codes.includes("too_long");
      return away && quiet && awayRight ? [] : [`answered ${http}, flow ${status} (${told})`];
    }
    case "rejected":
      if (!away) return [`answered ${http} to ${location}`];
      return awayRight ? [] : [`turned away for ${told}`];
    case "already_done":
      return led || away ? [] : [`answered ${http}`];
    case "any":
      return [];
    default:
      return [`this proof does not know the outcome ${expect.outcome}`];
  }
}

/** What holds for every answer. */
function judgeAlways({ status, headers, location, body }: Answer): string[] {
  const whys: string[] = [];
  if (status === 0 || status >= 500) whys.push(`answered ${status}`);
  if (location !== "" && location !== closing) whys.push(`leads to ${location}`);
  if (headers["cache-control"] !== "no-store") whys.push(`cache-control: ${headers["cache-control"]}`);
  if (headers["referrer-policy"] !== "no-referrer") whys.push(`referrer-policy: ${String(headers["referrer-policy"])}`);
  if (/<script|<img|<link|<iframe/i.test(body)) whys.push("the page asks for more");
  return whys;
}

const statesOf: Record<string, readonly string[]> = {
  open: ["waiting"],
  consumed: ["granted"],
  failed: ["failed"],
  expired: ["waiting", "failed"],
};

function judgeFlow({ expect, flow }: CallbackCase, status: string): string[] {
  const { flow_after: wanted } = expect;
  if (wanted === undefined) return [];
  const states = statesOf[wanted];
  if (!states) return [`this proof does not know the state ${wanted}`];
  // A flow that has run out reads as failed to its own session, whatever its row says.
  const ranOut = wanted === "failed" && flow !== undefined && status === "waiting";
  return states.includes(status) || ranOut ? [] : [`the flow is ${status}`];
}

function judgeRequests(
  { provider, strayed }: World,
  { expect }: CallbackCase,
  { tokenRequests, before, code }: Played,
): string[] {
  const whys: string[] = [];
  // Where the flow had been to its end before, a case may count that or not; there is none after it.
  const counts = before > 0 && tokenRequests === 0 ? [0, before] : [tokenRequests];
  if (expect.token_requests !== undefined && !counts.includes(expect.token_requests))
    whys.push(`${tokenRequests} token requests`);
  if (expect.token_requests_max !== undefined && tokenRequests > expect.token_requests_max)
    whys.push(`${tokenRequests} token requests`);
  if (strayed.some((text) => text.includes(clientSecret) || text.includes(code))) whys.push("secrets went elsewhere");
  if (strayed.length > 0) whys.push("another host was asked");
  for (const { form, headers } of provider.tokenRequests) {
    const names = [...form.keys()];
    if (new Set(names).size !== names.length) whys.push(`sent twice: ${names.join(", ")}`);
    if (form.get("client_secret") !== clientSecret) whys.push("the application's secret was changed");
    if ("x-a" in headers) whys.push("a header was injected");
    if (expect.code_sent !== undefined && form.get("code") !== expect.code_sent) whys.push(`sent ${form.get("code")}`);
  }
  return whys;
}

/** Nothing of a flow stands in a log, on a page or in an address. */
function judgeLeaks({ provider }: World, { mine, code, answers, logged, secrets }: Played): string[] {
  const sent = provider.tokenRequests.flatMap(({ form }) => [form.get("code_verifier"), form.get("code")]);
  const all = [...secrets, ...sent, mine.state, code, clientSecret, provider.token()];
  const hidden = all.filter((text) => text !== null && text.length > 7);
  const shown = answers.map(({ body, location }) => body + location).join("\n");
  return [
    ...(hidden.some((text) => logged.includes(text!)) ? ["a secret is in the log"] : []),
    ...(hidden.some((text) => shown.includes(text!)) ? ["a secret is shown"] : []),
  ];
}

const textOf = (text: string, { code, mine }: Played): string =>
  filled(text, { code, mine, states: { other: "", tenant2: "", stranger: "" } });
