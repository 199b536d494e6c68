import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { readCatalogue } from "#catalogue";
import { createHostIndex } from "../../server/address/hosts.js";
import { readAddress } from "../../server/address/readAddress.js";
import { entryOf, profiles } from "../proofs/user-urls.profiles.js";
import { type Bench, median } from "./bench.js";

const corpus = fileURLToPath(new URL("../proofs/cases/user-urls.json", import.meta.url));
const rounds = 9;
const longest = 2048;
/** What backtracking expressions fear: a piece that could be read in two ways, over and over, and an end that fits none. */
const pieces =
  "a|A| |.|-|/|\\|:|@|?|&|=|%20|%2e|(|)|[|]|<|>|{|}|\"|'|*|_|,|;|a.|a |. |a@|a/|http|https://|://|<a |href=|[a](|](|&#1;|0|1.|1:|::|xn--|а|。|é|😀| dot |[.]|-dot-|=\n|aA0|{{|<x>.|{x}|url=|odoo.com|acme.odoo.com |/(W(|\u00ad|\u30fc|…a".split(
    "|",
  );
const begins = ["", "https://", "https://acme.odoo.com/", "https://acme.odoo.com?", "<", "label: "];
const ends = ["", "!", " x", "@b.com"];

/** How quickly what people paste is read, and the longest that anybody can keep the reader busy with one text. */
export const reader: Bench = async () => {
  const { cases } = JSON.parse(await readFile(corpus, "utf8")) as { cases: { input: string; profile: string }[] };
  const known = new Map(profiles.map((system) => [system.id, system]));
  const entries = readCatalogue();
  for (const [profile, id] of Object.entries(entryOf))
    known.set(
      profile,
      entries.find((entry) => entry.id === id)!,
    );
  const systems = createHostIndex([...known.values()]);
  const everyday = cases.map(
    ({ input, profile }) =>
      () =>
        readAddress(input, { system: known.get(profile), systems }),
  );
  const hostile = ["odoo", "netsuite", "generic"].flatMap((profile) =>
    worst().map((text) => () => readAddress(text, { system: known.get(profile), systems })),
  );
  const [plain, hard] = [slowest(everyday), slowest(hostile)];
  const ms = (value: number) => `${value.toFixed(2)} ms`;
  const of = `slowest of the medians of ${rounds} rounds over`;
  return [
    { what: "addresses read in a second", is: String(Math.round(plain.rate)), target: "", of: `${cases.length} cases` },
    { what: "slowest address of the corpus", is: ms(plain.most), target: "<= 1 ms", of: `${of} ${cases.length} cases` },
    {
      what: `slowest of hostile texts of ${longest} characters`,
      is: ms(hard.most),
      target: "<= 1 ms",
      of: `${of} ${hostile.length} texts`,
    },
  ];
};

/** The slowest by its median, and how many are done in a second. The first rounds only warm the engine. */
function slowest(acts: readonly (() => unknown)[]): { most: number; rate: number } {
  const took: number[][] = acts.map(() => []);
  for (let round = -2; round < rounds; round++) {
    acts.forEach((act, at) => {
      const began = performance.now();
      act();
      if (round >= 0) took[at]!.push(performance.now() - began);
    });
  }
  const medians = took.map(median);
  return { most: Math.max(...medians), rate: (1000 * acts.length) / medians.reduce((sum, ms) => sum + ms, 0) };
}

function worst(): string[] {
  return begins.flatMap((before) =>
    pieces.flatMap((piece) =>
      ends.map((after) => {
        const room = longest - before.length - after.length;
        return before + piece.repeat(Math.ceil(room / piece.length)).slice(0, room) + after;
      }),
    ),
  );
}
