import type { FastifyInstance, FastifyReply } from "fastify";
import { type CauseCode, type Endpoint, causes, endpoints, type ProblemCode, problemCodes, problems } from "#contract";
import type { House } from "../call/house.js";
import { Refusal } from "../call/refusal.js";
import { causePage, causesPage } from "./docs-causes.js";
import { memberTables } from "./docs-members.js";
import { escaped, page } from "./docs-page.js";
import { style } from "./docs-style.js";
import { takesKey, openApi, usualProblems } from "./openapi.js";
import { documentHeaders } from "./security-headers.js";

/** /openapi.json for machines, /docs for people: endpoints, problems and causes, made from the contract. */
export function addDocs(app: FastifyInstance, house: House): void {
  // Made when first asked for: a start need not wait for it.
  let api: string | undefined;
  let index: string | undefined;

  app.get("/openapi.json", (_request, reply) =>
    reply
      .headers({ "content-type": "application/json; charset=utf-8", "access-control-allow-origin": "*" })
      .send((api ??= JSON.stringify(openApi(house.settings.publicUrl)))),
  );
  app.get("/docs.css", (_request, reply) =>
    reply.headers({ "content-type": "text/css; charset=utf-8", "cache-control": "public, max-age=300" }).send(style),
  );
  app.get("/docs", (_request, reply) => show(reply, (index ??= page("Gangway: its interface", indexPage()))));
  app.get("/", (_request, reply) => reply.redirect("/docs", 302));
  app.get<{ Params: { code: string } }>("/docs/problems/:code", ({ params }, reply) => {
    if (!Object.hasOwn(problems, params.code)) throw new Refusal("not_found");
    return show(reply, problemPage(params.code as ProblemCode));
  });
  app.get("/docs/causes", async (_request, reply) => show(reply, await causesPage()));
  app.get<{ Params: { code: string } }>("/docs/causes/:code", async ({ params }, reply) => {
    if (!Object.hasOwn(causes, params.code)) throw new Refusal("not_found");
    return show(reply, await causePage(params.code as CauseCode));
  });
}

function show(reply: FastifyReply, html: string): FastifyReply {
  documentHeaders(reply);
  return reply.send(html);
}

const callers = {
  host: ["Your backend", "Authorization: Bearer gw_key_…"],
  connection: ["A connection", "Authorization: Bearer gw_access_…"],
  person: ["The person's browser", "Authorization: Bearer gw_session_…"],
  anyone: ["Whoever holds a token for it", "no Authorization"],
} as const;

function indexPage(): string {
  const groups = (["host", "connection", "anyone", "person"] as const).map((caller) => {
    const [who, how] = callers[caller];
    const rows = Object.entries(endpoints)
      .filter(([, endpoint]) => endpoint.caller === caller)
      .map(([name, endpoint]) => endpointSection(name, endpoint));
    return `<h2>${who}</h2><p><code>${escaped(how)}</code></p>${rows.join("")}`;
  });
  const list = problemCodes.map((code) => `<li>${problemLink(code)} <small>${problems[code].status}</small></li>`);
  return `<h1>Gangway</h1><p>Links, checks and connections. The same as a document for machines: <a href="/openapi.json">/openapi.json</a>.</p>${groups.join("")}<h2>Problems</h2><ul>${list.join("")}</ul><p>Why a check is not answered yes: <a href="/docs/causes">causes</a>.</p>`;
}

function endpointSection(name: string, endpoint: Endpoint): string {
  const key = takesKey(endpoint) ? "<p>Takes an <code>Idempotency-Key</code>, kept for 24 hours.</p>" : "";
  const lines = endpoint.stream ? "<p>Answers in lines of JSON while they are found.</p>" : "";
  return `<section id="${name}"><h3><code>${endpoint.verb} ${escaped(endpoint.path)}</code></h3><p>${escaped(endpoint.summary)}. Answers ${endpoint.status}.</p>${lines}${key}${memberTables(endpoint, escaped)}<p class="codes">${usualProblems(endpoint).map(problemLink).join(" ")}</p></section>`;
}

const problemLink = (code: ProblemCode): string => `<a href="/docs/problems/${code}"><code>${code}</code></a>`;

function problemPage(code: ProblemCode): string {
  const { title, now, status, culprit } = problems[code];
  const who = culprit === "us" ? "This server." : "The caller.";
  const where = Object.entries(endpoints as Record<string, Endpoint>)
    .filter(([, endpoint]) => usualProblems(endpoint).includes(code))
    .map(([name, { verb, path }]) => `<li><a href="/docs#${name}"><code>${verb} ${escaped(path)}</code></a></li>`);
  return page(
    code,
    `<p><a href="/docs">Gangway</a></p><h1><code>${code}</code></h1><h2>What happened</h2><p>${escaped(title)}.</p><h2>What to do now</h2><p>${escaped(now)}</p><h2>Whose doing it is</h2><p>${who} Answered with status ${status}.</p><h2>Where it may come</h2><ul>${where.join("")}</ul>`,
  );
}
