import type { CheckLine, OutcomeLine, RunLine } from "#contract";
import { createApi } from "../../widget/flow/api.js";
import { createFlow } from "../../widget/flow/flow.js";
import type { Step } from "../../widget/flow/state.js";
import { hostOrigin, publicUrl } from "../../server/trial.setup.js";
import { climb } from "../methods/climb.fixture.js";
import { verdictOf } from "./ask.js";
import { ownEntry } from "./ownEntry.js";
import type { Product } from "./product.js";
import { refused, type Column, type Seen } from "./row.js";
import type { World } from "./world.js";

/** What is our own doing, or the person's own, whatever the system is. */
export const ours: Column = {
  name: "Gangway itself",
  what: "the whole product: its server, its store, and the logic of its flow",
  rows: [
    { fault: "popupBlocked", told: refused("popup_blocked"), ask: popupBlocked },
    { fault: "cancelled", told: refused("cancelled"), ask: cancelled },
    { fault: "notBuilt", told: refused("method_not_built"), ask: notBuilt },
  ],
};

/** The flow of the widget, talking to a real server as from a browser. */
const apiOf = ({ trial }: Product) =>
  createApi({
    base: trial.url,
    fetch: (url, init) => fetch(url, { ...init, headers: { ...init?.headers, origin: publicUrl } }),
  });

/** A browser that opens no window: `window.open` gives null. */
async function popupBlocked(world: World): Promise<Seen> {
  const product = await world.product();
  const start = { getToken: () => product.mint(), origin: hostOrigin };
  const { store, moves, dispose } = createFlow({
    transport: apiOf(product),
    start,
    host: () => ({ openWindow: () => null }),
  });
  const until = (step: Step) =>
    new Promise<void>((resolve) => {
      const look = () => store.getState().step === step && resolve();
      store.subscribe(look);
      look();
    });
  await moves.open();
  await until("pick");
  await moves.pick("orders");
  await until("details");
  moves.toConsent();
  await moves.authorize();
  const state = store.getState();
  dispose();
  const cause = state.step === "authorize" ? state.consent.cause : null;
  return { lines: [], shown: JSON.stringify(state), secrets: [], ends: "failed", ...(cause && { cause }) };
}

/** She presses Cancel while a system keeps her waiting. */
async function cancelled(world: World): Promise<Seen> {
  const [product, { silentPort }] = await Promise.all([world.product(), world.nowhere()]);
  const api = apiOf(product);
  await api.ask("openLink", { body: { token: await product.mint(), origin: hostOrigin } });
  const values = {
    address: `http://localhost:${silentPort}`,
    database: "x",
    username: "anna",
    password: "plant-anna-7",
  };
  const lines: RunLine[] = [];
  let cancelling: Promise<unknown> | undefined;
  await api.run({ body: { system: "tryton", method: "login", values } }, (line) => {
    lines.push(line);
    cancelling ??= api.ask("cancelChecks", {});
  });
  await cancelling;
  return { ...verdictOf(lines as (CheckLine | OutcomeLine)[]), secrets: [values.password] };
}

/** An entry may name a way to sign in that is not built yet. */
async function notBuilt(): Promise<Seen> {
  const system = ownEntry({
    name: "Elsewhere",
    summary: { en: "A system that is reached by a program beside it" },
    methods: [{ kind: "agent" }],
  });
  const { lines } = await climb(system, "agent", { address: "http://localhost:1" });
  return { ...verdictOf(lines), secrets: [] };
}
