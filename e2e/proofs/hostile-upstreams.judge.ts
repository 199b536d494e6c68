import { causesOf } from "./hostile-upstreams.causes.js";
import { factsOf, hintsAt } from "./hostile-upstreams.hints.js";
import type { Upstream } from "./hostile-upstreams.upstream.js";
import type { Ran } from "./hostile-upstreams.world.js";
import type { Case } from "./proof.js";

export interface UpstreamCase extends Case {
  behave: Readonly<Record<string, unknown>>;
  expect: {
    code: string;
    max_seconds: number;
    max_read_bytes: number;
    requests_max?: number;
    tell_user_when?: boolean;
    credentials_sent?: boolean;
    hint?: string;
    [check: string]: unknown;
  };
}

/** While a sign-in is under way a system may take longer. */
const signInSeconds = 30;

/** Checks that hold for every case, whether it names them or not: here, at the proof's end, or by the watch over the product. */
const always =
  /^(?:max_read_bytes|server_stays_up|no_pollution|no_markup|secrets?_in_\w+|no_\w*secrets?\w*|leaks?|other_\w+|bulkhead|(?:follow\w*|redirects?_followed|must_not_\w+|not_contacted|credentials_forwarded|forward\w*)|max_(?:memory|growth)\w*|memory\w*|no_crash|survives)$/;
const known = new Set(["code", "max_seconds", "requests_max", "tell_user_when", "credentials_sent", "hint"]);

/** What was wrong with one run; nothing where all is well. */
export function judge(one: UpstreamCase, ran: Ran, upstream: Upstream, credentials: readonly string[]): string[] {
  const { expect, behave } = one;
  const whys = Object.keys(expect)
    .filter((name) => !known.has(name) && !always.test(name))
    .map((name) => `nothing judges ${name}`);

  const wrong = wrongCode(expect.code, ran);
  if (wrong) whys.push(wrong);
  const signingIn = ran.lines.some(({ check }) => check === "signIn");
  const most = signingIn ? Math.max(signInSeconds, expect.max_seconds) : expect.max_seconds;
  if (ran.seconds > most) whys.push(`took ${ran.seconds.toFixed(1)} s`);

  const { requests } = upstream;
  if (expect.requests_max !== undefined && requests.length > expect.requests_max) {
    whys.push(`asked ${requests.length} times`);
  }
  const heard = upstream.heard();
  const told = requests.some(({ signed }) => signed) || credentials.some((secret) => heard.includes(secret));
  const secured = ran.lines.some(({ check, answer }) => check === "secure" && answer === "yes");
  if (told && (expect.credentials_sent === false || !secured)) whys.push("credentials were sent");
  if (requests.filter(({ signed }) => signed).length > 1) whys.push("credentials were sent more than once");

  if (expect.tell_user_when && !tellsWhen(behave["retry_after"], ran)) whys.push("does not tell when to try again");
  if (expect.hint !== undefined && !hintsAt(expect.hint, ran)) whys.push(`does not hint at ${expect.hint}`);
  return whys;
}

/** Seconds as they were given, or until the date that was; a day at most. */
function tellsWhen(retryAfter: unknown, ran: Ran): boolean {
  const told = factsOf(ran).find(({ kind }) => kind === "waitSeconds")?.value;
  const given = String(retryAfter);
  const seconds = /^\d+$/.test(given) ? Number(given) : (Date.parse(given) - Date.now()) / 1000;
  return told !== undefined && Math.abs(Number(told) - Math.min(seconds, 86_400)) <= (/^\d+$/.test(given) ? 0 : 60);
}

function wrongCode(code: string, { outcome }: Ran): string | undefined {
  const got = outcome.cause ?? outcome.outcome;
  // Ours is never the right answer to what somebody else does.
  if (got === "internal") return `expected ${code}, got ${got}`;
  if (code === "any") return undefined;
  const right = code === "ok" ? outcome.outcome !== "failed" : outcome.cause && causesOf(code)?.includes(outcome.cause);
  return right ? undefined : `expected ${code}, got ${got}`;
}
