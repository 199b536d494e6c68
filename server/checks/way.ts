import { ask } from "../methods/http.js";
import type { HttpAnswer } from "../methods/answer.js";
import type { Finding } from "../methods/finding.js";
import { strangerVisit, visitOf, type Climb } from "./climb.js";
import { setOut, type Way } from "./steps.js";

/**
 * The first way to the address, taken once and without credentials: over http with the entry's first question of
 * recognition, so that nothing is asked twice. Three rungs tell its steps, and the fourth its end.
 */
export function wayOf(climb: Climb): Way<HttpAnswer | Finding> {
  climb.way ??= setOut<HttpAnswer | Finding>(async (onStep) => {
    // It is no secret that is given away: it proves in the handshake that its key is known, and to nobody else.
    const shown = await climb.method.identity?.(visitOf(climb));
    if (shown) climb.shown = shown;
    const visit = {
      ...strangerVisit(climb),
      ...(shown && !("answer" in shown) && { identity: shown }),
      onStep: (step: Parameters<typeof onStep>[0]) => {
        if (step.step === "reach") climb.peer = step.facts.address;
        onStep(step);
      },
    };
    if (climb.method.knock) return climb.method.knock(visit);
    const [first] = climb.run.system.recognition;
    return ask(visit, first?.question ?? { method: "GET", path: "" });
  });
  return climb.way;
}

/** What the first way led to over http; undefined by another protocol. Throws what went wrong. */
export async function firstAnswer(climb: Climb): Promise<HttpAnswer | undefined> {
  const end = await wayOf(climb).end;
  if ("answer" in end) return undefined;
  climb.anonymousStatus = end.status;
  return end;
}
