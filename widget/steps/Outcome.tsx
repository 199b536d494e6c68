import { useEffect, useRef } from "react";
import type { At, Draft } from "../flow/state.js";
import { otherAccount } from "../flow/rungs.js";
import { Notice } from "../parts/Notice.js";
import { Failure } from "./Failure.js";
import { TroubleNotice } from "./TroubleNotice.js";
import { WaitNote } from "./WaitNote.js";
import { useWords } from "./context.js";
import { useCauseWords } from "./useCauseWords.js";

/** What came out of a run. Takes the focus, because the button that was pressed is gone. */
export function Outcome({ state, draft }: { state: At<"checks">; draft: Draft }) {
  const { checks: words } = useWords();
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    ref.current?.focus({ preventScroll: true });
    // It stands at the top, under the title, and may be taller than the screen.
    const body = ref.current?.closest(".gw-body");
    if (body) body.scrollTop = 0;
  }, []);
  return (
    <div ref={ref} className="gw-outcome" tabIndex={-1}>
      <Said state={state} draft={draft} />
      <OtherAccount state={state} />
      {state.trouble && <TroubleNotice trouble={state.trouble} title={words.finishFailed} />}
    </div>
  );
}

function Said({ state, draft }: { state: At<"checks">; draft: Draft }) {
  const { checks: words, dataSets } = useWords();
  const causeWords = useCauseWords();
  const { run, link } = state;
  const { name } = draft.system;
  if (run.status === "broken" && run.trouble)
    return (
      <TroubleNotice trouble={run.trouble} title={words.broken}>
        <WaitNote run={run} system={name} />
      </TroubleNotice>
    );
  if (run.status === "cancelled" || !run.outcome)
    return (
      <Notice tone="info" title={words.cancelled.title}>
        <p>{words.cancelled.text}</p>
      </Notice>
    );
  const { outcome, warnings } = run.outcome;
  if (outcome === "connected")
    return (
      <Notice tone="good" title={words.connected.title(name)}>
        <p>{words.connected.text(link.host.name)}</p>
      </Notice>
    );
  if (outcome === "warnings")
    return (
      <Notice tone="warning" title={words.warnings.title(name)}>
        <p>{words.warnings.text(warnings.length)}</p>
        <ul className="gw-warnings">
          {warnings.map((warning, at) => {
            const said = causeWords(warning.cause);
            return (
              <li key={at}>
                <strong>{said.title}</strong>
                {warning.dataSet && (
                  <span className="gw-about">{words.warnings.about(dataSets[warning.dataSet].many)}</span>
                )}
                <span>{said.now}</span>
              </li>
            );
          })}
        </ul>
      </Notice>
    );
  return <Failure run={run} draft={draft} link={link} />;
}

/** A repair that leads to somebody else's account, which she may not have meant. */
function OtherAccount({ state }: { state: At<"checks"> }) {
  const { checks: words } = useWords();
  const other = otherAccount(state);
  if (!other || !state.run.outcome || state.run.outcome.outcome === "failed") return null;
  return (
    <Notice tone="warning" title={words.other.title}>
      <p>{words.other.text(other.before, other.now)}</p>
    </Notice>
  );
}
