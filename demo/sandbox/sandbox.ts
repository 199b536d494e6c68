import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { answerHtml, answerJson } from "./answer.js";
import { erp } from "./erp.js";
import { maintenance } from "./maintenance.js";
import { moods, type MoodName } from "./moods.js";
import { procurement } from "./procurement.js";
import { answerApi, type PretendSystem } from "./system.js";
import { warehouse } from "./warehouse.js";

const systems: readonly PretendSystem[] = [erp, maintenance, warehouse, procurement];

/**
 * Pretend systems that behave, or misbehave, by their address: `/<system>` is well, `/<system>/<mood>` is not.
 * `origin` is the address under which the sandbox is reached.
 */
export function createSandbox(origin: string): Server {
  return createServer((request, response) => void answer(origin, request, response));
}

async function answer(origin: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", origin);
  const [, id, word, ...rest] = url.pathname.split("/");
  const system = systems.find((system) => system.id === id);
  if (!system) {
    if (url.pathname === "/") answerHtml(response, 200, overview(origin));
    else answerJson(response, 404, { error: "unknown path" });
    return;
  }
  const mood = word !== undefined && Object.hasOwn(moods, word) ? (word as MoodName) : null;
  const path = `/${(mood === null && word !== undefined ? [word, ...rest] : rest).join("/")}`;
  const address = `${origin}/${system.id}${mood === null ? "" : `/${mood}`}`;
  let body = "";
  for await (const chunk of request.setEncoding("utf8"))
    if ((body += chunk).length > 65_536) return void request.destroy();
  if (moods[mood ?? "well"](request, response, path)) return;
  const visit = { request, response, path, query: url.searchParams, body, address };
  if ((await system.own?.(visit)) !== true) answerApi(system, visit);
}

function overview(origin: string): string {
  const rows = systems
    .map(({ id, product, credentials }) => `<tr><td>${product}<td><code>${origin}/${id}</code><td>${credentials}`)
    .join("");
  const words = Object.keys(moods)
    .filter((mood) => mood !== "well")
    .map((mood) => `<code>${origin}/erp/${mood}</code>`)
    .join("<br>");
  return `<h1>Sandbox</h1><p>Four systems that do not exist, to try the flow with. Paste an address into it.</p><table><tr><th>System<th>Address<th>What to enter${rows}</table><h2>Make one misbehave</h2><p>Put a word behind the address of any of them:</p><p>${words}</p>`;
}
