import { methodOf, type Draft, type Run } from "../flow/state.js";
import { useMethodLabel } from "./MethodChoice.js";
import { useWords } from "./context.js";
import { reportOf } from "./report.js";

/** A report for whoever can help, in the language that is spoken. */
export function useReport(): (draft: Draft, run: Run) => string {
  const words = useWords();
  const methodLabel = useMethodLabel();
  return (draft, run) => reportOf(words, methodLabel(methodOf(draft)), draft, run);
}
