import { useEffect, useState } from "react";
import type { Draft, Run } from "../flow/state.js";
import { useWords } from "./context.js";
import { useCauseWords } from "./useCauseWords.js";
import { useRungWords } from "./useRungWords.js";

/** What a screen reader hears: each rung once, when it has its answer. A line that stands here never changes. */
export function LadderLog({ run, draft }: { run: Run; draft: Draft }) {
  const { checks: words } = useWords();
  const rungWords = useRungWords(draft);
  const causeWords = useCauseWords();
  // What is there when a log appears is not read out: rungs that answered before the screen stood are added to it.
  const [stands, setStands] = useState(false);
  useEffect(() => setStands(true), []);
  const told = stands ? run.rungs.filter((line) => line.answer !== "running") : [];
  return (
    <div className="gw-hidden" role="log" aria-live="polite" aria-relevant="additions">
      {told.map((line) => {
        const { title, facts } = rungWords(line);
        const cause = line.cause && line.answer !== "yes" ? [causeWords(line.cause).title] : [];
        const answer = line.answer === "unknown" ? [words.answers.unknown] : [];
        return <p key={`${line.check}-${line.dataSet ?? ""}`}>{[title, ...answer, ...cause, ...facts].join(". ")}</p>;
      })}
    </div>
  );
}
