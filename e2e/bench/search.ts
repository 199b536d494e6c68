import { readCatalogue } from "#catalogue";
import type { System } from "#contract";
import { methodFacts } from "../../server/method-facts.js";
import { createSystems } from "../../server/systems/systems.js";
import { addTenant, publicUrl, startTrial } from "../../server/trial.setup.js";
import { type Bench, median, quantile } from "./bench.js";

const many = 20_000;
const rounds = 5;
const syllables =
  "al bor cal dyn ex fab gen hy in jet kor lum max nor op pro quant ram sys tec uni ver work xan zen".split(" ");
const nouns = "ERP Suite Cloud Maintenance Works Plant Business Central Manager One Stock Assets Finance Online".split(
  " ",
);

/** How long a search takes in the server over a catalogue of 20,000: inside, and for information by HTTP. */
export const search: Bench = async () => {
  const systems = generated(readCatalogue());
  const house = createSystems(systems, methodFacts);
  const queries = queriesFor(systems);
  const inside: number[] = [];
  for (let round = -1; round < rounds; round++) {
    const took = queries.map((q) => timed(() => house.search({ q })));
    if (round >= 0) inside.push(quantile(took, 0.95));
  }

  const limits = { host: 1e9, person: 1e9, anyone: 1e9 };
  const trial = await startTrial({ systems, limits, env: { LOG_LEVEL: "warn" } });
  const { key } = await addTenant(trial.store, "bench");
  const minted = await trial.call("mintLink", { token: key, body: { endUser: { id: "anna" }, hosted: true } });
  const opened = await trial.call("openLink", { body: { token: minted.body.token, origin: null } });
  const headers = { authorization: `Bearer ${opened.body.session}`, origin: publicUrl };
  const outside: number[] = [];
  for (const q of queries) {
    const began = performance.now();
    await (await fetch(`${trial.url}/v1/link/systems?${new URLSearchParams({ q })}`, { headers })).arrayBuffer();
    outside.push(performance.now() - began);
  }
  await trial.close();
  const ms = (value: number) => `${value.toFixed(2)} ms`;
  const of = `${queries.length} searches`;
  return [
    {
      what: `search over ${systems.length} systems, p95 in the server`,
      is: ms(median(inside)),
      target: "<= 5 ms",
      of: `median of ${rounds} rounds of ${of}`,
    },
    { what: "the same through HTTP, p95", is: ms(quantile(outside, 0.95)), target: "", of },
  ];
};

function timed(act: () => unknown): number {
  const began = performance.now();
  act();
  return performance.now() - began;
}

/** The same every time: names as products have them, with what the real entries hold. */
function generated(real: readonly System[]): System[] {
  let seed = 20261124;
  const next = (below: number) => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) % below;
  const word = () => {
    const text = Array.from({ length: 2 + next(2) }, () => syllables[next(syllables.length)]).join("");
    return text.charAt(0).toUpperCase() + text.slice(1);
  };
  const made = Array.from({ length: many - real.length }, (_, at): System => {
    const vendor = word();
    const name = `${word()} ${nouns[next(nouns.length)]}`;
    const like = real[at % real.length]!;
    return { ...like, id: `made-${at}`, name, vendor, aliases: [`${vendor} ${name}`, word()], popularity: next(60) };
  });
  return [...real, ...made];
}

/** As they are typed: letter by letter, with a slip, two words, a vendor; and things that are not there. */
function queriesFor(systems: readonly System[]): string[] {
  const names = Array.from({ length: 60 }, (_, at) => systems[(at * 331) % systems.length]!.name);
  const typed = names.flatMap((name) => [1, 2, 3, 5, 8].map((letters) => name.slice(0, letters)));
  const slips = names.map((name) => name.slice(0, 2) + name.slice(3));
  const vendors = Array.from({ length: 20 }, (_, at) => systems[(at * 977) % systems.length]!.vendor);
  return [...typed, ...names, ...slips, ...vendors, "net suite", "odo", "D365", "maximo", "qqqq", ""];
}
