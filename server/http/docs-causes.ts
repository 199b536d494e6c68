import { causeCodes, causes, type Cause, type CauseCode, type Language, languages } from "#contract";
import { fill } from "../../widget/words/fill.js";
import { loadWords } from "../../widget/words/load.js";
import type { CauseWords } from "../../widget/words/shapes.js";
import { escaped, page } from "./docs-page.js";

const culprits = {
  input: "What was entered.",
  permission: "What the account may do.",
  system: "The system that was asked.",
  network: "The way there.",
  host: "The service that asked, or its operator.",
  us: "Gangway.",
} as const;

/** Names of a system and a host, in place of those that the flow would put in. */
const names = { system: "Odoo", host: "Northwind" };

/** /docs/causes */
export async function causesPage(): Promise<string> {
  const { causes: words } = await loadWords("en");
  const rows = causeCodes.map((code) => {
    const { culprit, mendable, retry } = causes[code];
    const title = escaped(fill(words[code].title, names));
    return `<tr><td><a href="/docs/causes/${code}"><code>${code}</code></a><br>${title}<td>${culprit}<td>${yes(mendable)}<td>${yes(retry)}</tr>`;
  });
  return page(
    "Causes",
    `<p><a href="/docs">Gangway</a></p><h1>Causes</h1><p>Why a check is not answered yes.</p><div class="wide"><table><tr><th>Cause<th>Whose doing it is<th>Can the person mend it<th>Can a retry help</tr>${rows.join("")}</table></div>`,
  );
}

/** /docs/causes/:code: what the person reads, in every language, and what it means for whoever runs or embeds the flow. */
export async function causePage(code: CauseCode): Promise<string> {
  const told = await Promise.all(
    languages.map(async (language) => [language, (await loadWords(language)).causes[code]]),
  );
  const { culprit, mendable, retry, fields, trust, firewall }: Cause = causes[code];
  const facts: [string, string][] = [
    ["Whose doing it is", culprits[culprit]],
    ["Can the person in front of the screen mend it", yes(mendable)],
    ["Can asking again help", yes(retry)],
    ["Which field it points at", fields ? `The first of these that there is: ${fields.join(", ")}.` : "None."],
    ...(trust
      ? ([["What else is offered", "To trust this very certificate, or an authority that stands behind it."]] as [
          string,
          string,
        ][])
      : []),
    ...(firewall
      ? ([["What else is offered", "The addresses of ours that a firewall must let in (GANGWAY_EGRESS)."]] as [
          string,
          string,
        ][])
      : []),
  ];
  const answers = facts.map(([asked, answer]) => `<h2>${asked}</h2><p>${escaped(answer)}</p>`).join("");
  return page(
    code,
    `<p><a href="/docs/causes">Causes</a></p><h1><code>${code}</code></h1>${words(told as [Language, CauseWords][])}${answers}`,
  );
}

/** The three sentences, a column for each language. */
function words(told: readonly [Language, CauseWords][]): string {
  const head = told.map(([language]) => `<th lang="${language}">${nameOf(language)}`);
  const row = (asked: string, member: keyof CauseWords) =>
    `<tr><th scope="row">${asked}${told.map(([language, said]) => `<td lang="${language}">${escaped(fill(said[member], names))}`).join("")}</tr>`;
  const rows = [row("What happened", "title"), row("What to do now", "now"), row("Who can help", "who")];
  return `<div class="wide"><table><tr><td>${head.join("")}</tr>${rows.join("")}</table></div><p><small>${names.system} and ${names.host} stand for the names of the system and of the host.</small></p>`;
}

/** A language's own name for itself. */
const nameOf = (language: Language): string =>
  new Intl.DisplayNames(language, { type: "language" }).of(language) ?? language;
const yes = (is: boolean): string => (is ? "Yes" : "No");
