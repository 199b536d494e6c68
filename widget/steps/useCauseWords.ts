import type { CauseCode } from "#contract";
import { draftOf, isOpen, type FlowState } from "../flow/state.js";
import type { CauseWords } from "../words/shapes.js";
import { fill } from "../words/fill.js";
import { useFlowState, useWords } from "./context.js";

export const namesOf = (state: FlowState): { system: string; host: string } => ({
  system: (isOpen(state) && draftOf(state)?.system.name) || "",
  host: isOpen(state) ? state.link.host.name : "",
});

/** The words of a cause, with the names of the system and the host in them. */
export function useCauseWords(): (code: CauseCode) => CauseWords {
  const words = useWords();
  const names = namesOf(useFlowState());
  return (code) => {
    const { title, now, who } = words.causes[code] ?? words.causes.internal;
    return { title: fill(title, names), now: fill(now, names), who: fill(who, names) };
  };
}
