import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { causeCodes } from "#contract/cause";
import { languages } from "#contract/text";
import { fill } from "./fill.js";
import { loadWords, spoken } from "./load.js";

/** Every leaf of a table: path and sentence; functions are called with a sign that must be found again. */
function leaves(table: object, path = ""): [string, string][] {
  return Object.entries(table).flatMap(([key, value]: [string, unknown]) => {
    const at = `${path}.${key}`;
    if (typeof value === "string") return [[at, value] as [string, string]];
    if (typeof value === "object" && value !== null) return leaves(value, at);
    return [];
  });
}

describe.each(languages)("%s", (language) => {
  test("no sentence is empty, and none begins or ends with a blank", async () => {
    for (const [path, sentence] of leaves(await loadWords(language))) {
      expect(sentence, path).not.toBe("");
      expect(sentence, path).toBe(sentence.trim());
    }
  });

  test("every cause says what happened, what to do now, and who can help", async () => {
    const { causes } = await loadWords(language);
    for (const code of causeCodes) {
      const { title, now, who } = causes[code];
      expect(
        [title, now, who].every((s) => s.length > 5),
        code,
      ).toBe(true);
      expect(`${title}${now}${who}`.replaceAll("{system}", "").replaceAll("{host}", ""), code).not.toMatch(/[{}]/);
    }
  });
});

test("German says Sie, and shares no sentence with English", async () => {
  const [en, de] = await Promise.all([loadWords("en"), loadWords("de")]);
  const english = new Map(leaves(en));
  const same = leaves(de).filter(([path, sentence]) => sentence.includes(" ") && english.get(path) === sentence);
  expect(same).toEqual([]);
  for (const [path, sentence] of leaves(de)) expect(sentence, path).not.toMatch(/\b(?:du|dein|deine|dir|dich)\b/i);
});

test("numbers, times and plurals are those of the language", async () => {
  const [en, de] = await Promise.all([loadWords("en"), loadWords("de")]);
  expect(en.pick.results(1)).toBe("1 system");
  expect(en.pick.results(20000)).toBe("20,000 systems");
  expect(de.pick.results(20000)).toBe("20.000 Systeme");
  expect(de.checks.took(1240)).toBe("1,2 Sek.");
  expect(en.checks.facts.count("1", "purchase order", "purchase orders")).toBe("1 purchase order");
});

test("the first language that we speak counts, whatever its country", () => {
  expect(spoken([null, "fr", "de-AT", "en"])).toBe("de");
  expect(spoken([undefined, "xx"])).toBe("en");
});

test("names go where they belong, and what looks like a pattern in them stays as it is", () => {
  expect(fill("{system} and {other}", { system: "$& {host}", host: "H" })).toBe("$& {host} and {other}");
});

test("no screen holds a sentence of its own", () => {
  const found: string[] = [];
  for (const room of ["steps", "form", "parts", "surfaces/pages"]) {
    const folder = join(import.meta.dirname, "..", room);
    for (const file of readdirSync(folder).filter((name) => name.endsWith(".tsx") && !name.includes(".test."))) {
      const source = ts.createSourceFile(
        file,
        readFileSync(join(folder, file), "utf8"),
        ts.ScriptTarget.Latest,
        true,
        ts.ScriptKind.TSX,
      );
      const visit = (node: ts.Node): void => {
        if (ts.isJsxText(node) && /\p{L}{2,}/u.test(node.text)) found.push(`${file}: ${node.text.trim()}`);
        if (
          ts.isJsxAttribute(node) &&
          /^(?:aria-label|title|alt|placeholder)$/.test(node.name.getText()) &&
          node.initializer &&
          ts.isStringLiteral(node.initializer)
        )
          found.push(`${file}: ${node.getText()}`);
        ts.forEachChild(node, visit);
      };
      visit(source);
    }
  }
  expect(found).toEqual([]);
});
