import type { Behaviour } from "./hostile-upstreams.behaviour.js";
import { causesOf } from "./hostile-upstreams.causes.js";
import type { Upstream } from "./hostile-upstreams.upstream.js";
import type { Ran } from "./hostile-upstreams.world.js";
import type { Case } from "./proof.js";

export interface UpstreamCase extends Case {
  behave: Behaviour;
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

/** What else an answer has to say for a hint of the corpus. */
const hints: Record<string, (ran: Ran) => boolean> = {
  clock: ({ outcome }) => outcome.warnings.some(({ cause }) => cause === "clock_differs"),
  try_https: (ran) => factsOf(ran).some(({ kind, value }) => kind === "address" && value.startsWith("https://")),
  // Their words say it: check the port; our addresses have to be put on its list.
  wrong_port_or_http: ({ outcome }) => outcome.cause === "tls_not_spoken",
  "allow our addresses": ({ outcome }) => outcome.cause === "address_not_allowed",
};

/** Checks that hold for every case, whether it names them or not. */
const always = new Set(["max_read_bytes", "server_stays_up", "no_pollution", "no_markup", "secret_in_logs_or_ui"]);
const known = new Set([...always, "code", "max_seconds", "requests_max", "tell_user_when", "credentials_sent", "hint"]);

/** What was wrong with one run; nothing where all is well. */
export function judge(one: UpstreamCase, ran: Ran, upstream: Upstream, credentials: readonly string[]): string[] {
  const { expect, behave } = one;
  const whys = Object.keys(expect)
    .filter((name) => !known.has(name))
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

  if (
    expect.tell_user_when &&
    !factsOf(ran).some(({ kind, value }) => kind === "waitSeconds" && value === String(behave.retry_after))
  ) {
    whys.push("does not tell when to try again");
  }
  if (expect.hint !== undefined && !hints[expect.hint]?.(ran)) whys.push(`does not hint at ${expect.hint}`);
  return whys;
}

function wrongCode(code: string, { outcome }: Ran): string | undefined {
  const got = outcome.cause ?? outcome.outcome;
  // Ours is never the right answer to what somebody else does.
  if (got === "internal" || got === "busy") return `expected ${code}, got ${got}`;
  if (code === "any") return undefined;
  const right = code === "ok" ? outcome.outcome !== "failed" : outcome.cause && causesOf[code]?.includes(outcome.cause);
  return right ? undefined : `expected ${code}, got ${got}`;
}

const factsOf = ({ lines }: Ran) => lines.flatMap(({ facts = [] }) => facts);
