import { distance, forgiven } from "../address/distance.js";

/** A known word that a typed one may stand for, and how well it fits: 1 is the word itself. */
export interface Match {
  readonly word: number;
  readonly fit: number;
}

/**
 * All words of a catalogue, found by the word itself, by how it begins, and by slips of typing.
 * Slips are looked for among the words that share enough pairs of letters with the typed one.
 */
export class Vocabulary {
  private readonly sorted: { word: string; number: number }[];
  private readonly byPair = new Map<string, number[]>();
  private readonly shared: Uint8Array;

  /** @param heads of a word made of several, the length of its first; 0 for others */
  constructor(
    private readonly all: readonly string[],
    private readonly heads: Uint8Array,
  ) {
    this.sorted = all.map((word, number) => ({ word, number })).sort((a, b) => (a.word < b.word ? -1 : 1));
    this.shared = new Uint8Array(all.length);
    all.forEach((word, number) => {
      for (const pair of pairs(word)) {
        const holders = this.byPair.get(pair);
        if (holders === undefined) this.byPair.set(pair, [number]);
        else holders.push(number);
      }
    });
  }

  find(typed: string): Match[] {
    const fits = new Map<number, number>();
    for (const { word, number } of this.beginningWith(typed)) {
      // Its first word stands for the same systems, and was found already.
      if (typed.length <= this.heads[number]!) continue;
      fits.set(number, word.length === typed.length ? 1 : 0.75 + (0.2 * typed.length) / word.length);
    }
    for (const [number, slips] of this.likely(typed)) {
      const fit = 0.72 - 0.16 * slips;
      if (fit > (fits.get(number) ?? 0)) fits.set(number, fit);
    }
    return [...fits].map(([word, fit]) => ({ word, fit }));
  }

  private beginningWith(typed: string) {
    let low = 0;
    let high = this.sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.sorted[middle]!.word < typed) low = middle + 1;
      else high = middle;
    }
    let end = low;
    while (end < this.sorted.length && this.sorted[end]!.word.startsWith(typed)) end++;
    return this.sorted.slice(low, end);
  }

  /** Words within the forgiven slips, or whose beginning is: "bizness" is typed before "businesscentral" is complete. */
  private likely(typed: string): [number: number, slips: number][] {
    const most = forgiven(typed.length);
    if (most === 0) return [];
    const own = pairs(typed);
    // One slip spoils two pairs at most, a swap three.
    const enough = Math.max(1, own.length - 3 * most);
    const touched: number[] = [];
    for (const pair of own) {
      for (const number of this.byPair.get(pair) ?? []) {
        if (this.shared[number] === 0) touched.push(number);
        this.shared[number]!++;
      }
    }
    const found: [number, number][] = [];
    for (const number of touched) {
      const word = this.all[number]!;
      if (this.shared[number]! >= enough && Math.abs(word.length - typed.length) <= most) {
        const slips = distance(typed, word, most);
        if (slips <= most) found.push([number, slips]);
      }
      this.shared[number] = 0;
    }
    return found;
  }
}

/** Neighbouring letters, each pair once, with the beginning and the end as letters of their own. */
function pairs(word: string): string[] {
  const marked = `^${word}$`;
  const found = new Set<string>();
  for (let at = 0; at < marked.length - 1; at++) found.add(marked.slice(at, at + 2));
  return [...found];
}
