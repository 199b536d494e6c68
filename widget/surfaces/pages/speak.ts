import type { Language } from "#contract";

/** Tells the page which language it speaks: for screen readers, hyphenation and translation tools. */
export function speak(language: Language): void {
  document.documentElement.lang = language;
  document.documentElement.dir = new Set(["ar", "fa", "he", "ur"]).has(language) ? "rtl" : "ltr";
}
