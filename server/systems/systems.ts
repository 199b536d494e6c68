import { categories } from "#contract/system";
import type { Category, MethodUse, MethodView, System, SystemHit, SystemView } from "#contract";
import { SearchIndex } from "./searchIndex.js";

/** What the methods say of an entry: which of its ways are built, and what each asks for. */
export interface MethodFacts {
  built(use: MethodUse): boolean;
  view(use: MethodUse, system: System): MethodView;
}

export interface SystemSearch {
  readonly q?: string;
  readonly category?: Category;
  /** Ids that may be picked; all unless told. */
  readonly allowed?: ReadonlySet<string>;
  /** `next` of the page before. */
  readonly after?: string;
  /** Rows a page, 24 unless told. */
  readonly limit?: number;
}

export interface SystemPage {
  readonly items: SystemHit[];
  readonly total: number;
  readonly next: string | null;
  /** Of everything that was found, whichever category is shown. */
  readonly categories: { id: Category; count: number }[];
}

/** The catalogue in memory, read once: to be searched, shown and looked up. */
export interface Systems {
  search(wanted: SystemSearch): SystemPage;
  get(id: string): System | undefined;
  show(id: string): SystemView | undefined;
  readonly all: readonly System[];
}

export function createSystems(all: readonly System[], methods: MethodFacts): Systems {
  const byId = new Map(all.map((system) => [system.id, system]));
  const hits = all.map((system) => hitOf(system, methods));
  const index = new SearchIndex(all);
  return {
    all,
    get: (id) => byId.get(id),
    show(id) {
      const system = byId.get(id);
      if (system === undefined) return undefined;
      const { kind, example } = system.address;
      return {
        ...hitOf(system, methods),
        address: { kind, example },
        methods: system.methods.map((use) => methods.view(use, system)),
      };
    },
    search({ q = "", category, allowed, after, limit = 24 }) {
      const found = q.trim() === "" ? index.everything : index.find(q);
      const permitted = allowed === undefined ? found : found.filter((place) => allowed.has(all[place]!.id));
      const shown = category === undefined ? permitted : permitted.filter((place) => all[place]!.category === category);
      const from = startOf(after);
      const next = from + limit < shown.length ? String(from + limit) : null;
      return {
        items: shown.slice(from, from + limit).map((place) => hits[place]!),
        total: shown.length,
        next,
        categories: countByCategory(all, permitted),
      };
    },
  };
}

function hitOf(system: System, methods: MethodFacts): SystemHit {
  const { id, name, vendor, category, summary, proven } = system;
  return {
    id,
    name,
    vendor,
    category,
    summary,
    proven: proven.level,
    ready: system.methods.some((use) => methods.built(use)),
    hue: system.hue ?? hueOf(id),
  };
}

/** A tile's colour that stays the same from day to day. */
const hueOf = (id: string): number => [...id].reduce((hue, letter) => (hue * 31 + letter.charCodeAt(0)) % 360, 7);

/** The catalogue does not change while the server runs, so a place in the list is a good enough mark. */
const startOf = (after: string | undefined): number =>
  after !== undefined && /^[0-9]{1,7}$/.test(after) ? Number(after) : 0;

function countByCategory(all: readonly System[], places: readonly number[]): { id: Category; count: number }[] {
  const counts: Partial<Record<Category, number>> = {};
  for (const place of places) {
    const { category } = all[place]!;
    counts[category] = (counts[category] ?? 0) + 1;
  }
  return categories
    .map((id) => ({ id, count: counts[id] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
}
