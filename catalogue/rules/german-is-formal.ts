import { textsIn } from "./parts.js";
import type { Rule } from "./rule.js";

const pronoun = word("du|dich|dir|dein(?:e[mnrs]?)?", "iu");

// Only at the start of a sentence, and no word that is a noun as well ("Suche", "Frage"): those would be found in vain.
const imperative = new RegExp(
  "(?:^|[.!?:;]\\s+)(" +
    [
      "Achte|Aktiviere|Benenne|Beschreibe|Bestätige|Bitte(?=, wer| um )|Drücke|Erlaube|Erstelle|Erzeuge|Füge|Geh|Gehe",
      "Gib|Halte|Klicke|Kopiere|Lass|Lege|Lies|Melde|Nimm|Notiere|Nutze|Öffne|Prüfe|Richte|Schalte|Scrolle|Setze|Sieh",
      "Speichere|Starte|Trage|Vergib|Verwende|Wähle|Wechsle",
    ].join("|") +
    ")(?![\\p{L}\\d_])",
  "u",
);

export const germanIsFormal: Rule = {
  name: "german-is-formal",
  description: 'German speaks to people as the flow does: "Sie", never "du".',
  check: (system) =>
    textsIn({ summary: system.summary, methods: system.methods }, "")
      .filter(({ at }) => at.endsWith("/de"))
      .flatMap(({ at, part }) => {
        const found = pronoun.exec(part)?.[1] ?? imperative.exec(part)?.[1];
        return found === undefined ? [] : [`${at.slice(1)}: "${found}" is not formal; say "Sie"`];
      }),
};

function word(words: string, flags: string): RegExp {
  // \b knows no umlauts.
  return new RegExp(`(?<![\\p{L}\\d_])(${words})(?![\\p{L}\\d_])`, flags);
}
