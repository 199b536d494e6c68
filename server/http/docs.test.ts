import { afterAll, beforeAll, expect, it } from "vitest";
import { causeCodes, endpoints, languages, problemCodes } from "#contract";
import { fill } from "../../widget/words/fill.js";
import { loadWords } from "../../widget/words/load.js";
import { startTrial, type Trial } from "../trial.setup.js";

let trial: Trial;
beforeAll(async () => {
  trial = await startTrial();
});
afterAll(() => trial.close());

it("declares every endpoint of the contract in OpenAPI 3.1", async () => {
  const api = (await (await fetch(`${trial.url}/openapi.json`)).json()) as {
    openapi: string;
    paths: Record<string, Record<string, { operationId: string; responses: Record<string, unknown> }>>;
  };
  expect(api.openapi).toMatch(/^3\.1\./);
  const operations = Object.values(api.paths).flatMap((path) => Object.values(path));
  expect(operations.map(({ operationId }) => operationId).sort()).toEqual(Object.keys(endpoints).sort());
  for (const { responses } of operations) expect(Object.keys(responses)).toContain("400");
});

it("has a page to read, without script, for the whole and for each problem and cause", async () => {
  const paths = ["/docs", "/docs/causes", "/status"];
  paths.push(
    ...problemCodes.map((code) => `/docs/problems/${code}`),
    ...causeCodes.map((code) => `/docs/causes/${code}`),
  );
  for (const path of paths) {
    const response = await fetch(trial.url + path);
    const html = await response.text();
    expect(response.status, path).toBe(200);
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(html).not.toMatch(/<script|style=|\son\w+=/);
  }
});

it("has no page for a code that does not exist, or that objects inherit", async () => {
  for (const code of ["nothing", "constructor", "__proto__"])
    expect((await fetch(`${trial.url}/docs/problems/${code}`)).status).toBe(404);
});

it("says of a cause in every language what the person reads: what happened, what to do now, who can help", async () => {
  for (const code of causeCodes) {
    const html = await (await fetch(`${trial.url}/docs/causes/${code}`)).text();
    for (const language of languages) {
      const { title, now, who } = (await loadWords(language)).causes[code];
      for (const sentence of [title, now, who]) {
        const shown = fill(sentence, { system: "Odoo", host: "Northwind" }).replaceAll("'", "&#39;");
        expect(html, code).toContain(`<td lang="${language}">${shown.replaceAll('"', "&#34;")}`);
      }
    }
  }
});
