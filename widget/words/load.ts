import type { Language } from "#contract";
import type { Words } from "./en.js";

/** Each language is a chunk of its own, fetched when it is spoken. A new language is one line here. */
const loaders: Record<Language, () => Promise<Words>> = {
  en: async () => (await import("./en.js")).en,
  de: async () => (await import("./de.js")).de,
};

export const loadWords = (language: Language): Promise<Words> => loaders[language]();

/** The first of the wished languages that we speak ("de-AT" is German); English where there is none. */
export function spoken(wishes: readonly (string | null | undefined)[]): Language {
  for (const wish of wishes) {
    const language = wish?.toLowerCase().split("-")[0] ?? "";
    if (language in loaders) return language as Language;
  }
  return "en";
}
