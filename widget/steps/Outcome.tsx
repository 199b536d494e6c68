import { useEffect, useRef } from "react";
import { causes, type CauseCode } from "#contract/cause";
import { methodOf, type At, type Draft } from "../flow/state.js";
import { CopyText } from "../parts/CopyText.js";
import { Notice, type Tone } from "../parts/Notice.js";
import { useFieldLabel } from "./useFieldLabel.js";
import { TroubleNotice } from "./TroubleNotice.js";
import { useWords } from "./context.js";
import { useCauseWords } from "./useCauseWords.js";

/** What came out of a run. Takes the focus, because the button that was pressed is gone. */
export function Outcome({ state, draft }: { state: At<"checks">; draft: Draft }) {
  const { checks: words } = useWords();
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => ref.current?.focus({ preventScroll: false }), []);
  return (
    <div ref={ref} className="gw-outcome" tabIndex={-1}>
      <Said state={state} draft={draft} />
      {state.trouble && <TroubleNotice trouble={state.trouble} title={words.finishFailed} />}
    </div>
  );
}

/** Where a firewall may stand between us and the system. */
const shut: ReadonlySet<CauseCode> = new Set([
  "connection_timed_out",
  "connection_refused",
  "unreachable",
  "address_not_allowed",
]);

function Said({ state, draft }: { state: At<"checks">; draft: Draft }) {
  const { checks: words, dataSets, culprits, flow, stuck } = useWords();
  const causeWords = useCauseWords();
  const labelOf = useFieldLabel();
  const { run, link } = state;
  const { name } = draft.system;
  if (run.status === "broken" && run.trouble) return <TroubleNotice trouble={run.trouble} title={words.broken} />;
  if (run.status === "cancelled" || !run.outcome)
    return (
      <Notice tone="info" title={words.cancelled.title}>
        <p>{words.cancelled.text}</p>
      </Notice>
    );
  const { outcome, cause, field, system: other, warnings, requestId } = run.outcome;
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
  const code = cause ?? "internal";
  const said = causeWords(code);
  const blamed = methodOf(draft).fields.find((f) => f.name === field);
  const tone: Tone =
    run.rungs.some((r) => r.answer === "unknown") && !run.rungs.some((r) => r.answer === "no") ? "warning" : "bad";
  return (
    <Notice tone={tone} title={said.title}>
      <p className="gw-culprit">{culprits[causes[code].culprit](name, link.host.name)}</p>
      <p>{other ? words.looksLike(other.name) : said.now}</p>
      {blamed && <p className="gw-about">{words.fault(labelOf(blamed))}</p>}
      {!causes[code].mendable && (
        <p>
          <strong>{words.whoHelps}:</strong> {said.who}
        </p>
      )}
      {shut.has(code) && link.egress.length > 0 && (
        <CopyText label={words.letIn} text={link.egress.join("\n")} words={{ ...stuck, copy: words.letInCopy }} />
      )}
      <p className="gw-request">{flow.requestId(requestId)}</p>
    </Notice>
  );
}
