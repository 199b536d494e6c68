import type { Question, System } from "#contract";
import type { HttpAnswer } from "../methods/answer.js";
import { holds } from "../methods/evidence.js";
import { ask } from "../methods/http.js";
import { placeholders, TemplateError } from "../methods/template.js";
import { NetError } from "../net/index.js";
import { strangerVisit, type Climb } from "./climb.js";

// A stranger's server is asked little, and not all at once.
const mostQuestions = 24;
const atOnce = 4;

/** The catalogue's product that answers at this address, where its evidence holds. Asked without credentials, best known first. */
export async function otherProduct(climb: Climb): Promise<System | undefined> {
  const places = [...new Set([climb.address!, new URL(climb.address!).origin])];
  const questions = questionsOf(climb).slice(0, mostQuestions);
  for (let from = 0; from < questions.length; from += atOnce) {
    const wave = questions.slice(from, from + atOnce);
    const found = await Promise.all(
      wave.map((one) => Promise.all(places.map((place) => answersAs(climb, place, one)))),
    );
    const system = found.flat().find((one) => one !== undefined);
    if (system) return system;
  }
  return undefined;
}

interface Asked {
  readonly question: Question;
  readonly systems: System[];
}

async function answersAs(climb: Climb, address: string, { question, systems }: Asked): Promise<System | undefined> {
  const answer = await attempt(climb, address, question);
  return answer && systems.find((system) => isIt(system, question, answer));
}

/** Questions of other entries, each once, those of the most common systems first. */
function questionsOf({ run }: Climb): Asked[] {
  const byQuestion = new Map<string, Asked>();
  const others = run.systems
    .filter(({ id }) => id !== run.system.id)
    .sort((one, two) => two.popularity - one.popularity);
  for (const system of others) {
    for (const { question } of system.recognition) {
      if (placeholders(question).length > 0) continue;
      const key = JSON.stringify(question);
      const known = byQuestion.get(key) ?? { question, systems: [] };
      byQuestion.set(key, known);
      known.systems.push(system);
    }
  }
  return [...byQuestion.values()];
}

function isIt({ recognition }: System, question: Question, answer: HttpAnswer): boolean {
  const key = JSON.stringify(question);
  return recognition.some(
    (probe) =>
      JSON.stringify(probe.question) === key &&
      !probe.no.some(({ when }) => holds(when, answer)) &&
      probe.yes.some((evidence) => holds(evidence, answer)),
  );
}

async function attempt(climb: Climb, address: string, question: Question): Promise<HttpAnswer | undefined> {
  try {
    return await ask({ ...strangerVisit(climb, {}), address }, question);
  } catch (error) {
    if (error instanceof TemplateError || (error instanceof NetError && !climb.signal.aborted)) return undefined;
    throw error;
  }
}
