import { causes } from "#contract/cause";
import { causes as words } from "../../widget/words/en.causes.js";
import type { Ran } from "./hostile-upstreams.world.js";

/** Whether the person is told what the corpus's hint asks for: by a fact, a warning, or the words of the cause. */
export function hintsAt(hint: string, ran: Ran): boolean {
  const known = table.find(([pattern]) => pattern.test(hint.replaceAll("_", " ")))?.[1];
  return known ? known(ran) : isSaid(hint, ran);
}

const isCause =
  (...codes: (keyof typeof causes)[]) =>
  ({ outcome }: Ran) =>
    codes.some((code) => code === outcome.cause);
const may =
  (what: "trust" | "firewall") =>
  ({ outcome }: Ran) =>
    outcome.cause !== undefined && what in causes[outcome.cause];
const offersHttps = (ran: Ran) =>
  factsOf(ran).some(({ kind, value }) => kind === "address" && value.startsWith("https://"));

const table: readonly [RegExp, (ran: Ran) => boolean][] = [
  [/clock|date|time of/, ({ outcome }) => outcome.warnings.some(({ cause }) => cause === "clock_differs")],
  [/wrong port|port or http|use http\b/, isCause("tls_not_spoken", "http_not_spoken")],
  [/https/, offersHttps],
  [
    /our address|allow.?list|white.?list|firewall|source ip/,
    ({ outcome }) =>
      outcome.cause !== undefined && (outcome.cause === "address_not_allowed" || may("firewall")({ outcome } as Ran)),
  ],
  [/(?:host )?name/, isCause("certificate_wrong_name", "name_not_found")],
  [/pin|fingerprint|trust|\bca\b|authority|upload/, may("trust")],
  [/log.?in|sign.?in|browser|sso/, isCause("login_page", "web_page", "redirected_elsewhere", "proxy_page")],
  [/wait|later|retry|again/, ({ outcome }) => outcome.cause !== undefined && causes[outcome.cause].retry],
];

/** Each longer word of the hint stands in what is said of the cause. */
function isSaid(hint: string, { outcome }: Ran): boolean {
  if (outcome.cause === undefined) return false;
  const said = Object.values(words[outcome.cause]).join(" ").toLowerCase();
  const asked = hint.toLowerCase().match(/[a-z]{4,}/g) ?? [];
  return asked.length > 0 && asked.every((word) => said.includes(word.replace(/(?:ed|ing|s)$/, "")));
}

export const factsOf = ({ lines }: Ran) => lines.flatMap(({ facts = [] }) => facts);
