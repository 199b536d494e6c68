import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

const root = new URL("..", import.meta.url).pathname;
const rooms = ["contract", "catalogue", "server", "widget", "demo"];
const doors: Record<string, string> = {
  "#contract": "contract/index.ts",
  "#catalogue": "catalogue/index.ts",
  "#server": "server/index.ts",
  "#widget": "widget/index.ts",
};

/** Files that a file needs when it runs: types cost nothing and may point both ways. */
function needs(file: string, files: ReadonlySet<string>): string[] {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), "utf8"), ts.ScriptTarget.Latest);
  const found: string[] = [];
  source.forEachChild((node) => {
    if (!ts.isImportDeclaration(node) && !ts.isExportDeclaration(node)) return;
    if (!node.moduleSpecifier || !ts.isStringLiteral(node.moduleSpecifier) || isTypesOnly(node)) return;
    const specifier = node.moduleSpecifier.text;
    const path = specifier.startsWith(".")
      ? normalize(join(dirname(file), specifier))
      : (doors[specifier] ?? specifier.replace(/^#contract\//, "contract/"));
    const target = [path, path.replace(/\.js$/, ".ts"), path.replace(/\.js$/, ".tsx"), `${path}.ts`].find((name) =>
      files.has(name),
    );
    if (target !== undefined) found.push(target);
  });
  return found;
}

function isTypesOnly(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  const clause = node.importClause;
  if (!clause) return false;
  if (clause.isTypeOnly) return true;
  const named = clause.namedBindings;
  return (
    clause.name === undefined &&
    named !== undefined &&
    ts.isNamedImports(named) &&
    named.elements.every((one) => one.isTypeOnly)
  );
}

test("no file needs itself, by whatever way round", () => {
  const names = rooms.flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: "utf8" }).map((name) => join(room, name)),
  );
  const files = new Set(
    names.filter((name) => /\.tsx?$/.test(name) && !/\.(?:test|suite|setup|fixture|d)\.tsx?$/.test(name)),
  );
  expect(files.size).toBeGreaterThan(200);
  const graph = new Map([...files].map((file) => [file, needs(file, files)]));
  const cycles: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, way: string[]) => {
    if (way.includes(file)) return void cycles.push([...way.slice(way.indexOf(file)), file].join(" → "));
    if (done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...way, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  expect(cycles).toEqual([]);
});
