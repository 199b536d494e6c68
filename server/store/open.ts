import type { Store } from "./store.js";

export interface StoreOptions {
  /** postgres://…; without it SQLite. */
  readonly databaseUrl?: string | undefined;
  /** Folder of the SQLite file, made when it is missing. ":memory:" keeps nothing (tests). */
  readonly folder?: string | undefined;
  readonly now?: () => number;
}

/** Opens the store and brings its tables up to date. */
export async function openStore(_options: StoreOptions): Promise<Store> {
  throw new Error("not built yet");
}
