import type { Fact, Prompt } from "#contract";
import type { HttpAnswer } from "./answer.js";
import { cookieHeader } from "./cookies.js";
import { excerpt, holds } from "./evidence.js";
import { because, type Finding } from "./finding.js";
import { ask } from "./http.js";
import { forgotten, ticketFor, ticketName, ticketText, type LoginVisit, type Ticket } from "./login-ticket.js";
import type { Inputs } from "./template.js";

/** How a log-in went: the answer that lets in or refuses, and what earlier ones gave. */
export interface Conversation extends Ticket {
  readonly last: HttpAnswer;
  /** Field of the last prompt that was answered on the way. */
  readonly asked?: string;
}

/** A prompt that is about to be answered, with what goes along. */
interface Turn extends Ticket {
  readonly prompt: Prompt;
}

/**
 * Sends the log-in, and what the person has answered to what it asks besides. What she has not answered yet ends it,
 * at its field: a *no* that keeps the ticket for her next press. Throws NetError and TemplateError.
 */
export async function askToBeLetIn(visit: LoginVisit): Promise<Conversation | Finding> {
  const { use, values } = visit;
  let turn = begunBefore(visit);
  // A system that asks without end is asked no more.
  for (let left = use.prompts.length; left >= 0; left--) {
    const answer = await send(visit, turn);
    const next = use.prompts.find(({ when }) => holds(when, answer));
    if (!next) {
      if (values[ticketName]) await visit.keep?.(forgotten(ticketName));
      return { last: answer, inputs: {}, ...turn, ...(turn && { asked: turn.prompt.field }) };
    }
    const ticket = ticketOf(next, answer, turn);
    if (!ticket) break;
    if ((values[next.field] ?? "") === "") return needed(visit, next, ticket, answer);
    // It asks for what it was just told.
    if (next === turn?.prompt) {
      await keepTicket(visit, next, ticket);
      return because("credentials_wrong", { field: next.field });
    }
    turn = { prompt: next, ...ticket };
  }
  return because("answer_not_understood");
}

/** The prompt that can be answered at once: the last one whose answer was entered, where nothing is missing that goes along. */
function begunBefore(visit: LoginVisit): Turn | undefined {
  const prompt = visit.use.prompts.findLast(({ field }) => (visit.values[field] ?? "") !== "");
  if (!prompt) return undefined;
  const needsNothing = Object.keys(prompt.takes).length === 0 && !prompt.cookies;
  const ticket = ticketFor(visit, prompt.field) ?? (needsNothing ? { inputs: {} } : undefined);
  return ticket && { prompt, ...ticket };
}

const send = (visit: LoginVisit, turn: Turn | undefined): Promise<HttpAnswer> =>
  turn
    ? ask(
        visit,
        turn.prompt.request,
        { signature: { headers: turn.cookie === undefined ? {} : { cookie: turn.cookie } }, inputs: turn.inputs },
        true,
      )
    : ask(visit, visit.use.request, undefined, true);

/** What goes along with the answer to a prompt; undefined where the system did not give it. */
function ticketOf({ takes, cookies }: Prompt, answer: HttpAnswer, before: Turn | undefined): Ticket | undefined {
  const taken = Object.entries(takes).map(([name, where]) => [name, excerpt(where, answer) ?? before?.inputs[name]]);
  if (taken.some(([, value]) => value === undefined)) return undefined;
  const cookie = cookies ? cookieHeader(answer.headers, before?.cookie) : before?.cookie;
  const inputs: Inputs = { ...before?.inputs, ...(Object.fromEntries(taken) as Inputs) };
  return { inputs, ...(cookie !== undefined && { cookie }) };
}

async function needed(visit: LoginVisit, prompt: Prompt, ticket: Ticket, answer: HttpAnswer): Promise<Finding> {
  await keepTicket(visit, prompt, ticket);
  const said = prompt.label && excerpt(prompt.label, answer);
  const facts: Fact[] = said === undefined || said === "" ? [] : [{ kind: "asks", value: String(said) }];
  return because("answer_needed", { field: prompt.field, facts });
}

/** Only where a ticket holds something: what can be sent without one needs none. */
async function keepTicket(visit: LoginVisit, { field }: Prompt, ticket: Ticket): Promise<void> {
  const empty = Object.keys(ticket.inputs).length === 0 && ticket.cookie === undefined;
  if (!empty && !visit.unattended) await visit.keep?.({ [ticketName]: ticketText(visit, field, ticket) });
}
