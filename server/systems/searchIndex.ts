import type { System } from "#contract";
import { compact, words } from "./fold.js";
import { Vocabulary } from "./vocabulary.js";

/** How much it says that a word was found in this place. */
const weights = { name: 1, alias: 0.92, vendor: 0.6 } as const;

/** Where a word occurs: places in the list of systems, and the weight that the word has there. */
interface Occurrences {
  readonly places: Uint32Array;
  readonly weights: Float32Array;
}

/**
 * Names, aliases and vendors of a catalogue, made ready once so that each search is short: columns of numbers by
 * place, and one sort of plain numbers at the end.
 */
export class SearchIndex {
  private readonly vocabulary: Vocabulary;
  private readonly occurrences: Occurrences[];
  /** Every place, as it is shown when nothing was typed. */
  readonly everything: readonly number[];
  /** What stands for itself in the order: popularity, and then the name. */
  private readonly popularity: Float64Array;
  private readonly alphabet: Uint32Array;
  private readonly placeByName: Uint32Array;
  private readonly fits: Float64Array;
  private readonly words: Uint8Array;
  private readonly best: Float64Array;

  constructor(systems: readonly System[]) {
    const byWord = new Map<string, { head: number; places: Map<number, number> }>();
    systems.forEach((system, place) => {
      for (const { word, weight, head } of namesOf(system)) {
        const known = byWord.get(word) ?? { head, places: new Map<number, number>() };
        known.head = Math.min(known.head, head);
        if ((known.places.get(place) ?? 0) < weight) known.places.set(place, weight);
        byWord.set(word, known);
      }
    });
    this.vocabulary = new Vocabulary(
      [...byWord.keys()],
      Uint8Array.from(byWord.values(), ({ head }) => head),
    );
    this.occurrences = [...byWord.values()].map(({ places }) => ({
      places: Uint32Array.from(places.keys()),
      weights: Float32Array.from(places.values()),
    }));
    this.popularity = Float64Array.from(systems, (system) => system.popularity);
    this.placeByName = Uint32Array.from(systems.keys()).sort((a, b) => (systems[a]!.name < systems[b]!.name ? -1 : 1));
    this.alphabet = new Uint32Array(systems.length);
    this.placeByName.forEach((place, order) => (this.alphabet[place] = order));
    this.fits = new Float64Array(systems.length);
    this.words = new Uint8Array(systems.length);
    this.best = new Float64Array(systems.length);
    this.everything = this.inOrder([...systems.keys()]);
  }

  /** Places of the systems that fit, best first. Every word must fit somewhere; if that leaves nothing, most words. */
  find(query: string): number[] {
    const typed = words(query).slice(0, 8);
    if (typed.length === 0) return [];
    const touched: number[] = [];
    for (const word of typed) this.add(word, touched);
    let most = 0;
    for (const place of touched) if (this.words[place]! > most) most = this.words[place]!;
    for (const place of touched) this.fits[place] = this.words[place] === most ? this.fits[place]! / typed.length : 0;
    // "net suite" is NetSuite: the words without their blanks are one more way to have meant a name.
    if (typed.length > 1) this.addWhole(typed.join(""), touched, most === typed.length);
    const found = this.inOrder(touched.filter((place) => this.fits[place]! > 0));
    for (const place of touched) this.fits[place] = this.words[place] = 0;
    return found;
  }

  private add(word: string, touched: number[]): void {
    for (const place of this.bestOf(word)) {
      if (this.words[place] === 0) touched.push(place);
      this.fits[place]! += this.best[place]!;
      this.words[place]!++;
      this.best[place] = 0;
    }
  }

  private addWhole(joined: string, touched: number[], complete: boolean): void {
    const whole = this.bestOf(joined);
    if (!complete && whole.length > 0) for (const place of touched) this.fits[place] = 0;
    for (const place of whole) {
      if (this.words[place] === 0) touched.push(place);
      if (this.best[place]! > this.fits[place]!) this.fits[place] = this.best[place]!;
      this.best[place] = 0;
    }
  }

  /** Fills `best` with how well a word fits each system at best, and gives the places filled. */
  private bestOf(word: string): number[] {
    const filled: number[] = [];
    for (const match of this.vocabulary.find(word)) {
      const { places, weights: all } = this.occurrences[match.word]!;
      for (let at = 0; at < places.length; at++) {
        const place = places[at]!;
        const fit = match.fit * all[at]!;
        if (this.best[place] === 0) filled.push(place);
        if (fit > this.best[place]!) this.best[place] = fit;
      }
    }
    return filled;
  }

  /** Fit decides; of names that fit about alike, the one that is met more often comes first, then the alphabet. */
  private inOrder(places: readonly number[]): number[] {
    // One number a row, so that the sort needs no function: rank above, alphabetical order below.
    const keys = new Float64Array(places.length);
    places.forEach((place, at) => {
      const rank = Math.round((this.fits[place]! + this.popularity[place]! / 250) * 1e5);
      keys[at] = (mostRank - rank) * mostSystems + this.alphabet[place]!;
    });
    keys.sort();
    const ordered = new Array<number>(places.length);
    keys.forEach((key, at) => (ordered[at] = this.placeByName[key % mostSystems]!));
    return ordered;
  }
}

const mostRank = 2 ** 20;
const mostSystems = 2 ** 24;

interface Named {
  readonly word: string;
  readonly weight: number;
  /** Letters of the first word, where this is several in one piece. */
  readonly head: number;
}

function* namesOf(system: System): Generator<Named> {
  yield* wordsOf(system.name, weights.name);
  for (const alias of system.aliases) yield* wordsOf(alias, weights.alias);
  yield* wordsOf(system.vendor, weights.vendor);
}

/** A word that is the whole name says more than one of five. */
function* wordsOf(text: string, weight: number): Generator<Named> {
  const found = words(text);
  const whole = compact(text);
  const named = (word: string, head = 0): Named => ({
    word,
    head: Math.min(head, 255),
    weight: weight * (0.85 + (0.15 * word.length) / whole.length),
  });
  for (const word of found) yield named(word);
  if (found.length > 2) yield named(whole, found[0]!.length);
  // Neighbours in one piece: "businesscentral" stands inside a longer name.
  for (let at = 0; at < found.length - 1; at++) {
    if (!/^\d{4,}$/.test(found[at + 1]!)) yield named(found[at]! + found[at + 1]!, found[at]!.length);
  }
}
