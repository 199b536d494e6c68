import type { Base, ChooseProbe, Field, SignInProbe } from "#contract";
import { hostPattern } from "../address/hosts.js";
import type { Trust } from "../net/index.js";
import { because, type Finding } from "./finding.js";
import { chosenInputs } from "./given.js";
import type { Values } from "./method.js";
import { fillAddress, fillSegments, placeholders, TemplateError, type Inputs } from "./template.js";

/** What is over by then. What an answer tells is known only after it. */
export type Stage = "signing" | "signIn" | "choice";

interface Based {
  readonly use: {
    readonly base?: Base | undefined;
    readonly fields?: readonly Field[] | undefined;
    readonly signIn?: SignInProbe | undefined;
    readonly choose?: ChooseProbe | undefined;
  };
  readonly address: string | null;
  readonly values: Values;
  readonly trust?: Trust;
  readonly anonymousStatus?: number;
}

/**
 * The visit as it goes on: to the base of its use, once that is known. A finding where an answer names another place than
 * the entry allows: a server may say where its interface is, but not to whom the credentials go. Throws TemplateError.
 */
export function goingOn<V extends Based>(visit: V, over: Stage, told: Inputs = {}): V | Finding {
  const { base } = visit.use;
  if (!base || stageOf(visit.use, base) !== over) return visit;
  const address = within(visit, told, () => addressOf(base, visit, { ...visit.values, ...told }));
  if (typeof address !== "string") return address;
  const { trust, anonymousStatus: _, ...rest } = visit;
  if (visit.address !== null && new URL(address).host === new URL(visit.address).host) return { ...visit, address };
  // A pinned certificate is that of the address itself, and what was said there without credentials says nothing here.
  const { pin: _pin, ...still } = trust ?? {};
  return { ...rest, address, ...(Object.keys(still).length > 0 && { trust: still }) } as unknown as V;
}

/** When all that a base is made of is known. */
function stageOf({ signIn, choose }: Based["use"], { url }: Base): Stage {
  const needs = placeholders(url);
  const { input, takes = {} } = choose?.choices ?? {};
  if (needs.some((name) => name === input || Object.hasOwn(takes, name))) return "choice";
  return needs.some((name) => Object.hasOwn(signIn?.takes ?? {}, name)) ? "signIn" : "signing";
}

function addressOf({ url, hosts = [] }: Base, { use, address, values }: Based, inputs: Inputs): string | Finding {
  const [, origin, path = ""] = /^\{([a-zA-Z][a-zA-Z0-9]*)\}(.*)$/s.exec(url) ?? [];
  const rest = () => fillSegments(path, inputs).replace(/\/+$/, "");
  if (origin === undefined) return fillAddress(url, inputs).replace(/\/+$/, "");
  if (origin === "address") return `${address ?? ""}${rest()}`;
  const chosen = chosenInputs(use.fields ?? [], values)[origin];
  if (chosen !== undefined) return chosen + rest();
  const place = placeWithin(hosts, String(Object.hasOwn(inputs, origin) ? inputs[origin] : ""));
  return place === undefined ? because("answer_not_understood") : place + rest();
}

/** What an answer told and cannot stand there is no fault of the person's. */
function within({ use }: Based, told: Inputs, make: () => string | Finding): string | Finding {
  try {
    return make();
  } catch (error) {
    const typed = (name: string) => (use.fields ?? []).some((field) => field.name === name);
    if (!(error instanceof TemplateError) || !Object.hasOwn(told, error.input) || typed(error.input)) throw error;
    return because("answer_not_understood");
  }
}

/** An https address on one of the hosts, without slash at its end; undefined where it is anything else. */
function placeWithin(hosts: readonly string[], text: string): string | undefined {
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (text === "" || text.length > 500 || !URL.canParse(whole)) return undefined;
  const { protocol, hostname, port, username, password, search, hash, origin, pathname } = new URL(whole);
  if (protocol !== "https:" || username || password || search || hash) return undefined;
  const fits = hosts.some((pattern) => {
    const [host = "", wanted = ""] = pattern.split(":");
    return port === wanted && hostPattern(host).test.test(hostname);
  });
  return fits ? (origin + pathname).replace(/\/+$/, "") : undefined;
}
