import { callbackUrl, contextOf } from "../../server/methods/consent.js";
import { publicUrl } from "../../server/trial.setup.js";
import { begin, Browser, type Answer, type Asked, type Begun } from "./oauth-callbacks.browser.js";
import { filled, type CallbackCase, type Filling } from "./oauth-callbacks.case.js";
import { type World, systems } from "./oauth-callbacks.world.js";

/** What came of one case. */
export interface Played {
  mine: Begun;
  code: string;
  answers: Answer[];
  /** The flow had been to its end before: the requests of that, not counted below. */
  before: number;
  tokenRequests: number;
  seconds: number;
  logged: string;
  /** Values of cookies, and all else that must not be seen anywhere. */
  secrets: string[];
}

const minute = 60_000;

/** Brings a flow to where the case wants it, and sends the browser back as the case says. */
export async function play(world: World, one: CallbackCase): Promise<Played> {
  const { trial, provider } = world;
  provider.play({
    token: one.token,
    issSupported: one.as?.["iss_supported"] !== false,
  });
  world.strayed.length = 0;
  const loggedBefore = trial.logged().length;
  const [browser, stranger] = [new Browser(world), new Browser(world)];
  const system = JSON.stringify(one.token ?? "").includes("{idtoken:") ? systems.openId : systems.meant;
  const lives = one.flow?.["link_token"] === "expired_after_start" ? 300 : undefined;
  const mine = await begin(world, browser, { system, ...(lives && { lives }) });
  const text = `${one.query ?? ""}${one.body ?? ""}`;
  const states = await othersOf(world, { one, text, browser, stranger, system });
  const code = provider.agree(mine, literalCode(one));
  const filling = { code, mine, states };
  const before = await prepare(world, one, { browser, filling });

  const asked: Asked = {
    method: one.method ?? "GET",
    headers: {
      ...(one.body && { "content-type": "application/x-www-form-urlencoded" }),
      ...(one.host && { host: one.host }),
      ...one.headers,
    },
    ...(one.body && { body: filled(one.body, filling) }),
  };
  const path = pathOf(one, mine) + (one.query === undefined ? "" : `?${filled(one.query, filling)}`);
  const who = await whoComesBack(world, one, { browser, stranger, mine });
  if (one.as?.["away"]) provider.play({ token: undefined, issSupported: true, nowhere: true });
  const began = performance.now();
  const answers: Answer[] = [];
  for (let time = 0; time < (one.times ?? 1); time++)
    answers.push(...(await Promise.all(Array.from({ length: one.parallel ?? 1 }, () => who.ask(path, asked)))));
  const seconds = (performance.now() - began) / 1000;
  return {
    ...{ mine, code, answers, before, seconds },
    tokenRequests: provider.tokenRequests.length - before,
    logged: trial.logged().slice(loggedBefore),
    secrets: [...browser.cookies.values(), ...stranger.cookies.values(), mine.startSecret, mine.session],
  };
}

/** A code that the case itself names and means to succeed. */
const literalCode = ({ query = "", expect }: CallbackCase): string | undefined =>
  query.includes("{code}") || expect.outcome !== "connected"
    ? undefined
    : (expect.code_sent ?? new URLSearchParams(query).get("code") ?? undefined);

/** Further flows, where the case speaks of them. */
async function othersOf(
  world: World,
  {
    one,
    text,
    browser,
    stranger,
    system,
  }: { one: CallbackCase; text: string; browser: Browser; stranger: Browser; system: string },
): Promise<Filling["states"]> {
  const states = { other: "", tenant2: "", stranger: "" };
  if (text.includes("{state:other}")) states.other = (await begin(world, browser, { system: systems.other })).state;
  if (text.includes("{state:tenant2}"))
    states.tenant2 = (await begin(world, stranger, { tenant: "other", system })).state;
  if (text.includes("{state:stranger}") || one.cookie === "other")
    states.stranger = (await begin(world, stranger, { system })).state;
  return states;
}

/** The flow's state before the request. @returns how many token requests that took */
async function prepare(
  { trial, call, provider, keys }: World,
  { flow = {} }: CallbackCase,
  { browser, filling }: { browser: Browser; filling: Filling },
): Promise<number> {
  const { mine } = filling;
  const callback = (query: string) => browser.ask(`${new URL(mine.redirectUri).pathname}?${filled(query, filling)}`);
  for (const [name, value] of Object.entries(flow)) {
    switch (`${name}=${name.startsWith("age_") ? "" : String(value)}`) {
      case "link_token=revoked":
        await call("cancelLink", { token: keys.acme, params: { id: mine.link } });
        break;
      case "link_token=expired_after_start":
        trial.clock.ahead += 6 * minute;
        break;
      case "status=consumed":
      case "state=consumed":
      case "consumed=true":
        await callback("code={code}&state={state}&iss={iss}");
        break;
      case "status=failed":
      case "state=failed":
        await callback("error=access_denied&state={state}&iss={iss}");
        break;
      case "status=expired":
      case "state=expired":
      case "expired=true":
        trial.clock.ahead += 11 * minute;
        break;
      case "age_s=":
        trial.clock.ahead += Number(value) * 1000;
        break;
      case "age_min=":
        trial.clock.ahead += Number(value) * minute;
        break;
      case "status=open":
      case "state=open":
        break;
      default:
        throw new Error(`this proof cannot bring a flow to ${name}: ${JSON.stringify(value)}`);
    }
  }
  return provider.tokenRequests.length;
}

function pathOf({ callback_path: wanted }: CallbackCase, { system, redirectUri }: Begun): string {
  const other = {
    "other-integration": contextOf("acme", systems.other),
    "other-tenant": contextOf("other", system),
    unknown: "nothing-0000000000000000",
  }[wanted ?? ""];
  if (wanted !== undefined && other === undefined) throw new Error(`this proof does not know the path "${wanted}"`);
  return new URL(other ? callbackUrl(publicUrl, other) : redirectUri).pathname;
}

/** Whose browser the callback comes from; a stranger's holds nothing of this flow, whatever he has opened. */
async function whoComesBack(
  world: World,
  { cookie = "right", started_by, finished_by, start_url_opened_by }: CallbackCase,
  { browser, stranger, mine }: { browser: Browser; stranger: Browser; mine: Begun },
): Promise<Browser> {
  if (start_url_opened_by !== undefined) {
    await stranger.ask(new URL(mine.startUrl).pathname, { headers: { accept: "text/html" } });
    return stranger;
  }
  if (started_by !== undefined && finished_by !== started_by) return stranger;
  switch (cookie) {
    case "right":
      return browser;
    case "other":
      return stranger;
    case "none":
    case "missing":
    case "absent":
      return new Browser(world);
    case "both": {
      for (const [name, value] of browser.cookies) stranger.cookies.set(name, value);
      return stranger;
    }
    case "changed": {
      for (const [name, value] of browser.cookies)
        stranger.cookies.set(name, `${value.startsWith("A") ? "B" : "A"}${value.slice(1)}`);
      return stranger;
    }
    default:
      throw new Error(`this proof does not know the cookie "${cookie}"`);
  }
}
