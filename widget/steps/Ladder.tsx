import type { CheckLine } from "#contract";
import type { Draft, Run } from "../flow/state.js";
import { NoIcon, UnknownIcon, YesIcon } from "../parts/icons.js";
import { Spinner } from "../parts/Spinner.js";
import { useWords } from "./context.js";
import { useCauseWords } from "./useCauseWords.js";
import { useRungWords } from "./useRungWords.js";

const signs = { running: Spinner, yes: YesIcon, no: NoIcon, unknown: UnknownIcon };

/** The rungs, in the order in which they began. */
export function Ladder({ run, draft }: { run: Run; draft: Draft }) {
  const { checks: words } = useWords();
  return (
    <ol className="gw-ladder" aria-label={words.list}>
      {run.rungs.map((line) => (
        <Rung key={`${line.check}-${line.dataSet ?? ""}`} line={line} draft={draft} />
      ))}
      {run.rungs.length === 0 && run.status === "running" && (
        <li className="gw-rung" data-answer="running">
          <span className="gw-rung-sign">
            <Spinner />
          </span>
          <span className="gw-rung-text">{words.waiting}</span>
        </li>
      )}
    </ol>
  );
}

function Rung({ line, draft }: { line: CheckLine; draft: Draft }) {
  const { checks: words } = useWords();
  const rungWords = useRungWords(draft);
  const causeWords = useCauseWords();
  const Sign = signs[line.answer];
  const { title, facts } = rungWords(line);
  return (
    <li className="gw-rung" data-answer={line.answer}>
      <span className="gw-rung-sign">
        <Sign />
      </span>
      <span className="gw-rung-text">
        <span className="gw-rung-title">
          {title}
          <span className="gw-hidden">: {words.answers[line.answer]}</span>
          {line.answer === "unknown" && <span className="gw-tag">{words.answers.unknown}</span>}
        </span>
        {line.cause && line.answer !== "yes" && <span className="gw-rung-cause">{causeWords(line.cause).title}</span>}
        {facts.length > 0 && (
          <span className="gw-rung-fact" dir="auto">
            {facts.join(" · ")}
          </span>
        )}
      </span>
      {line.answer !== "running" && <span className="gw-rung-time">{words.took(line.ms)}</span>}
    </li>
  );
}
