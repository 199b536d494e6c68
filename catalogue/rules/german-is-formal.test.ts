import { expect, test } from "vitest";
import { entry } from "./entry.fixture.js";
import { germanIsFormal } from "./german-is-formal.js";

const findings = (de: string) =>
  germanIsFormal.check(entry({ methods: [{ kind: "bearer", steps: [{ text: { en: "a", de } }] }] }), []);

test.each([
  "Öffnen Sie die Seite. Geben Sie das Kennwort ein.",
  "Die Dublette wird direkt durch Indizes gefunden: Gibt es keine, lassen Sie das Feld leer.",
  "Bitte eine Zahl eingeben.",
  "Öffnen Sie „Lege an“ im Menü.",
])("formal: %s", (de) => expect(findings(de)).toEqual([]));

test.each([
  ["Der Schlüssel, den du kopiert hast.", "du"],
  ["Du musst Administrator sein.", "Du"],
  ["Er steht in deinem Profil.", "deinem"],
  ["Öffne die Seite.", "Öffne"],
  ["Öffnen Sie die Seite. Gib den Namen ein.", "Gib"],
  ["Zuletzt: Kopiere ihn.", "Kopiere"],
  ["Bitte um einen Benutzer.", "Bitte"],
])("not formal: %s", (de, found) =>
  expect(findings(de)).toEqual([`methods/0/steps/0/text/de: "${found}" is not formal; say "Sie"`]),
);

test("a summary and a field's help are read too", () => {
  const fields = [{ name: "company", help: { en: "a", de: "Dein Mandant" } }];
  const spoilt = entry({ summary: { en: "a", de: "Für dich" }, methods: [{ kind: "bearer", fields }] });
  expect(germanIsFormal.check(spoilt, [])).toHaveLength(2);
});
