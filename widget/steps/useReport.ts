import type { Fact } from "#contract";
import { methodOf, type Draft, type Run } from "../flow/state.js";
import { useMethodLabel } from "./MethodChoice.js";
import { useWords } from "./context.js";

/** Facts that may leave the screen. Who signed in, and what was read, stay here. */
const tellable: readonly Fact["kind"][] = [
  "address",
  "addresses",
  "product",
  "version",
  "certificate",
  "waitSeconds",
  "tried",
];

/** A report for whoever can help: request id, causes, times. Nothing that was entered is in it. */
export function useReport(): (draft: Draft, run: Run) => string {
  const { report: words, checks } = useWords();
  const methodLabel = useMethodLabel();
  return (draft, run) => {
    const outcome = run.outcome?.outcome ?? (run.status === "cancelled" ? "cancelled" : "broken");
    const requestId = run.outcome?.requestId ?? run.trouble?.requestId;
    const rungs = run.rungs.map((line) => {
      const facts = (line.facts ?? []).filter((f) => tellable.includes(f.kind)).map((f) => f.value);
      const name = line.dataSet ? `${line.check} ${line.dataSet}` : line.check;
      return [`${name}: ${checks.answers[line.answer]}`, line.cause, `${line.ms} ms`, ...facts]
        .filter(Boolean)
        .join(" · ");
    });
    return [
      words.title(draft.system.name),
      ...(requestId ? [`${words.request}: ${requestId}`] : []),
      `${words.time}: ${new Date(run.startedAt).toISOString()}`,
      `${words.method}: ${methodLabel(methodOf(draft))}`,
      `${words.outcome}: ${words.outcomes[outcome]}${run.outcome?.cause ? ` (${run.outcome.cause})` : ""}`,
      ...rungs,
    ].join("\n");
  };
}
